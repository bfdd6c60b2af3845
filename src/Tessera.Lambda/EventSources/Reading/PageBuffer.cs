namespace Tessera.Lambda;

/// <summary>
/// The event records of one page, one after the other in one array. When it grows, the records before keep the array they are in, so it is never pooled:
/// the garbage collector takes it when the last of its records is done.
/// </summary>
internal sealed class PageBuffer(int capacity)
{
    private byte[] _array = new byte[capacity];
    private int _length;
    private int _start;

    /// <summary>Starts a record where the one before was completed.</summary>
    public void Begin() => _length = _start;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _array.Length)
            Grow(bytes.Length);
        bytes.CopyTo(_array.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>What has been appended since the record was begun.</summary>
    public ReadOnlySpan<byte> Current => _array.AsSpan(_start, _length - _start);

    /// <summary>Keeps the record.</summary>
    public ReadOnlyMemory<byte> Complete()
    {
        var record = _array.AsMemory(_start, _length - _start);
        _start = _length;
        return record;
    }

    private void Grow(int needed)
    {
        var current = _array.AsSpan(_start, _length - _start);
        var larger = new byte[Math.Max(current.Length + needed, _array.Length)];
        current.CopyTo(larger);
        (_array, _length, _start) = (larger, current.Length, 0);
    }
}
