using System.Buffers;

namespace Tessera.Engine.Items;

/// <summary>A growing buffer from the shared pool. Belongs to one thread.</summary>
internal sealed class CanonicalBuffer : IDisposable
{
    private const int LengthAtFirst = 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(LengthAtFirst);

    /// <summary>How much of it is filled. Set it lower to take back what was written last.</summary>
    public int Length { get; set; }

    /// <summary>What was written; valid until the next write.</summary>
    public Span<byte> Written => _bytes.AsSpan(0, Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    public void Append(byte value)
    {
        if (Length == _bytes.Length) Grow(1);
        _bytes[Length++] = value;
    }

    /// <summary>Room for so many bytes behind what was written; add what was used to <see cref="Length"/>.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_bytes.Length - Length < length) Grow(length);
        return _bytes.AsSpan(Length);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    private void Grow(int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + length, _bytes.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
