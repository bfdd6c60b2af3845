using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tessera.Mapping;

/// <summary>Writes items and attribute values as UTF-8 DynamoDB JSON; generated mappers and converters call it.</summary>
/// <remarks>
/// Members that take a name write one attribute, or nothing when the value is <see langword="null"/>; the others write a bare value.
/// Not thread-safe; it lives as long as one request.
/// </remarks>
public sealed partial class ItemWriter : IDisposable
{
    // What JSON forbids inside a string; everything else is sent as it is.
    private static readonly SearchValues<byte> _escaped = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F"u8
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F"u8);

    private byte[] _buffer;
    private int _length;

    internal ItemWriter(int capacityBytes = 1024) => _buffer = ArrayPool<byte>.Shared.Rent(capacityBytes);

    internal int Length => _length;

    internal ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    internal ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _length);

    /// <summary>Gives the buffer back; nothing may be written or read afterwards.</summary>
    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _length = 0;
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Writes a text attribute (S).</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">The text; <see langword="null"/> writes nothing.</param>
    public void String(ReadOnlySpan<byte> name, string? value)
    {
        if (value is null)
            return;
        Name(name);
        String(value);
    }

    /// <summary>Writes a number attribute (N).</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">The value is not a number or infinite, which DynamoDB cannot store.</exception>
    public void Number<T>(ReadOnlySpan<byte> name, T value)
        where T : struct, INumber<T>, IUtf8SpanFormattable
    {
        if (!T.IsFinite(value))
            throw NotFinite(value, $" in attribute '{System.Text.Encoding.UTF8.GetString(name)}'");
        Name(name);
        Number(value);
    }

    /// <summary>Writes a number attribute (N).</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">The number; <see langword="null"/> writes nothing.</param>
    /// <exception cref="ArgumentException">The value is not a number or infinite, which DynamoDB cannot store.</exception>
    public void Number<T>(ReadOnlySpan<byte> name, T? value)
        where T : struct, INumber<T>, IUtf8SpanFormattable
    {
        if (value is { } number)
            Number(name, number);
    }

    /// <summary>Writes a truth value attribute (BOOL).</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">The value; <see langword="null"/> writes nothing.</param>
    public void Bool(ReadOnlySpan<byte> name, bool? value)
    {
        if (value is not { } truth)
            return;
        Name(name);
        Bool(truth);
    }

    /// <summary>Writes an attribute through a converter.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="name">The attribute's name.</param>
    /// <param name="converter">Knows the value's form.</param>
    /// <param name="value">The value; one that the converter calls absent (<see langword="null"/>, an empty set) writes nothing.</param>
    public void Value<T>(ReadOnlySpan<byte> name, AttributeConverter<T> converter, T? value)
    {
        ArgumentNullException.ThrowIfNull(converter);
        if (converter.IsAbsent(value))
            return;
        Name(name);
        converter.Write(this, value!);
    }

    /// <summary>Writes an attribute through a converter.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="name">The attribute's name.</param>
    /// <param name="converter">Knows the value's form.</param>
    /// <param name="value">The value; <see langword="null"/> writes nothing.</param>
    public void Value<T>(ReadOnlySpan<byte> name, AttributeConverter<T> converter, T? value)
        where T : struct
    {
        if (value is { } present)
            Value(name, converter, present);
    }

    /// <summary>Writes a key attribute (S) and ends the composition of its text.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="text">The composed key.</param>
    public void Key(ReadOnlySpan<byte> name, ref KeyText text)
    {
        Name(name);
        String(text.Composed);
        text.Clear();
    }

    /// <summary>Writes a binary attribute (B).</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">The bytes; <see langword="null"/> writes nothing.</param>
    public void Binary(ReadOnlySpan<byte> name, byte[]? value)
    {
        if (value is null)
            return;
        Name(name);
        Binary(value);
    }

    /// <summary>Writes an attribute's name; its value must follow.</summary>
    /// <param name="name">The attribute's name, not escaped.</param>
    public void Name(ReadOnlySpan<byte> name)
    {
        Separate();
        Quoted(name);
        Byte((byte)':');
    }

    internal void Name(string name)
    {
        Separate();
        Quoted(name);
        Byte((byte)':');
    }

    /// <summary>Writes text (S).</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentException">The text holds half a surrogate pair, which has no UTF-8 form.</exception>
    public void String(ReadOnlySpan<char> value)
    {
        Raw("{\"S\":"u8);
        Quoted(value);
        Byte((byte)'}');
    }

    internal void Text<T>(T value, ReadOnlySpan<char> format)
        where T : struct, IUtf8SpanFormattable
    {
        Raw("{\"S\":\""u8);
        var target = Reserve(64);
        value.TryFormat(target, out var written, format, CultureInfo.InvariantCulture);
        _length += written;
        Raw("\"}"u8);
    }

    /// <summary>Writes a number (N).</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">The value is not a number or infinite, which DynamoDB cannot store.</exception>
    public void Number<T>(T value)
        where T : struct, INumber<T>, IUtf8SpanFormattable
    {
        if (!T.IsFinite(value))
            throw NotFinite(value, "");
        Raw("{\"N\":"u8);
        NumberText(value);
        Byte((byte)'}');
    }

    internal void NumberText<T>(T value)
        where T : struct, INumber<T>, IUtf8SpanFormattable
    {
        if (!T.IsFinite(value))
            throw NotFinite(value, "");
        // No .NET number needs more than 64 bytes, except BigInteger, which is not mapped.
        var target = Reserve(66);
        target[0] = (byte)'"';
        value.TryFormat(target[1..], out var written, default, CultureInfo.InvariantCulture);
        target[written + 1] = (byte)'"';
        _length += written + 2;
    }

    /// <summary>Writes a truth value (BOOL).</summary>
    /// <param name="value">The value.</param>
    public void Bool(bool value) => Raw(value ? "{\"BOOL\":true}"u8 : "{\"BOOL\":false}"u8);

    /// <summary>Writes NULL, as an element of a list or a map.</summary>
    public void Null() => Raw("{\"NULL\":true}"u8);

    /// <summary>Writes bytes (B).</summary>
    /// <param name="value">The bytes.</param>
    public void Binary(ReadOnlySpan<byte> value)
    {
        Raw("{\"B\":"u8);
        Base64(value);
        Byte((byte)'}');
    }

    /// <summary>Opens a map (M); attributes follow, then <see cref="EndMap"/>.</summary>
    public void BeginMap() => Raw("{\"M\":{"u8);

    /// <summary>Closes the map.</summary>
    public void EndMap() => Raw("}}"u8);

    /// <summary>Opens a list (L); elements follow, each after <see cref="Separate"/>, then <see cref="EndList"/>.</summary>
    public void BeginList() => Raw("{\"L\":["u8);

    /// <summary>Closes the list.</summary>
    public void EndList() => Raw("]}"u8);

    /// <summary>Writes the comma before an element or a name, unless it is the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Separate()
    {
        // A finished value never ends with an opening bracket, so the last byte tells whether this is the first.
        if (_length > 0 && _buffer[_length - 1] is not ((byte)'{' or (byte)'['))
            Byte((byte)',');
    }

    private static ArgumentException NotFinite<T>(T value, string where) =>
        new(string.Create(CultureInfo.InvariantCulture, $"DynamoDB cannot store {value}{where}: numbers must be finite. Use a nullable property and null instead."));
}
