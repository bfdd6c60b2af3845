namespace Tessera.Engine.Protocol;

/// <summary>The answer to one request. Dispose of it when its body has been sent: the body is a pooled buffer.</summary>
/// <remarks>Belongs to one caller; not thread-safe.</remarks>
public sealed class EngineResponse : IDisposable
{
    /// <summary>The HTTP status.</summary>
    public int StatusCode => throw new NotImplementedException();

    /// <summary>The content type: <c>application/x-amz-json-1.0</c> but for requests outside the protocol.</summary>
    public string ContentType => throw new NotImplementedException();

    /// <summary>The <c>x-amzn-RequestId</c> header: 52 capitals and digits.</summary>
    public string RequestId => throw new NotImplementedException();

    /// <summary>The <c>x-amz-crc32</c> header: the CRC-32 of <see cref="Body"/>.</summary>
    public uint Crc32 => throw new NotImplementedException();

    /// <summary>The body. Valid until <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Body => throw new NotImplementedException();

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => throw new NotImplementedException();
}
