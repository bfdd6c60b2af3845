namespace Tessera.Engine.Protocol;

/// <summary>The answer to one request. Dispose of it when its body has been sent: the body is a pooled buffer.</summary>
/// <remarks>Belongs to one caller; not thread-safe.</remarks>
public sealed class EngineResponse : IDisposable
{
    private readonly ResponseWriter _writer;

    internal EngineResponse(int statusCode, string contentType, string requestId, ResponseWriter writer)
    {
        StatusCode = statusCode;
        ContentType = contentType;
        RequestId = requestId;
        _writer = writer;
        Crc32 = Protocol.Crc32.Compute(writer.Written.Span);
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>The content type: that of the request for requests within the protocol, otherwise a plain one.</summary>
    public string ContentType { get; }

    /// <summary>The <c>x-amzn-RequestId</c> header: 52 capitals and digits.</summary>
    public string RequestId { get; }

    /// <summary>The <c>x-amz-crc32</c> header: the CRC-32 of <see cref="Body"/>.</summary>
    public uint Crc32 { get; }

    /// <summary>The body. Valid until <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Body => _writer.Written;

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => _writer.Dispose();
}
