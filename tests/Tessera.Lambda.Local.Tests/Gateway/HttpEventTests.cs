using System.Text;
using System.Text.Json.Nodes;
using Tessera.Lambda.Local.Gateway;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Tests.Gateway;

/// <summary>Requests and the exact events that functions get for them.</summary>
public sealed class HttpEventTests
{
    private static readonly GatewayRequest _request = new()
    {
        Method = "POST",
        RawPath = "/users/a%20b",
        RawQuery = "q=1&q=2&empty=&text=a+b%26c&Q=3",
        Headers = [new("Content-Type", "application/json"), new("X-Many", "1"), new("X-Many", "2"), new("Cookie", "a=b; c=d"), new("User-Agent", "tests")],
        Body = Encoding.UTF8.GetBytes("""{"name":"Ada"}"""),
        Time = new DateTimeOffset(2026, 11, 21, 9, 8, 7, TimeSpan.Zero),
        RequestId = "request-1",
    };

    [Fact]
    public void HttpApiEvent_OfARequest_HasFormat2()
    {
        var json = HttpApiEvent.Create(_request, Match(ApiKind.Http, "$default"), "eu-west-1");
        AssertJson(json, """
            {
              "version": "2.0",
              "routeKey": "POST /users/{id}",
              "rawPath": "/users/a%20b",
              "rawQueryString": "q=1&q=2&empty=&text=a+b%26c&Q=3",
              "cookies": ["a=b", "c=d"],
              "headers": { "content-type": "application/json", "x-many": "1,2", "user-agent": "tests" },
              "queryStringParameters": { "q": "1,2", "empty": "", "text": "a b&c", "Q": "3" },
              "requestContext": {
                "accountId": "000000000000",
                "apiId": "Api",
                "domainName": "Api.execute-api.eu-west-1.amazonaws.com",
                "domainPrefix": "Api",
                "http": { "method": "POST", "path": "/users/a%20b", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "tests" },
                "requestId": "request-1",
                "routeKey": "POST /users/{id}",
                "stage": "$default",
                "time": "21/Nov/2026:09:08:07 +0000",
                "timeEpoch": 1795252087000
              },
              "pathParameters": { "id": "a b" },
              "body": "{\"name\":\"Ada\"}",
              "isBase64Encoded": false
            }
            """);
    }

    [Fact]
    public void HttpApiEvent_OfANamedStage_HasItInThePath()
    {
        var json = JsonNode.Parse(HttpApiEvent.Create(_request, Match(ApiKind.Http, "prod"), "eu-west-1").Span)!;
        Assert.Equal(("/prod/users/a%20b", "/prod/users/a%20b", "prod"), ((string)json["rawPath"]!, (string)json["requestContext"]!["http"]!["path"]!, (string)json["requestContext"]!["stage"]!));
    }

    [Fact]
    public void UrlEvent_OfARequest_HasNeitherRouteNorParameters()
    {
        var json = JsonNode.Parse(HttpApiEvent.CreateForUrl(_request with { Body = default, RawQuery = "", Headers = [] }, "worker", "eu-west-1").Span)!.AsObject();
        Assert.Equal(("$default", "worker.lambda-url.eu-west-1.on.aws"), ((string)json["routeKey"]!, (string)json["requestContext"]!["domainName"]!));
        Assert.Equal(["version", "routeKey", "rawPath", "rawQueryString", "headers", "requestContext", "isBase64Encoded"], json.Select(pair => pair.Key));
    }

