using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tessera.Lambda.Tests.Http;

/// <summary>What the application sees of each kind of event.</summary>
public sealed class RequestTests
{
    public static TheoryData<string, string, string> Events => new()
    {
        {
            "HTTP API, everything",
            """
            {"version":"2.0","routeKey":"POST /orders/{id}","rawPath":"/prod/orders/a%20b","rawQueryString":"x=1&x=2&q=%C3%A4+b%26c","cookies":["a=1","b=2"],
             "headers":{"host":"abc.execute-api.eu-central-1.amazonaws.com","content-type":"text/plain","x-many":"1,2","x-forwarded-proto":"https","x-forwarded-port":"443"},
             "queryStringParameters":{"x":"1,2","q":"ä b&c"},
             "requestContext":{"accountId":"1","apiId":"abc","domainName":"abc.execute-api.eu-central-1.amazonaws.com","http":{"method":"POST","path":"/prod/orders/a b","protocol":"HTTP/1.1","sourceIp":"192.0.2.7","userAgent":"curl"},
              "authorizer":{"jwt":{"claims":{"sub":"u1","cognito:groups":"[admins editors]","exp":17},"scopes":["read"]}},"requestId":"r","stage":"prod","time":"12/Mar/2020:19:03:58 +0000","timeEpoch":1583348638390},
             "pathParameters":{"id":"a b"},"stageVariables":{"v":"1"},"body":"line\n\"two\" ü","isBase64Encoded":false}
            """,
            """
            POST https://abc.execute-api.eu-central-1.amazonaws.com base=/prod path=/orders/a b query=?x=1&x=2&q=%C3%A4+b%26c
            from=192.0.2.7 port=443 protocol=HTTP/1.1 id=request-1
            Content-Length=13
            content-type=text/plain
            Cookie=a=1; b=2
            host=abc.execute-api.eu-central-1.amazonaws.com
            x-forwarded-port=443
            x-forwarded-proto=https
            x-many=1,2
            claim sub=u1
            claim cognito:groups=admins
            claim cognito:groups=editors
            claim exp=17
            body=line
            "two" Ã¼
            """
        },
        {
            "function URL, as little as can be",
            """{"version":"2.0","rawPath":"","requestContext":{"domainName":"x.lambda-url.eu-west-1.on.aws","http":{"method":"GET"},"stage":"$default","authentication":null}}""",
            """
            GET https://x.lambda-url.eu-west-1.on.aws base= path=/ query=
            from= port=443 protocol=HTTP/1.1 id=request-1
            Host=x.lambda-url.eu-west-1.on.aws
            body=
            """
        },
        {
            "function URL, IAM and a binary body",
            """
            {"version":"2.0","rawPath":"/%F0%9F%98%80/a%2Fb/%zz/%ff","rawQueryString":"","headers":{"host":"h","content-length":"999","transfer-encoding":"chunked"},
             "requestContext":{"http":{"method":"PUT","protocol":"HTTP/2.0","sourceIp":"2001:db8::1"},"stage":"$default","authorizer":{"iam":{"accountId":"1","userArn":"arn:u","principalOrgId":null}}},
             "body":"AAH\/","isBase64Encoded":true}
            """,
            "PUT https://h base= path=/😀/a%2Fb/%zz/%ff query=\nfrom=2001:db8::1 port=443 protocol=HTTP/2.0 id=request-1\ncontent-length=3\nhost=h\n"
            + "claim accountId=1\nclaim userArn=arn:u\nbody=\0\u0001\u00ff"
        },
        {
            "REST API, with its stage and lists",
            """
            {"resource":"/{proxy+}","path":"/orders/1","httpMethod":"GET","headers":{"X-Many":"2","Host":"h"},"multiValueHeaders":{"X-Many":["1","2"],"Host":["h"],"Cookie":["a=1; b=2"]},
             "queryStringParameters":{"x":"2"},"multiValueQueryStringParameters":{"x":["1","2"],"q":["ä b&c",""]},"pathParameters":{"proxy":"orders/1"},"stageVariables":null,
             "requestContext":{"path":"/dev/orders/1","protocol":"HTTP/1.1","stage":"dev","identity":{"sourceIp":"198.51.100.4","clientCert":null},"authorizer":{"claims":{"sub":"u2","cognito:groups":"a,b"}},"httpMethod":"GET"},
             "body":null,"isBase64Encoded":false}
            """,
            """
            GET https://h base=/dev path=/orders/1 query=?x=1&x=2&q=%C3%A4%20b%26c&q=
            from=198.51.100.4 port=443 protocol=HTTP/1.1 id=request-1
            Cookie=a=1; b=2
            Host=h
            X-Many=1|2
            claim sub=u2
            claim cognito:groups=a
            claim cognito:groups=b
            body=
            """
        },
        {
            "HTTP API with payload 1.0, a Lambda authorizer and null maps",
            """
            {"version":"1.0","resource":"/x","path":"/x","httpMethod":"DELETE","headers":{"Host":"h"},"multiValueHeaders":null,"queryStringParameters":{"a":"1"},"multiValueQueryStringParameters":null,
             "requestContext":{"authorizer":{"principalId":"p","tier":"gold","n":5,"ok":true},"path":"/x","identity":{"sourceIp":"198.51.100.4"},"stage":"$default"},"isBase64Encoded":false}
            """,
            """
            DELETE https://h base= path=/x query=?a=1
            from=198.51.100.4 port=443 protocol=HTTP/1.1 id=request-1
            Host=h
            claim principalId=p
            claim tier=gold
            claim n=5
            claim ok=true
            body=
            """
        },
        {
            "load balancer, single values",
            """
            {"requestContext":{"elb":{"targetGroupArn":"arn:aws:elasticloadbalancing:x"}},"httpMethod":"POST","path":"/a%20b","queryStringParameters":{"q":"%C3%A4%20b","x":"1"},
             "headers":{"host":"lb.example","x-forwarded-for":"10.0.0.1, 203.0.113.5","x-forwarded-port":"80","x-forwarded-proto":"http"},"body":"YWI=","isBase64Encoded":true}
            """,
            """
            POST http://lb.example base= path=/a b query=?q=%C3%A4%20b&x=1
            from=203.0.113.5 port=80 protocol=HTTP/1.1 id=request-1
            Content-Length=2
            host=lb.example
            x-forwarded-for=10.0.0.1, 203.0.113.5
            x-forwarded-port=80
            x-forwarded-proto=http
            body=ab
            """
        },
        {
            "load balancer, lists",
            """
            {"requestContext":{"elb":{}},"httpMethod":"GET","path":"/","multiValueQueryStringParameters":{"x":["1","%32"]},"multiValueHeaders":{"host":["lb.example"],"x":["1","2"]},"body":"","isBase64Encoded":false}
            """,
            """
            GET https://lb.example base= path=/ query=?x=1&x=%32
            from= port=443 protocol=HTTP/1.1 id=request-1
            host=lb.example
            x=1|2
            body=
            """
        },
        {
            "dots go their way before anyone sees the path",
            """{"rawPath":"/a/./b/../../c/..","requestContext":{"http":{"method":"GET"}},"headers":{"host":"h"}}""",
            "GET https://h base= path=/ query=\nfrom= port=443 protocol=HTTP/1.1 id=request-1\nhost=h\nbody="
        },
        {
            "a stage that is only the beginning of a word stays in the path",
            """{"rawPath":"/production/x","requestContext":{"stage":"prod","http":{"method":"GET"}},"headers":{"host":"h"}}""",
            "GET https://h base= path=/production/x query=\nfrom= port=443 protocol=HTTP/1.1 id=request-1\nhost=h\nbody="
        },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public async Task Event_OfEachKind_IsTheRequestThatTheClientSent(string name, string json, string expected)
    {
        await using var app = await LambdaApp.StartAsync(Echo.Map);

        var call = await app.SendAsync(json);

        Assert.True(expected == Payload.BodyOf(call), $"{name}:\n{Payload.BodyOf(call)}\n{expected}");
    }

    [Fact]
    public async Task Request_ProgramThatNamesAddresses_IsServedAllTheSame()
    {
        await using var app = await LambdaApp.StartAsync(web =>
        {
            web.Urls.Add("http://localhost:5000");
            web.Run(context => context.Response.WriteAsync("served"));
        });

        Assert.Equal("served", Payload.BodyOf(await app.SendAsync("""{"rawPath":"/x","requestContext":{"http":{"method":"GET"}}}""")));
    }

    [Fact]
    public async Task Event_UnderABasePath_HasItBeforeThePath()
    {
        await using var app = await LambdaApp.StartAsync(Echo.Map, ("TESSERA_BASE_PATH", "/orders/"));

        var call = await app.SendAsync("""{"rawPath":"/orders","requestContext":{"http":{"method":"GET"}},"headers":{"host":"h"}}""");

        Assert.StartsWith("GET https://h base=/orders path=/ query=\n", Payload.BodyOf(call), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"requestContext":{"http":{"method":5}}}""")]
    [InlineData("""{"requestContext":{"http":{"method":"GET"}},"body":{}}""")]
    [InlineData("""{"requestContext":{"http":{"method":"GET"}},"body":"%","isBase64Encoded":true}""")]
    [InlineData("""{"requestContext":{"http":{"method":"GET"}""")]
    [InlineData("")]
    public async Task Event_Malformed_IsAnErrorAndTheNextIsServed(string json)
    {
        await using var app = await LambdaApp.StartAsync(Echo.Map);

        var call = await app.SendAsync(json);
        var next = await app.SendAsync("""{"rawPath":"/x","requestContext":{"http":{"method":"GET"}}}""");

        Assert.EndsWith("/request-1/error", call.Path, StringComparison.Ordinal);
        Assert.Contains("Json", call.Text, StringComparison.Ordinal);
        Assert.Equal(200, Payload.StatusOf(next));
    }
}
