using System.Net.Sockets;
using System.Text;
using Tessera.Lambda.Local.Functions;

namespace Tessera.Lambda.Local.Tests.Functions;

/// <summary>The protocol between a process and its runtime API, byte for byte.</summary>
public sealed class RuntimeApiTests : IAsyncDisposable
{
    private const string Runtime = "/2018-06-01/runtime/";
    private static readonly DateTimeOffset _deadline = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

    private readonly RuntimeApi _api = new(_ => _deadline);
    private readonly Task<LoopbackServer> _server;

    public RuntimeApiTests() => _server = LoopbackServer.StartAsync(0, _api.AnswerAsync, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await (await _server).DisposeAsync();

    [Fact(Timeout = 30_000)]
    public async Task Next_WithAnEvent_HasTheHeadersOfTheService()
    {
        var invocation = Give("""{"a":1}""", clientContext: """{"custom":{}}""");
        var response = await SendAsync("GET", "invocation/next");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", response, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n{\"a\":1}", response, StringComparison.Ordinal);
        Assert.Contains($"Lambda-Runtime-Aws-Request-Id: {invocation.RequestId}\r\n", response, StringComparison.Ordinal);
        Assert.Contains("Lambda-Runtime-Deadline-Ms: 1700000000123\r\n", response, StringComparison.Ordinal);
        Assert.Contains("Lambda-Runtime-Invoked-Function-Arn: arn:fn\r\n", response, StringComparison.Ordinal);
        Assert.Matches("Lambda-Runtime-Trace-Id: Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0\r\n", response);
        Assert.Contains("Lambda-Runtime-Client-Context: {\"custom\":{}}\r\n", response, StringComparison.Ordinal);
        Assert.DoesNotContain("Cognito", response, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Next_BeforeAnEvent_WaitsAndMakesReady()
    {
        var next = SendAsync("GET", "invocation/next");
        await _api.Ready;
        Assert.False(next.IsCompleted);
        Give("{}");
        Assert.EndsWith("\r\n\r\n{}", await next, StringComparison.Ordinal);
        Assert.False(_api.Ready.IsCompleted);
    }

    [Fact(Timeout = 30_000)]
    public async Task Response_OfTheEvent_IsAcceptedOnce()
    {
        var invocation = await TakeAsync();
        Assert.Equal("202 {\"status\":\"OK\"}\n", Short(await SendAsync("POST", $"invocation/{invocation.RequestId}/response", "\"done\"")));
        Assert.Equal("\"done\"", Text(await ReadAsync(invocation)));
        Assert.Equal(
            """403 {"errorType":"InvalidStateTransition","errorMessage":"There is no invocation to answer."}""",
            Short(await SendAsync("POST", $"invocation/{invocation.RequestId}/response", "\"again\"")));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("POST", "invocation/other/response", "", """400 {"errorType":"InvalidRequestID","errorMessage":"Invalid request ID"}""")]
    [InlineData("POST", "invocation/other/error", "", """400 {"errorType":"InvalidRequestID","errorMessage":"Invalid request ID"}""")]
    [InlineData("GET", "invocation/next", "", """403 {"errorType":"InvalidStateTransition","errorMessage":"Transition from Invoking to Ready is not allowed."}""")]
    [InlineData("POST", "init/error", "", """403 {"errorType":"InvalidStateTransition","errorMessage":"Transition from Ready to InitError is not allowed."}""")]
    [InlineData("POST", "invocation/other/response", "Lambda-Runtime-Function-Response-Mode: slow\r\n", """400 {"errorType":"InvalidFunctionResponseMode","errorMessage":"Invalid function response mode"}""")]
    [InlineData("GET", "restore/next", "", """404 {"errorType":"ResourceNotFound","errorMessage":"There is no GET /2018-06-01/runtime/restore/next."}""")]
    public async Task Call_ThatDoesNotFit_IsRefused(string method, string path, string headers, string expected)
    {
        var next = SendAsync("GET", "invocation/next");
        await _api.Ready;
        var invocation = new Invocation(new FunctionCall("{}"u8.ToArray(), "test"), "arn:fn", _deadline);
        if (path != "init/error")
        {
            _api.Give(invocation);
            await next;
        }
        Assert.Equal(expected, Short(await SendAsync(method, path, "{}", headers)));
        Assert.False(invocation.Response.IsCompleted);
    }

    [Fact(Timeout = 30_000)]
    public async Task Response_OverTheLimit_IsRefusedAndFailsTheCall()
    {
        var invocation = await TakeAsync();
        var response = await SendAsync("POST", $"invocation/{invocation.RequestId}/response", new string('x', RuntimeApi.PayloadBytesMax + 1));
        Assert.Equal("""413 {"errorType":"RequestEntityTooLarge","errorMessage":"Exceeded maximum allowed payload size (6291556 bytes)."}""", Short(response));
        var result = await ReadAsync(invocation);
        Assert.Equal("Unhandled", result.FunctionError);
        Assert.Contains("Function.ResponseSizeTooLarge", Text(result), StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("""{"errorType":"E","errorMessage":"m"}""", "", """{"errorType":"E","errorMessage":"m"}""")]
    [InlineData("", "Lambda-Runtime-Function-Error-Type: Runtime.NoSuchHandler\r\n", """{"errorType":"Runtime.NoSuchHandler","errorMessage":""}""")]
    [InlineData("", "", """{"errorType":"Runtime.Unknown","errorMessage":""}""")]
    public async Task Error_OfTheEvent_FailsTheCall(string body, string headers, string expected)
    {
        var invocation = await TakeAsync();
        Assert.StartsWith("202 ", Short(await SendAsync("POST", $"invocation/{invocation.RequestId}/error", body, headers)), StringComparison.Ordinal);
        var result = await ReadAsync(invocation);
        Assert.Equal((expected, "Unhandled"), (Text(result), result.FunctionError));
    }

    [Fact(Timeout = 30_000)]
    public async Task InitError_BeforeTheFirstEvent_IsKnown()
    {
        Assert.StartsWith("202 ", Short(await SendAsync("POST", "init/error", """{"errorType":"Runtime.Init"}""")), StringComparison.Ordinal);
        Assert.Equal("""{"errorType":"Runtime.Init"}""", Text(await _api.InitError));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("5\r\nfirst\r\n7\r\n second\r\n0\r\n\r\n", "first second", null)]
    [InlineData("5\r\nfirst\r\n0\r\nLambda-Runtime-Function-Error-Type: App.Broken\r\nLambda-Runtime-Function-Error-Body: eyJlcnJvclR5cGUiOiJBcHAuQnJva2VuIn0=\r\n\r\n", "first", """{"errorType":"App.Broken"}""")]
    [InlineData("5\r\nfirst\r\n", "first", """{"errorType":"Runtime.TruncatedResponse","errorMessage":"Response body was cut off before its end."}""")]
    public async Task StreamedResponse_Body_PassesOnAndTellsItsEnd(string chunks, string text, string? error)
    {
        var invocation = await TakeAsync();
        var server = await _server;
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"POST {Runtime}invocation/{invocation.RequestId}/response HTTP/1.1\r\nHost: {server.Address.Authority}\r\nContent-Type: text/event-stream\r\n"
            + "Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n"
            + "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n" + chunks));
        client.Client.Shutdown(SocketShutdown.Send);

        var response = await invocation.Response;
        Assert.Equal("text/event-stream", response.ContentType);
        using var body = new MemoryStream();
        await response.Stream!.CopyToAsync(body);
        Assert.Equal(text, Encoding.UTF8.GetString(body.ToArray()));
        var failure = await response.StreamErrorAsync();
        Assert.Equal(error, failure is null ? null : Text(failure));
    }

    private Invocation Give(string payload, string? clientContext = null)
    {
        var call = new FunctionCall(Encoding.UTF8.GetBytes(payload), "test") { ClientContext = clientContext };
        var invocation = new Invocation(call, "arn:fn", _deadline);
        _api.Give(invocation);
        return invocation;
    }

    private async Task<Invocation> TakeAsync()
    {
        var invocation = Give("{}");
        await SendAsync("GET", "invocation/next");
        return invocation;
    }

    private static async Task<FunctionResult> ReadAsync(Invocation invocation) => await (await invocation.Response).ReadAsync(TestContext.Current.CancellationToken);

    private static string Text(FunctionResult result) => Encoding.UTF8.GetString(result.Payload.Span);

    /// <summary>Status code and body.</summary>
    private static string Short(string response) => $"{response[9..12]} {response[(response.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]}";

    private async Task<string> SendAsync(string method, string path, string body = "", string headers = "")
    {
        var server = await _server;
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var head = $"{method} {Runtime}{path} HTTP/1.1\r\nHost: {server.Address.Authority}\r\nConnection: close\r\n{headers}Content-Length: {body.Length}\r\n\r\n";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head + body), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
