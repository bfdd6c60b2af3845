using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Tessera.Engine.Protocol;

/// <summary>
/// Writes a response's JSON into a pooled buffer. Names are written as they are (they never need escaping); items are copied raw.
/// </summary>
/// <remarks>Belongs to one request; not thread-safe. Nothing checks that the JSON is well formed but the tests.</remarks>
internal sealed class ResponseWriter : IDisposable
{
    private const int InitialCapacity = 512;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    private int _length;
    private bool _comma;

    /// <summary>What has been written. Valid until the next write or <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>How many bytes have been written.</summary>
    public int Length => _length;

    public void StartObject()
    {
        Separate();
        Append((byte)'{');
        _comma = false;
    }

    public void EndObject()
    {
        Append((byte)'}');
        _comma = true;
    }

    public void StartArray()
    {
        Separate();
        Append((byte)'[');
        _comma = false;
    }

    public void EndArray()
    {
        Append((byte)']');
        _comma = true;
    }

    /// <summary>Writes the name of a member; its value comes next.</summary>
    public void Name(ReadOnlySpan<byte> name)
    {
        Separate();
        var span = Reserve(name.Length + 3);
        span[0] = (byte)'"';
        name.CopyTo(span[1..]);
        span[name.Length + 1] = (byte)'"';
        span[name.Length + 2] = (byte)':';
        _length += name.Length + 3;
        _comma = false;
    }

    /// <summary>Writes the name of a member that is data (such as a table's name); its value comes next.</summary>
    public void Name(string name)
    {
        String(name);
        Append((byte)':');
        _comma = false;
    }

    public void String(ReadOnlySpan<char> text)
    {
        Separate();
        Append((byte)'"');
        if (JsonText.IndexOfEscaped(text) < 0)
            _length += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));
        else
            Copy(JsonText.Escape(text.ToString()));
        Append((byte)'"');
        _comma = true;
    }

    public void Number(long value)
    {
        Separate();
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        _length += written;
        _comma = true;
    }

    /// <summary>Writes a number such as capacity units: always with a fraction where it is whole, as the service does (<c>1.0</c>).</summary>
    public void Number(double value)
    {
        Separate();
        var span = Reserve(32);
        value.TryFormat(span, out var written, value == Math.Floor(value) ? "F1" : "R", System.Globalization.CultureInfo.InvariantCulture);
        _length += written;
        _comma = true;
    }

    public void Boolean(bool value)
    {
        Separate();
        Copy(value ? "true"u8 : "false"u8);
        _comma = true;
    }

    /// <summary>Copies a whole JSON value.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        Separate();
        Copy(json);
        _comma = true;
    }

    /// <summary>A date as the protocol has it: epoch seconds with milliseconds.</summary>
    public void Date(DateTimeOffset time) => Number(time.ToUnixTimeMilliseconds() / 1000.0);

    public void Member(ReadOnlySpan<byte> name, ReadOnlySpan<char> text)
    {
        Name(name);
        String(text);
    }

    public void Member(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        Number(value);
    }

    public void Member(ReadOnlySpan<byte> name, double value)
    {
        Name(name);
        Number(value);
    }

    public void Member(ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        Boolean(value);
    }

    public void Member(ReadOnlySpan<byte> name, DateTimeOffset time)
    {
        Name(name);
        Date(time);
    }

    /// <summary>Writes a member whose value is raw JSON, such as an item.</summary>
    public void RawMember(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        Name(name);
        Raw(json);
    }

    /// <summary>Drops everything after a length that <see cref="Length"/> gave just after a value had ended: zero to begin again.</summary>
    public void Rewind(int length)
    {
        _length = length;
        _comma = length != 0;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private void Separate()
    {
        if (_comma)
            Append((byte)',');
    }

    private void Append(byte value)
    {
        Reserve(1)[0] = value;
        _length++;
    }

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
            Grow(count);
        return _buffer.AsSpan(_length);
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + count));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
