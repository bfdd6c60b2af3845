using System.Buffers;
using System.Buffers.Binary;

namespace Tessera.Engine.Items;

/// <summary>
/// Composes a key of the store (see <see cref="KeyEncoding"/>) in a buffer that the caller has on its stack, or in a pooled one where that is too short.
/// </summary>
/// <remarks>
/// A table key: <c>WriteSpace</c>, <c>BeginPartitionKey</c>, <c>WriteValue</c> for each partition key attribute, <c>EndPartitionKey</c>, <c>WriteValue</c> for
/// each sort key attribute. Dispose of it, and do not copy it.
/// </remarks>
internal ref struct KeyWriter : IDisposable
{
    /// <summary>Enough of the stack for nearly every key.</summary>
    public const int StackLength = 256;

    private Span<byte> _buffer;
    private byte[]? _rented;
    private int _length;
    private int _hashStart;

    public KeyWriter(Span<byte> stack) => _buffer = stack;

    /// <summary>What was written; valid until the next write.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    public readonly int Length => _length;

    /// <summary>Starts a key again, or takes back what was written behind the given length.</summary>
    public void Truncate(int length) => _length = length;

    public void WriteSpace(uint spaceId)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Reserve(KeyEncoding.SpaceLength), spaceId);
        _length += KeyEncoding.SpaceLength;
    }

    /// <summary>Leaves room for the hash of the partition key values that are written next.</summary>
    public void BeginPartitionKey()
    {
        _hashStart = _length;
        Reserve(KeyEncoding.HashLength);
        _length += KeyEncoding.HashLength;
    }

    /// <summary>Fills in the hash of the values since <see cref="BeginPartitionKey"/>.</summary>
    public readonly void EndPartitionKey()
    {
        var values = _buffer[(_hashStart + KeyEncoding.HashLength).._length];
        BinaryPrimitives.WriteUInt32BigEndian(_buffer[_hashStart..], KeyEncoding.Hash(values));
    }

    /// <summary>Writes a hash alone: the bound of a scan's segment.</summary>
    public void WriteHash(uint hash)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Reserve(KeyEncoding.HashLength), hash);
        _length += KeyEncoding.HashLength;
    }

    /// <summary>Writes an S, N or B value.</summary>
    public void WriteValue(AttributeValue scalar) => _length += KeyEncoding.Write(scalar, Reserve(KeyEncoding.LengthMax(scalar)));

    /// <summary>Writes what every string or binary value that begins with this one begins with.</summary>
    public void WriteBeginning(AttributeValue scalar) => _length += KeyEncoding.WriteOpen(scalar, Reserve(KeyEncoding.LengthMax(scalar)));

    /// <summary>Appends bytes that are encoded already.</summary>
    public void WriteEncoded(scoped ReadOnlySpan<byte> encoded)
    {
        encoded.CopyTo(Reserve(encoded.Length));
        _length += encoded.Length;
    }

    public readonly byte[] ToArray() => Written.ToArray();

    /// <summary>The lowest key above all keys that start with what was written.</summary>
    public readonly byte[] ToSuccessor() => KeyEncoding.Successor(Written);

    public void Dispose()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
        this = default;
    }

    private Span<byte> Reserve(int length)
    {
        if (_buffer.Length - _length < length) Grow(length);
        return _buffer[_length..];
    }

    private void Grow(int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + length, _buffer.Length * 2));
        Written.CopyTo(larger);
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
        _rented = larger;
        _buffer = larger;
    }
}
