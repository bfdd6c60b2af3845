using System.Text.Json;
using Tessera.Transport;

namespace Tessera;

/// <summary>
/// What GetRecords answered, as the bytes that the service sent, in an array from the pool. Dispose of it when it has been read: the bytes must not be used
/// after that.
/// </summary>
/// <remarks>Used by one caller at a time.</remarks>
public sealed class StreamRecordPage : IDisposable
{
    private readonly TransportResponse? _pooled;

    /// <summary>Makes a page of bytes that are the caller's.</summary>
    /// <param name="body">The response: JSON with <c>Records</c>, and <c>NextShardIterator</c> unless the shard is read to its end.</param>
    /// <exception cref="JsonException">The body is not a JSON object.</exception>
    public StreamRecordPage(ReadOnlyMemory<byte> body)
    {
        Body = body;
        NextShardIterator = StreamsJson.FindNextShardIterator(body.Span);
    }

    internal StreamRecordPage(TransportResponse response)
        : this(response.Body) => _pooled = response;

    /// <summary>The whole response as UTF-8 JSON: <c>{"Records":[…],"NextShardIterator":"…"}</c>, until the page is disposed of.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>What the next page is read with; <see langword="null"/> when the shard is closed and this was its end.</summary>
    public string? NextShardIterator { get; }

    /// <summary>Gives the array back to the pool.</summary>
    public void Dispose()
    {
        Body = default;
        _pooled?.Dispose();
    }
}
