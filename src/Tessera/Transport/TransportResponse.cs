using System.Buffers;
using Amazon.Runtime;

namespace Tessera.Transport;

/// <summary>
/// One response's body as UTF-8 DynamoDB JSON in a pooled array, which goes back to the pool when the response is disposed of.
/// It is a response of the SDK's so that it can pass through the SDK's pipeline, with status code and request id.
/// </summary>
internal sealed class TransportResponse : AmazonWebServiceResponse, IDisposable
{
    private byte[]? _pooled;
    private int _length;

    /// <summary>The body, until the response is disposed of.</summary>
    public ReadOnlyMemory<byte> Body => new(_pooled, 0, _length);

    /// <summary>Takes over a pooled array with the body at its start.</summary>
    public void Fill(byte[] pooled, int length)
    {
        Dispose();
        _pooled = pooled;
        _length = length;
        ContentLength = length;
    }

    /// <summary>Gives the array back to the pool. Once is enough, more often does no harm.</summary>
    public void Dispose()
    {
        var pooled = Interlocked.Exchange(ref _pooled, null);
        _length = 0;
        if (pooled is not null)
            ArrayPool<byte>.Shared.Return(pooled);
    }
}
