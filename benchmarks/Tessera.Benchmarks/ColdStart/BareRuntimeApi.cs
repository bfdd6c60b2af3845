using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tessera.Benchmarks.ColdStart;

/// <summary>As much of a runtime API as one function needs: events out, responses in, one after the other.</summary>
internal sealed class BareRuntimeApi : IDisposable
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Socket? _connection;
    private int _requestNumber;

    public BareRuntimeApi()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    public string Address => _listener.LocalEndPoint!.ToString()!;

    /// <summary>Waits for the function's call for an event, hands one out, and waits for the response.</summary>
    /// <returns>The response.</returns>
    public string Invoke(string json)
    {
        ExpectCall("GET /2018-06-01/runtime/invocation/next");
        var body = Encoding.UTF8.GetBytes(json);
        var deadline = DateTimeOffset.UtcNow.AddSeconds(30).ToUnixTimeMilliseconds();
        Send(
            $"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: {++_requestNumber}\r\nLambda-Runtime-Deadline-Ms: {deadline}\r\nContent-Length: {body.Length}\r\n\r\n", body);
        var response = ExpectCall($"POST /2018-06-01/runtime/invocation/{_requestNumber}/response");
        Send("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n", []);
        return response;
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _listener.Dispose();
    }

    private string ExpectCall(string start)
    {
        while (true)
        {
            _connection ??= _listener.Accept();
            if (Read() is not { } call)
            {
                _connection.Dispose();
                _connection = null;
                continue;
            }
            if (!call.StartsWith(start, StringComparison.Ordinal))
                throw new InvalidOperationException($"Expected {start}, and the function called {call}");
            return call[(call.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        }
    }

    private string? Read()
    {
        var filled = 0;
        while (true)
        {
            var received = _connection!.Receive(_buffer.AsSpan(filled));
            if (received == 0)
                return null;
            filled += received;
            var text = Encoding.UTF8.GetString(_buffer, 0, filled);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && _buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) + 4 + LengthOf(text[..end]) <= filled)
                return text;
        }
    }

    private static int LengthOf(string head)
    {
        const string Name = "\r\nContent-Length: ";
        var start = head.IndexOf(Name, StringComparison.Ordinal);
        if (start < 0)
            return 0;
        var value = head[(start + Name.Length)..];
        var end = value.IndexOf('\r', StringComparison.Ordinal);
        return int.Parse(end < 0 ? value : value[..end], CultureInfo.InvariantCulture);
    }

    private void Send(string head, byte[] body) => _connection!.Send([.. Encoding.ASCII.GetBytes(head), .. body]);
}
