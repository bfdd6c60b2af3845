using System.Buffers;

namespace Tessera.Engine.Tables;

/// <summary>Bytes of a store key while it is being put together: on the stack where they fit, in a pooled array where they do not.</summary>
/// <remarks>Dispose of it exactly once.</remarks>
internal ref struct KeyBuffer(Span<byte> initial)
{
    /// <summary>Enough for nearly every key.</summary>
    public const int StackLength = 256;

    private Span<byte> _bytes = initial;
    private byte[]? _rented;

    public int Length { get; private set; }

    public readonly Span<byte> Written => _bytes[..Length];

    /// <summary>Room for at least this many more bytes. What has been filled of it counts after <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_bytes.Length - Length < length)
            Grow(Length + length);
        return _bytes[Length..];
    }

    public void Advance(int length) => Length += length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    public readonly byte[] ToArray() => Written.ToArray();

    public readonly void Dispose()
    {
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
    }

    private void Grow(int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length, _bytes.Length * 2));
        Written.CopyTo(larger);
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
        _bytes = _rented = larger;
    }
}
