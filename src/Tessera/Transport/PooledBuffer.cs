using System.Buffers;

namespace Tessera.Transport;

/// <summary>Bytes written one after the other into an array from the pool, which goes back when the buffer is disposed of. Used by one caller at a time.</summary>
/// <param name="capacity">How many bytes are expected; the buffer grows when there are more.</param>
internal class PooledBuffer(int capacity) : IBufferWriter<byte>, IDisposable
{
    private byte[]? _array = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 1));
    private int _length;

    /// <summary>How many bytes have been written.</summary>
    public int Length => _length;

    /// <summary>What has been written, until more is written or the buffer is disposed of.</summary>
    public ReadOnlyMemory<byte> Written => new(_array, 0, _length);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.Length - _length, nameof(count));
        _length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => Reserve(sizeHint).AsMemory(_length);

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => Reserve(sizeHint).AsSpan(_length);

    /// <summary>Forgets what has been written, so that something else can be written in its place.</summary>
    public void Clear() => _length = 0;

    /// <summary>Hands the array over, with <see cref="Length"/> bytes at its start; whoever takes it returns it to the pool.</summary>
    public byte[] Detach()
    {
        var array = Array;
        _array = null;
        return array;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var array = _array;
        _array = null;
        _length = 0;
        if (array is not null)
            ArrayPool<byte>.Shared.Return(array);
    }

    private byte[] Array => _array ?? throw new ObjectDisposedException(GetType().Name);

    private byte[] Reserve(int sizeHint)
    {
        var array = Array;
        var wanted = checked(_length + Math.Max(sizeHint, 1));
        return wanted <= array.Length ? array : Grow(array, wanted);
    }

    private byte[] Grow(byte[] array, int wanted)
    {
        var doubled = (int)Math.Min(2L * array.Length, System.Array.MaxLength);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(wanted, doubled));
        array.AsSpan(0, _length).CopyTo(larger);
        _array = larger;
        ArrayPool<byte>.Shared.Return(array);
        return larger;
    }
}
