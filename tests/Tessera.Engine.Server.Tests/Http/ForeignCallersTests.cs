namespace Tessera.Engine.Server.Tests.Http;

/// <summary>A web page must not reach the engine: neither by its own name pointed at this machine, nor across sites.</summary>
public sealed class ForeignCallersTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Request_WithForeignHost_IsRefusedInTheProtocol()
    {
        var response = await RawHttp.PostAsync(server.Endpoint, RawHttp.ListTables, "{}", host: "evil.example");

        Assert.Equal(403, response.StatusCode);
        Assert.Equal("application/x-amz-json-1.0", response.Headers["Content-Type"]);
        Assert.Equal("com.amazon.coral.service#AccessDeniedException", (string?)response.Json["__type"]);
        Assert.StartsWith("The Host header names 'evil.example', not this machine.", (string?)response.Json["message"], StringComparison.Ordinal);
        Assert.Equal(52, response.Headers["x-amzn-RequestId"].Length);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://localhost:1")]
    [InlineData("null")]
    public async Task Request_WithForeignOrigin_IsRefusedAndChangesNothing(string origin)
    {
        const string create =
            """{"TableName":"Foreign","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}]}""";
        var response = await RawHttp.PostAsync(
            server.Endpoint, RawHttp.ListTables.Replace("ListTables", "CreateTable", StringComparison.Ordinal) + $"Origin: {origin}\r\n", create);

        Assert.Equal(403, response.StatusCode);
        Assert.Contains($"--allow-origin {origin}", (string?)response.Json["message"], StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control-Allow-Origin", response.Headers.Keys);
        var tables = await RawHttp.PostAsync(server.Endpoint, RawHttp.ListTables, "{}");
        Assert.Empty(tables.Json["TableNames"]!.AsArray());
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Request_NamingThisMachine_IsAnswered(string host)
    {
        var response = await RawHttp.PostAsync(server.Endpoint, RawHttp.ListTables, "{}", host);
        Assert.Equal(200, response.StatusCode);
    }

    [Fact]
    public async Task Request_FromOurOwnPage_IsAnswered()
    {
        var response = await RawHttp.PostAsync(server.Endpoint, RawHttp.ListTables + $"Origin: http://{server.Endpoint.Authority}\r\n", "{}");
        Assert.Equal(200, response.StatusCode);
    }

    [Fact]
    public async Task Request_FromAnAllowedOrigin_IsAnsweredAndReadable()
    {
        var response = await RawHttp.PostAsync(server.Endpoint, RawHttp.ListTables + $"Origin: {ServerFixture.AllowedOrigin}\r\n", "{}");

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(ServerFixture.AllowedOrigin, response.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal("Origin", response.Headers["Vary"]);
    }

    [Fact]
    public async Task Preflight_OfAnAllowedOrigin_Allows()
    {
        var response = await PreflightAsync(ServerFixture.AllowedOrigin);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(ServerFixture.AllowedOrigin, response.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal("x-amz-target,authorization", response.Headers["Access-Control-Allow-Headers"]);
        Assert.Contains("POST", response.Headers["Access-Control-Allow-Methods"], StringComparison.Ordinal);
        Assert.Equal("true", response.Headers["Access-Control-Allow-Private-Network"]);
        Assert.Empty(response.Body);
    }

    [Fact]
    public async Task Preflight_OfAForeignOrigin_IsRefused()
    {
        var response = await PreflightAsync("https://evil.example");

        Assert.Equal(403, response.StatusCode);
        Assert.DoesNotContain("Access-Control-Allow-Origin", response.Headers.Keys);
    }

    private Task<RawResponse> PreflightAsync(string origin) => RawHttp.SendAsync(
        server.Endpoint,
        $"OPTIONS / HTTP/1.1\r\nHost: {server.Endpoint.Authority}\r\nConnection: close\r\nOrigin: {origin}\r\nAccess-Control-Request-Method: POST\r\n"
        + "Access-Control-Request-Headers: x-amz-target,authorization\r\nAccess-Control-Request-Private-Network: true\r\n\r\n");
}