    [Fact]
    public void RestApiEvent_OfARequest_HasFormat1()
    {
        var json = RestApiEvent.Create(_request, Match(ApiKind.Rest, "Prod"), "eu-west-1");
        AssertJson(json, """
            {
              "resource": "/users/{id}",
              "path": "/users/a%20b",
              "httpMethod": "POST",
              "headers": { "Content-Type": "application/json", "X-Many": "2", "Cookie": "a=b; c=d", "User-Agent": "tests" },
              "multiValueHeaders": { "Content-Type": ["application/json"], "X-Many": ["1", "2"], "Cookie": ["a=b; c=d"], "User-Agent": ["tests"] },
              "queryStringParameters": { "q": "2", "empty": "", "text": "a b&c", "Q": "3" },
              "multiValueQueryStringParameters": { "q": ["1", "2"], "empty": [""], "text": ["a b&c"], "Q": ["3"] },
              "pathParameters": { "id": "a b" },
              "stageVariables": null,
              "requestContext": {
                "accountId": "000000000000",
                "apiId": "Api",
                "domainName": "Api.execute-api.eu-west-1.amazonaws.com",
                "domainPrefix": "Api",
                "extendedRequestId": "request-1",
                "httpMethod": "POST",
                "identity": {
                  "accessKey": null, "accountId": null, "caller": null, "cognitoAuthenticationProvider": null, "cognitoAuthenticationType": null,
                  "cognitoIdentityId": null, "cognitoIdentityPoolId": null, "principalOrgId": null, "user": null, "userArn": null,
                  "sourceIp": "127.0.0.1", "userAgent": "tests"
                },
                "path": "/Prod/users/a%20b",
                "protocol": "HTTP/1.1",
                "requestId": "request-1",
                "requestTime": "21/Nov/2026:09:08:07 +0000",
                "requestTimeEpoch": 1795252087000,
                "resourceId": "local",
                "resourcePath": "/users/{id}",
                "stage": "Prod"
              },
              "body": "{\"name\":\"Ada\"}",
              "isBase64Encoded": false
            }
            """);
    }

    [Fact]
    public void RestApiEvent_OfABareRequest_HasNulls()
    {
        var bare = _request with { Headers = [], RawQuery = "", Body = default };
        var json = JsonNode.Parse(RestApiEvent.Create(bare, Match(ApiKind.Rest, "Prod") with { PathParameters = [] }, "eu-west-1").Span)!.AsObject();
        Assert.All(
            ["headers", "multiValueHeaders", "queryStringParameters", "multiValueQueryStringParameters", "pathParameters", "stageVariables", "body"],
            name => Assert.True(json.ContainsKey(name) && json[name] is null, name));
    }

    [Theory]
    [InlineData("text/html; charset=utf-8", false)]
    [InlineData("application/json", false)]
    [InlineData("application/problem+json", false)]
    [InlineData("image/svg+xml", false)]
    [InlineData("image/png", true)]
    [InlineData("application/x-www-form-urlencoded", true)]
    [InlineData("multipart/form-data; boundary=x", true)]
    [InlineData(null, true)]
    public void HttpApiEvent_Body_IsBase64UnlessItIsText(string? contentType, bool isBase64)
    {
        IReadOnlyList<KeyValuePair<string, string>> headers = contentType is null ? [] : [new("Content-Type", contentType)];
        var json = JsonNode.Parse(HttpApiEvent.Create(_request with { Headers = headers, Body = "ab"u8.ToArray() }, Match(ApiKind.Http, "$default"), "eu-west-1").Span)!;
        Assert.Equal((isBase64 ? "YWI=" : "ab", isBase64), ((string)json["body"]!, (bool)json["isBase64Encoded"]!));
    }

    [Theory]
    [InlineData("image/png", new string[0], false)]
    [InlineData("image/png", new[] { "image/png" }, true)]
    [InlineData("text/plain", new[] { "image/png" }, false)]
    [InlineData("text/plain", new[] { "*/*" }, true)]
    public void RestApiEvent_Body_IsBase64WhereTheApiWasTold(string contentType, string[] binaryMediaTypes, bool isBase64)
    {
        var match = Match(ApiKind.Rest, "Prod");
        match = match with { Api = match.Api with { BinaryMediaTypes = binaryMediaTypes } };
        var json = JsonNode.Parse(RestApiEvent.Create(_request with { Headers = [new("Content-Type", contentType)] }, match, "eu-west-1").Span)!;
        Assert.Equal(isBase64, (bool)json["isBase64Encoded"]!);
    }

    private static RouteMatch Match(ApiKind kind, string stage)
    {
        var route = new RouteDefinition("Api", "Worker", "POST", "/users/{id}", kind == ApiKind.Rest, TimeSpan.FromSeconds(30), "here");
        return new RouteMatch(new ApiDefinition { Id = "Api", Kind = kind, Stage = stage, Routes = [route] }, route, [new("id", "a b")]);
    }

    private static void AssertJson(ReadOnlyMemory<byte> actual, string expected)
    {
        var node = JsonNode.Parse(actual.Span);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), node), node!.ToJsonString(new() { WriteIndented = true }));
    }
}
