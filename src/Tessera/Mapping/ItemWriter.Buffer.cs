using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Tessera.Mapping;

// The bytes below the attributes: growing, raw text, quoted strings, base64.
public sealed partial class ItemWriter
{
    internal void Clear() => _length = 0;

    internal void Truncate(int length) => _length = length;

    internal void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Byte(byte value)
    {
        if (_length == _buffer.Length)
            Grow(1);
        _buffer[_length++] = value;
    }

    internal void Quoted(ReadOnlySpan<byte> utf8)
    {
        if (utf8.ContainsAny(_escaped))
        {
            Byte((byte)'"');
            Escaped(utf8);
            Byte((byte)'"');
            return;
        }

        var target = Reserve(utf8.Length + 2);
        target[0] = (byte)'"';
        utf8.CopyTo(target[1..]);
        target[utf8.Length + 1] = (byte)'"';
        _length += utf8.Length + 2;
    }

    internal void Quoted(ReadOnlySpan<char> text)
    {
        var target = Reserve((text.Length * 3) + 2);
        target[0] = (byte)'"';
        var status = Utf8.FromUtf16(text, target[1..], out _, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
            throw new ArgumentException($"The text '{text}' holds half a surrogate pair and has no UTF-8 form. Remove it before storing the text.");

        if (target.Slice(1, written).ContainsAny(_escaped))
        {
            QuotedEscaped(target.Slice(1, written));
            return;
        }

        target[written + 1] = (byte)'"';
        _length += written + 2;
    }

    internal void Base64(ReadOnlySpan<byte> value)
    {
        var target = Reserve(System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(value.Length) + 2);
        target[0] = (byte)'"';
        System.Buffers.Text.Base64.EncodeToUtf8(value, target[1..], out _, out var written);
        target[written + 1] = (byte)'"';
        _length += written + 2;
    }

    // The text already stands in the buffer past the end, so it is copied out of the way first: rare and never large.
    private void QuotedEscaped(ReadOnlySpan<byte> utf8)
    {
        var copy = ArrayPool<byte>.Shared.Rent(utf8.Length);
        utf8.CopyTo(copy);
        Byte((byte)'"');
        Escaped(copy.AsSpan(0, utf8.Length));
        Byte((byte)'"');
        ArrayPool<byte>.Shared.Return(copy);
    }

    private void Escaped(ReadOnlySpan<byte> utf8)
    {
        while (utf8.Length > 0)
        {
            var next = utf8.IndexOfAny(_escaped);
            if (next < 0)
            {
                Raw(utf8);
                return;
            }

            Raw(utf8[..next]);
            Escape(utf8[next]);
            utf8 = utf8[(next + 1)..];
        }
    }

    private void Escape(byte value)
    {
        switch (value)
        {
            case (byte)'"': Raw("\\\""u8); break;
            case (byte)'\\': Raw("\\\\"u8); break;
            case (byte)'\n': Raw("\\n"u8); break;
            case (byte)'\r': Raw("\\r"u8); break;
            case (byte)'\t': Raw("\\t"u8); break;
            default:
                Raw("\\u00"u8);
                Byte((byte)(value < 16 ? '0' : '1'));
                Byte("0123456789abcdef"u8[value & 15]);
                break;
        }
    }

    private Span<byte> Reserve(int sizeBytes)
    {
        if (_buffer.Length - _length < sizeBytes)
            Grow(sizeBytes);
        return _buffer.AsSpan(_length);
    }

    private void Grow(int sizeBytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + sizeBytes, _buffer.Length * 2));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        var old = _buffer;
        _buffer = larger;
        if (old.Length > 0)
            ArrayPool<byte>.Shared.Return(old);
    }
}
