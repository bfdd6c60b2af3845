using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Tessera.Lambda.Tests.Http;

/// <summary>What each kind of event gets for a response.</summary>
public sealed class ResponseTests
{
    private const string HttpApi = """{"rawPath":"/x","requestContext":{"http":{"method":"GET"}}}""";
    private const string Head = """{"rawPath":"/x","requestContext":{"http":{"method":"HEAD"}}}""";
    private const string RestApi = """{"path":"/x","httpMethod":"GET","requestContext":{}}""";
    private const string Balancer = """{"path":"/x","httpMethod":"GET","requestContext":{"elb":{}},"headers":{}}""";
    private const string BalancerLists = """{"path":"/x","httpMethod":"GET","requestContext":{"elb":{}},"multiValueHeaders":{}}""";

    public static TheoryData<string, string, string, string> Responses => new()
    {
        { "text", HttpApi, "text", """{"statusCode":200,"headers":{"Content-Type":"text/plain; charset=utf-8"},"body":"a\"\\\n\tü\u0001","isBase64Encoded":false}""" },
        { "json", HttpApi, "json", """{"statusCode":201,"headers":{"Content-Type":"application/problem+json"},"body":"{\"a\":1}","isBase64Encoded":false}""" },
        { "binary", HttpApi, "binary", """{"statusCode":200,"headers":{"Content-Type":"image/png"},"body":"AAEC/w==","isBase64Encoded":true}""" },
        { "compressed", HttpApi, "compressed", """{"statusCode":200,"headers":{"Content-Type":"text/plain","Content-Encoding":"br"},"body":"YWI=","isBase64Encoded":true}""" },
        { "latin1", HttpApi, "latin1", """{"statusCode":200,"headers":{"Content-Type":"text/plain; charset=iso-8859-1"},"body":"/A==","isBase64Encoded":true}""" },
        { "not UTF-8", HttpApi, "untyped", """{"statusCode":200,"headers":{},"body":"/w==","isBase64Encoded":true}""" },
        { "empty", HttpApi, "empty", """{"statusCode":200,"headers":{},"body":"","isBase64Encoded":false}""" },
        { "cookies", HttpApi, "cookies", """{"statusCode":200,"headers":{"X":"1,2"},"cookies":["a=1; path=/","b=2; path=/"],"body":"","isBase64Encoded":false}""" },
        { "cookies, REST", RestApi, "cookies", """{"statusCode":200,"multiValueHeaders":{"X":["1","2"],"Set-Cookie":["a=1; path=/","b=2; path=/"]},"body":"","isBase64Encoded":false}""" },
        {
            "cookies, load balancer", Balancer, "cookies",
            """{"statusCode":200,"statusDescription":"200 OK","headers":{"X":"1,2","set-cookie":"a=1; path=/","Set-cookie":"b=2; path=/"},"body":"","isBase64Encoded":false}"""
        },
        {
            "cookies, load balancer with lists", BalancerLists, "cookies",
            """{"statusCode":200,"statusDescription":"200 OK","multiValueHeaders":{"X":["1","2"],"Set-Cookie":["a=1; path=/","b=2; path=/"]},"body":"","isBase64Encoded":false}"""
        },
        { "no content", HttpApi, "none", """{"statusCode":204,"headers":{},"body":"","isBase64Encoded":false}""" },
        { "not modified", HttpApi, "unmodified", """{"statusCode":304,"headers":{"ETag":"\"1\""},"body":"","isBase64Encoded":false}""" },
        { "head", Head, "length", """{"statusCode":200,"headers":{"Content-Length":"3"},"body":"","isBase64Encoded":false}""" },
        { "length", HttpApi, "length", """{"statusCode":200,"headers":{"Content-Length":"3"},"body":"abc","isBase64Encoded":false}""" },
        { "wrong length", HttpApi, "wrong", """{"statusCode":500,"headers":{},"body":"","isBase64Encoded":false}""" },
        { "exception", HttpApi, "throw", """{"statusCode":500,"headers":{},"body":"","isBase64Encoded":false}""" },
        { "bad request", HttpApi, "bad", """{"statusCode":413,"headers":{},"body":"","isBase64Encoded":false}""" },
        { "own words", Balancer, "teapot", """{"statusCode":418,"statusDescription":"418 Short and stout","headers":{},"body":"","isBase64Encoded":false}""" },
        { "starting", HttpApi, "starting", """{"statusCode":200,"headers":{"X-Order":"2,1"},"body":"x","isBase64Encoded":false}""" },
        { "hop by hop", HttpApi, "hops", """{"statusCode":200,"headers":{},"body":"","isBase64Encoded":false}""" },
    };

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Response_ForEachKindOfEvent_IsItsPayload(string name, string json, string what, string expected)
    {
        await using var app = await LambdaApp.StartAsync(web => web.Run(context => RespondAsync(context, what)));

        var call = await app.SendAsync(json);

        Assert.True(expected == call.Text, $"{name}:\n{call.Text}\n{expected}");
    }

