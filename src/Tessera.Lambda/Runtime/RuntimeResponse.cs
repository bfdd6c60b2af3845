using System.Buffers;
using System.Text;

namespace Tessera.Lambda.Runtime;

/// <summary>A response of the runtime API. Its head is valid until the connection's next call; its body until it is disposed of.</summary>
internal sealed class RuntimeResponse(int statusCode, ReadOnlyMemory<byte> headers, byte[]? body, int bodyLength, bool isLast) : IDisposable
{
    public int StatusCode => statusCode;

    public ReadOnlyMemory<byte> Body => body.AsMemory(0, bodyLength);

    /// <summary>Whether the connection ends with this response.</summary>
    public bool IsLast => isLast;

    /// <summary>The value of a header, or null; a header that is sent empty counts as absent.</summary>
    public string? FindHeader(ReadOnlySpan<byte> name)
    {
        var value = HeaderBlock.Find(headers.Span, name);
        return value.IsEmpty ? null : Encoding.UTF8.GetString(value);
    }

    public void Dispose()
    {
        if (body is { Length: > 0 })
            ArrayPool<byte>.Shared.Return(body);
    }
}
