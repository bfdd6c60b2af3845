using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Tessera.Lambda.Runtime;

/// <summary>Reads the responses of one connection: heads into a buffer of its own, bodies into pooled arrays of their size.</summary>
internal sealed class ResponseReader : IDisposable
{
    private const int HeadBytesMax = 64 * 1024;
    private const int BodyBytesMax = 64 * 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(8 * 1024);
    private int _start;
    private int _end;

    /// <summary>Whether anything has come since the last <see cref="Reset"/>.</summary>
    public bool HasReceived { get; private set; }

    public void Reset() => (_start, _end, HasReceived) = (0, 0, false);

    public async ValueTask<RuntimeResponse> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        int headLength, statusCode;
        do
        {
            headLength = await ReadThroughAsync(socket, "\r\n\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            statusCode = ParseStatus(_buffer.AsSpan(_start, headLength));
            _start += headLength;
        }
        while (statusCode < 200);

        var head = _buffer.AsMemory(_start - headLength, headLength);
        if (IsChunked(head.Span))
            return await ReadChunkedAsync(socket, statusCode, head.ToArray(), cancellationToken).ConfigureAwait(false);

        var length = ParseLength(head.Span);
        var body = length == 0 ? null : ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await ReadExactlyAsync(socket, body.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            if (body is not null)
                ArrayPool<byte>.Shared.Return(body);
            throw;
        }
        return new RuntimeResponse(statusCode, head, body, length, IsLast(head.Span));
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private async ValueTask<RuntimeResponse> ReadChunkedAsync(Socket socket, int statusCode, byte[] head, CancellationToken cancellationToken)
    {
        using var body = new ByteBuffer();
        var lineEnd = "\r\n"u8.ToArray();
        while (true)
        {
            var line = await ReadThroughAsync(socket, lineEnd, cancellationToken).ConfigureAwait(false);
            var size = ParseChunkSize(_buffer.AsSpan(_start, line - 2));
            _start += line;
            if (size == 0)
                break;
            if (body.Length + size > BodyBytesMax)
                throw new RuntimeApiException("The runtime API sent more than the largest event has.");
            await ReadExactlyAsync(socket, body.GetMemory(size)[..size], cancellationToken).ConfigureAwait(false);
            body.Advance(size);
            await SkipThroughAsync(socket, lineEnd, cancellationToken).ConfigureAwait(false);
        }
        // Trailers, which nobody sends here, end with an empty line.
        int trailer;
        do
            trailer = await SkipThroughAsync(socket, lineEnd, cancellationToken).ConfigureAwait(false);
        while (trailer > lineEnd.Length);

        var bytes = ArrayPool<byte>.Shared.Rent(Math.Max(1, body.Length));
        body.WrittenSpan.CopyTo(bytes);
        return new RuntimeResponse(statusCode, head, bytes, body.Length, IsLast(head));
    }

    private async ValueTask<int> SkipThroughAsync(Socket socket, byte[] mark, CancellationToken cancellationToken)
    {
        var length = await ReadThroughAsync(socket, mark, cancellationToken).ConfigureAwait(false);
        _start += length;
        return length;
    }

    /// <summary>Reads until a mark has come, and tells how far it reaches, from <see cref="_start"/> to behind it.</summary>
    private async ValueTask<int> ReadThroughAsync(Socket socket, byte[] mark, CancellationToken cancellationToken)
    {
        while (true)
        {
            var index = _buffer.AsSpan(_start, _end - _start).IndexOf(mark);
            if (index >= 0)
                return index + mark.Length;
            MakeRoom();
            var received = await socket.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None, cancellationToken).ConfigureAwait(false);
            if (received == 0)
                throw new ConnectionClosedException();
            _end += received;
            HasReceived = true;
        }
    }

    private async ValueTask ReadExactlyAsync(Socket socket, Memory<byte> target, CancellationToken cancellationToken)
    {
        var buffered = Math.Min(target.Length, _end - _start);
        _buffer.AsSpan(_start, buffered).CopyTo(target.Span);
        _start += buffered;
        target = target[buffered..];
        while (!target.IsEmpty)
        {
            var received = await socket.ReceiveAsync(target, SocketFlags.None, cancellationToken).ConfigureAwait(false);
            if (received == 0)
                throw new ConnectionClosedException();
            target = target[received..];
        }
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end < _buffer.Length)
            return;
        if (_buffer.Length >= HeadBytesMax)
            throw new RuntimeApiException($"The head of the runtime API's response has more than {HeadBytesMax} bytes.");
        var grown = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = grown;
    }

    private static int ParseStatus(ReadOnlySpan<byte> head)
    {
        // "HTTP/1.1 200 OK"
        if (head.Length > 12 && head.StartsWith("HTTP/1."u8) && Utf8Parser.TryParse(head[9..12], out int status, out var consumed) && consumed == 3)
            return status;
        throw new RuntimeApiException("The runtime API does not speak HTTP/1.1.");
    }

    private static int ParseLength(ReadOnlySpan<byte> head)
    {
        var text = HeaderBlock.Find(head, "Content-Length"u8);
        if (text.IsEmpty)
            return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= BodyBytesMax
            ? length
            : throw new RuntimeApiException($"The runtime API announces a body of '{Encoding.ASCII.GetString(text)}' bytes.");
    }

    private static int ParseChunkSize(ReadOnlySpan<byte> line)
    {
        var extension = line.IndexOf((byte)';');
        var digits = (extension < 0 ? line : line[..extension]).Trim((byte)' ');
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size >= 0
            ? size
            : throw new RuntimeApiException("The runtime API sent a chunk without a size.");
    }

    private static bool IsChunked(ReadOnlySpan<byte> head) => Ascii.EqualsIgnoreCase(HeaderBlock.Find(head, "Transfer-Encoding"u8), "chunked"u8);

    private static bool IsLast(ReadOnlySpan<byte> head) =>
        Ascii.EqualsIgnoreCase(HeaderBlock.Find(head, "Connection"u8), "close"u8) || head.StartsWith("HTTP/1.0"u8);
}
