using System.Buffers;

namespace Tessera.Transport;

/// <summary>
/// One request: its operation, its table, and its body, which the caller writes as UTF-8 DynamoDB JSON into a pooled buffer.
/// Used by one caller at a time; it may be sent more than once.
/// </summary>
/// <param name="operation">The operation.</param>
/// <param name="tableName">The table's name or ARN, as it stands in the body. With an ARN the SDK finds the owner's endpoint.</param>
/// <param name="capacity">How many bytes the body is expected to have.</param>
internal sealed class TransportRequest(TransportOperation operation, string tableName, int capacity = 1024) : IBufferWriter<byte>, IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);
    private int _length;
    private bool _abandoned;

    public TransportOperation Operation => operation;

    public string TableName => tableName;

    /// <summary>What has been written.</summary>
    public ReadOnlyMemory<byte> Body => new(_buffer, 0, _length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _length);
        _length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    /// <summary>Forgets what has been written, so that the next page's request can be written in its place.</summary>
    public void Clear()
    {
        if (_abandoned)
        {
            _buffer = [];
            _abandoned = false;
        }

        _length = 0;
    }

    /// <summary>
    /// Keeps the buffer out of the pool for good. After a failed call nobody knows whether the HTTP client still reads from it,
    /// and another request's bytes must never go out under this one's signature.
    /// </summary>
    internal void Abandon() => _abandoned = true;

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _length = 0;
        if (buffer.Length > 0 && !_abandoned)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Reserve(int sizeHint)
    {
        var wanted = Math.Max(sizeHint, 1);
        if (_buffer.Length - _length >= wanted)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_length + wanted), Math.Min(_buffer.Length * 2, 1 << 30)));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        var old = _buffer;
        _buffer = larger;
        if (old.Length > 0 && !_abandoned)
            ArrayPool<byte>.Shared.Return(old);
        _abandoned = false;
    }
}
