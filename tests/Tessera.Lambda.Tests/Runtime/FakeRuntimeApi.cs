using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Tessera.Lambda.Tests.Runtime;

/// <summary>A runtime API on a free port: it hands out the events of a test and records what the function answers.</summary>
public sealed class FakeRuntimeApi : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<ScriptedEvent> _events = Channel.CreateUnbounded<ScriptedEvent>();
    private readonly Channel<RecordedCall> _calls = Channel.CreateUnbounded<RecordedCall>();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private int _requestNumber;
    private int _connectionCount;

    public FakeRuntimeApi()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The value of AWS_LAMBDA_RUNTIME_API.</summary>
    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>The status and body for a call; 202 for all by default.</summary>
    public Func<RecordedCall, (int Status, string Body)> Answer { get; set; } = _ => (202, """{"status":"OK"}""");

    /// <summary>Completes when restore/next is called; the call is answered when <see cref="Restored"/> is.</summary>
    public TaskCompletionSource RestoreAwaited { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Restored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How events are sent: as chunks, or over a connection that ends with each.</summary>
    public bool SendsChunks { get; set; }

    public bool ClosesConnections { get; set; }

    public int ConnectionCount => _connectionCount;

    /// <summary>How many calls for an event wait.</summary>
    public int Waiting => _waiting;

    private int _waiting;

    /// <summary>Hands out an event, under the id <c>request-N</c>.</summary>
    public string Enqueue(string json, params (string Name, string Value)[] headers) => Enqueue(Encoding.UTF8.GetBytes(json), headers);

    public string Enqueue(byte[] json, params (string Name, string Value)[] headers)
    {
        var id = $"request-{Interlocked.Increment(ref _requestNumber)}";
        _events.Writer.TryWrite(new ScriptedEvent(id, json, headers));
        return id;
    }

    /// <summary>The next call that is not for an event.</summary>
    public async Task<RecordedCall> CallAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        return await _calls.Reader.ReadAsync(patience.Token);
    }

    public async Task<RecordedCall> SendAsync(string json, params (string Name, string Value)[] headers)
    {
        Enqueue(json, headers);
        return await CallAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                Interlocked.Increment(ref _connectionCount);
                _connections.Add(ServeAsync(socket));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        var reader = new CallReader(stream);
        try
        {
            while (await reader.ReadAsync(_end.Token) is { } call)
            {
                await stream.WriteAsync(await RespondAsync(call), _end.Token);
                if (ClosesConnections)
                    return;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
        }
    }

    private async Task<byte[]> RespondAsync(RecordedCall call)
    {
        if (call.Path.EndsWith("/runtime/invocation/next", StringComparison.Ordinal))
            return EventResponse(await NextEventAsync());
        if (call.Path.EndsWith("/runtime/restore/next", StringComparison.Ordinal))
        {
            RestoreAwaited.TrySetResult();
            await Restored.Task.WaitAsync(_end.Token);
            return Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }

        var (status, body) = Answer(call);
        _calls.Writer.TryWrite(call);
        return Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Some Reason\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private async Task<ScriptedEvent> NextEventAsync()
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            return await _events.Reader.ReadAsync(_end.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private byte[] EventResponse(ScriptedEvent scripted)
    {
        var head = new StringBuilder($"HTTP/1.1 200 OK\r\nlambda-runtime-aws-request-id: {scripted.Id}\r\n");
        foreach (var (name, value) in scripted.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (ClosesConnections)
            head.Append("Connection: close\r\n");
        return SendsChunks
            ? [.. Encoding.ASCII.GetBytes(head + "Transfer-Encoding: chunked\r\n\r\n"), .. Chunked(scripted.Json)]
            : [.. Encoding.ASCII.GetBytes(head + $"Content-Length: {scripted.Json.Length}\r\n\r\n"), .. scripted.Json];
    }

    private static byte[] Chunked(byte[] body)
    {
        var half = body.Length / 2;
        return
        [
            .. Encoding.ASCII.GetBytes($"{half:x};some=extension\r\n"), .. body[..half], .. "\r\n"u8,
            .. Encoding.ASCII.GetBytes($"{body.Length - half:X}\r\n"), .. body[half..], .. "\r\n0\r\nX-Trailer: 1\r\n\r\n"u8,
        ];
    }

    private sealed record ScriptedEvent(string Id, byte[] Json, (string Name, string Value)[] Headers);
}