    [Fact]
    public async Task Response_FailsAfterItHasStarted_IsAnErrorAndNotHalfAResponse()
    {
        await using var app = await LambdaApp.StartAsync(web => web.Run(async context =>
        {
            await context.Response.WriteAsync("half");
            throw new InvalidOperationException("the other half");
        }));

        var call = await app.SendAsync(HttpApi);

        Assert.EndsWith("/request-1/error", call.Path, StringComparison.Ordinal);
        Assert.Contains("the other half", call.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_Aborted_IsAnError()
    {
        await using var app = await LambdaApp.StartAsync(web => web.Run(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        }));

        Assert.EndsWith("/request-1/error", (await app.SendAsync(HttpApi)).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_Started_CannotBeChanged()
    {
        var failures = new List<string>();
        await using var app = await LambdaApp.StartAsync(web => web.Run(async context =>
        {
            await context.Response.StartAsync();
            failures.Add(Assert.Throws<InvalidOperationException>(() => context.Response.StatusCode = 500).Message);
            failures.Add(Assert.Throws<InvalidOperationException>(() => context.Response.Headers["X"] = "1").Message);
            await context.Response.WriteAsync("ok");
        }));

        Assert.Equal("ok", Payload.BodyOf(await app.SendAsync(HttpApi)));
        Assert.Equal(2, failures.Count);
    }

    [Theory]
    [InlineData(6 * 1024 * 1024 - 200, "/response")]
    [InlineData(6 * 1024 * 1024, "/error")]
    public async Task Response_LargerThanLambdaTakes_IsAClearError(int bytes, string path)
    {
        await using var app = await LambdaApp.StartAsync(web => web.Run(context => context.Response.WriteAsync(new string('x', bytes))));

        var call = await app.SendAsync(HttpApi);

        Assert.EndsWith(path, call.Path, StringComparison.Ordinal);
        if (path == "/error")
            Assert.Contains("and Lambda takes 6291456 (6 MB", call.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_Completed_RunsWhatWaitsForItBeforeTheNextEvent()
    {
        var order = new List<string>();
        await using var app = await LambdaApp.StartAsync(web => web.Run(context =>
        {
            order.Add("request");
            context.Response.OnCompleted(() =>
            {
                order.Add("completed");
                return Task.CompletedTask;
            });
            return Task.CompletedTask;
        }));

        await app.SendAsync(HttpApi);
        await app.SendAsync(HttpApi);
        await app.StopAsync();

        Assert.Equal(["request", "completed", "request", "completed"], order);
    }

    [Fact]
    public async Task Request_Event_IsThereAsAFeature()
    {
        await using var app = await LambdaApp.StartAsync(web => web.Run(context =>
        {
            var feature = context.Features.Get<ILambdaRequestFeature>()!;
            Assert.Same(LambdaContext.Current, feature.Context);
            return context.Response.WriteAsync(Encoding.UTF8.GetString(feature.Event.Span));
        }));

        Assert.Equal(HttpApi, Payload.BodyOf(await app.SendAsync(HttpApi)));
    }

    private static async Task RespondAsync(HttpContext context, string what)
    {
        var response = context.Response;
        switch (what)
        {
            case "text":
                response.ContentType = "text/plain; charset=utf-8";
                await response.WriteAsync("a\"\\\n\tü\u0001");
                break;
            case "json":
                response.StatusCode = 201;
                response.ContentType = "application/problem+json";
                await response.BodyWriter.WriteAsync("""{"a":1}"""u8.ToArray());
                break;
            case "binary":
                response.ContentType = "image/png";
                await response.Body.WriteAsync(new byte[] { 0, 1, 2, 255 });
                break;
            case "compressed":
                response.ContentType = "text/plain";
                response.Headers.ContentEncoding = "br";
                await response.WriteAsync("ab");
                break;
            case "latin1":
                response.ContentType = "text/plain; charset=iso-8859-1";
                await response.WriteAsync("ü", Encoding.Latin1);
                break;
            case "untyped":
                await response.Body.WriteAsync(new byte[] { 255 });
                break;
            case "cookies":
                response.Headers["X"] = new(["1", "2"]);
                response.Cookies.Append("a", "1");
                response.Cookies.Append("b", "2");
                break;
            case "none":
                response.StatusCode = 204;
                break;
            case "unmodified":
                response.StatusCode = 304;
                response.Headers.ETag = "\"1\"";
                break;
            case "length":
                response.ContentLength = 3;
                await response.WriteAsync("abc");
                break;
            case "wrong":
                response.ContentLength = 4;
                response.BodyWriter.Write("abc"u8);
                break;
            case "throw":
                response.Headers["X"] = "1";
                response.BodyWriter.Write("never sent"u8);
                throw new InvalidOperationException("before it has started");
            case "bad":
                throw new BadHttpRequestException("too much", 413);
            case "teapot":
                response.StatusCode = 418;
                context.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = "Short and stout";
                break;
            case "starting":
                response.OnStarting(() => Append(response, "1"));
                response.OnStarting(() => Append(response, "2"));
                await response.WriteAsync("x");
                break;
            case "hops":
                response.Headers.TransferEncoding = "chunked";
                response.Headers.Connection = "close";
                break;
            default:
                Assert.Equal("empty", what);
                break;
        }
    }

    private static Task Append(HttpResponse response, string value)
    {
        response.Headers.Append("X-Order", value);
        return Task.CompletedTask;
    }
}
