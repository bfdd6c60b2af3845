using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Tessera.Benchmarks.Http;

/// <summary>A keep-alive connection that sends prepared bytes and reads answers with as little work as possible, so that the server is what is measured.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[64 * 1024];

    public RawConnection(int port)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(IPAddress.Loopback, port);
    }

    public void Send(byte[] request) => _socket.Send(request);

    /// <summary>Reads one whole answer and insists on status 200.</summary>
    public void ReceiveOk()
    {
        var received = 0;
        var expected = int.MaxValue;
        while (received < expected)
        {
            var count = _socket.Receive(_buffer.AsSpan(received));
            if (count == 0)
                throw new IOException("The server closed the connection.");
            received += count;
            if (expected == int.MaxValue && TryFindLength(_buffer.AsSpan(0, received), out var length))
                expected = length;
        }
        if (!_buffer.AsSpan().StartsWith("HTTP/1.1 200"u8))
            throw new IOException("The server answered: " + System.Text.Encoding.UTF8.GetString(_buffer, 0, received));
    }

    public void Dispose() => _socket.Dispose();

    private static bool TryFindLength(ReadOnlySpan<byte> received, out int length)
    {
        length = 0;
        var headEnd = received.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
            return false;
        var head = received[..headEnd];
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0 || !Utf8Parser.TryParse(head[(at + "Content-Length: ".Length)..], out int body, out _))
            throw new IOException("The server sent no Content-Length.");
        length = headEnd + 4 + body;
        return true;
    }
}
