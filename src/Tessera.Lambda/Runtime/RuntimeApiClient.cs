using System.Globalization;
using System.Text;

namespace Tessera.Lambda.Runtime;

/// <summary>The calls of the runtime API, version 2018-06-01, over one connection.</summary>
/// <remarks>Not thread-safe: each loop has its own.</remarks>
internal sealed class RuntimeApiClient(LambdaEnvironment environment, TimeProvider time) : IDisposable
{
    /// <summary>The largest response that the service takes in one piece.</summary>
    public const int ResponseBytesMax = 6 * 1024 * 1024;

    private const string JsonContentType = "application/json";

    private readonly RuntimeConnection _connection = new(environment.Endpoint);
    private readonly byte[] _next = Get(environment.Endpoint, "/runtime/invocation/next");

    /// <summary>Waits for the next event, for as long as it takes: the process may be frozen meanwhile.</summary>
    public async ValueTask<ReceivedEvent> NextAsync(CancellationToken cancellationToken)
    {
        var response = await _connection.SendAsync(_next, default, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == 200)
            return new ReceivedEvent(ReadContext(response), response);
        using (response)
            throw Refused("next", response);
    }

    /// <summary>Sends the function's response.</summary>
    /// <exception cref="RuntimeApiException">It was refused: too large, late, or sent twice.</exception>
    public async ValueTask RespondAsync(string requestId, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var head = Post($"/runtime/invocation/{requestId}/response", JsonContentType, payload.Length);
        await ExpectAcceptedAsync("response", head, payload, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins a response in pieces.</summary>
    /// <param name="requestId">The invocation.</param>
    /// <param name="contentType">The type of the whole.</param>
    /// <param name="cancellationToken">Gives up sending.</param>
    public async ValueTask<RuntimeResponseStream> StreamAsync(string requestId, string contentType, CancellationToken cancellationToken)
    {
        var head = Encoding.ASCII.GetBytes(
            $"POST {environment.Endpoint.Root}/runtime/invocation/{requestId}/response HTTP/1.1\r\nHost: {environment.Endpoint.Authority}\r\n"
            + $"Content-Type: {contentType}\r\nLambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n"
            + $"Trailer: {RuntimeResponseStream.ErrorTypeTrailer}, {RuntimeResponseStream.ErrorBodyTrailer}\r\n\r\n");
        await _connection.BeginAsync(head, cancellationToken).ConfigureAwait(false);
        return new RuntimeResponseStream(_connection);
    }

    /// <summary>Says that the invocation failed.</summary>
    public ValueTask ReportErrorAsync(string requestId, Exception exception, CancellationToken cancellationToken) =>
        ReportAsync("error", $"/runtime/invocation/{requestId}/error", exception, "Function." + exception.GetType().Name, cancellationToken);

    /// <summary>Says that the function could not start; the process ends after it.</summary>
    public ValueTask ReportInitErrorAsync(Exception exception, string errorType, CancellationToken cancellationToken) =>
        ReportAsync("init/error", "/runtime/init/error", exception, errorType, cancellationToken);

    /// <summary>Says that the function cannot go on after it was restored; the process ends after it.</summary>
    public ValueTask ReportRestoreErrorAsync(Exception exception, string errorType, CancellationToken cancellationToken) =>
        ReportAsync("restore/error", "/runtime/restore/error", exception, errorType, cancellationToken);

    /// <summary>Says that the process may be snapshotted, and returns in each copy that is restored.</summary>
    public async ValueTask WaitForRestoreAsync(CancellationToken cancellationToken)
    {
        using var response = await _connection.SendAsync(Get(environment.Endpoint, "/runtime/restore/next"), default, cancellationToken).ConfigureAwait(false);
        // The connection was made before the snapshot: a restored copy makes its own.
        _connection.Close();
        if (response.StatusCode != 200)
            throw Refused("restore/next", response);
    }

    public void Dispose() => _connection.Dispose();

    private async ValueTask ReportAsync(string call, string path, Exception exception, string errorType, CancellationToken cancellationToken)
    {
        using var payload = ErrorPayload.Write(exception);
        var head = Post(path, ErrorPayload.ContentType, payload.Length, $"Lambda-Runtime-Function-Error-Type: {errorType}\r\n");
        await ExpectAcceptedAsync(call, head, payload.WrittenMemory, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask ExpectAcceptedAsync(string call, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var response = await _connection.SendAsync(head, body, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is < 200 or >= 300)
            throw Refused(call, response);
    }

    private LambdaContext ReadContext(RuntimeResponse response) => new()
    {
        RequestId = response.FindHeader("Lambda-Runtime-Aws-Request-Id"u8)
            ?? throw new RuntimeApiException("The runtime API sent an event without the header Lambda-Runtime-Aws-Request-Id."),
        Deadline = ReadDeadline(response.FindHeader("Lambda-Runtime-Deadline-Ms"u8)),
        InvokedFunctionArn = response.FindHeader("Lambda-Runtime-Invoked-Function-Arn"u8) ?? "",
        TraceId = response.FindHeader("Lambda-Runtime-Trace-Id"u8),
        ClientContext = response.FindHeader("Lambda-Runtime-Client-Context"u8),
        CognitoIdentity = response.FindHeader("Lambda-Runtime-Cognito-Identity"u8),
        TenantId = response.FindHeader("Lambda-Runtime-Aws-Tenant-Id"u8),
        FunctionName = environment.FunctionName,
        FunctionVersion = environment.FunctionVersion,
        MemoryMegabytes = environment.MemoryMegabytes,
        LogGroupName = environment.LogGroupName,
        LogStreamName = environment.LogStreamName,
        Time = time,
    };

    private static DateTimeOffset ReadDeadline(string? milliseconds) =>
        long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(value)
            : DateTimeOffset.MaxValue;

    private static byte[] Get(RuntimeEndpoint endpoint, string path) =>
        Encoding.ASCII.GetBytes($"GET {endpoint.Root}{path} HTTP/1.1\r\nHost: {endpoint.Authority}\r\n\r\n");

    private byte[] Post(string path, string contentType, int length, string more = "") => Encoding.ASCII.GetBytes(
        $"POST {environment.Endpoint.Root}{path} HTTP/1.1\r\nHost: {environment.Endpoint.Authority}\r\nContent-Type: {contentType}\r\n{more}Content-Length: {length}\r\n\r\n");

    private static RuntimeApiException Refused(string call, RuntimeResponse response) => new(call, response.StatusCode, Encoding.UTF8.GetString(response.Body.Span));
}
