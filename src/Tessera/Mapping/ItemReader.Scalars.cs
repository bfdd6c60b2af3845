using System.Globalization;
using System.Numerics;
using System.Text;

namespace Tessera.Mapping;

public ref partial struct ItemReader
{
    /// <summary>Reads text (S).</summary>
    /// <returns>The text, or <see langword="null"/> for NULL.</returns>
    /// <exception cref="ItemMappingException">The value is of another type.</exception>
    public string? ReadString()
    {
        if (!TryReadScalar("{\"S\":\""u8, "S"u8, out var text))
            return null;
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>Reads a number (N).</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    /// <returns>The number, or <see langword="null"/> for NULL.</returns>
    /// <exception cref="ItemMappingException">The value is of another type or does not fit.</exception>
    public T? ReadNumber<T>()
        where T : struct, INumber<T>
    {
        if (!TryReadScalar("{\"N\":\""u8, "N"u8, out var text))
            return null;
        return ParseNumber<T>(text);
    }

    /// <summary>Reads a truth value (BOOL).</summary>
    /// <returns>The value, or <see langword="null"/> for NULL.</returns>
    /// <exception cref="ItemMappingException">The value is of another type.</exception>
    public bool? ReadBool()
    {
        if (Follows("{\"BOOL\":true}"u8))
            return true;
        if (Follows("{\"BOOL\":false}"u8))
            return false;
        if (TryReadNull())
            return null;
        BeginValue("BOOL"u8);
        FallbackCount++;
        var value = Peek() == 't';
        SkipLiteral();
        EndValue();
        return value;
    }

    /// <summary>Reads bytes (B).</summary>
    /// <returns>The bytes, or <see langword="null"/> for NULL.</returns>
    /// <exception cref="ItemMappingException">The value is of another type.</exception>
    public byte[]? ReadBinary()
    {
        if (!TryReadScalar("{\"B\":\""u8, "B"u8, out var text))
            return null;
        return ParseBase64(text);
    }

    /// <summary>Reads a value type through a converter.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="converter">Knows the value's form.</param>
    /// <returns>The value, or <see langword="null"/> for NULL.</returns>
    public T? ReadValue<T>(AttributeConverter<T> converter)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(converter);
        return TryReadNull() ? null : converter.Read(ref this);
    }

    /// <summary>Reads a reference type through a converter.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="converter">Knows the value's form.</param>
    /// <returns>The value, or <see langword="null"/> for NULL.</returns>
    public T? ReadObject<T>(AttributeConverter<T> converter)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(converter);
        return TryReadNull() ? null : converter.Read(ref this);
    }

    // The text of an S value that cannot be NULL; valid until the next read.
    internal ReadOnlySpan<byte> ReadText()
    {
        if (TryReadScalar("{\"S\":\""u8, "S"u8, out var text))
            return text;
        throw Mapping("NULL was found where text (S) is needed");
    }

    internal readonly T ParseNumber<T>(ReadOnlySpan<byte> text)
        where T : struct, INumber<T>
    {
        // Integers come as digits, but the service may also send 1E+3. The type is known to the compiler, so only one branch is left of this.
        var isInteger = typeof(T) != typeof(decimal) && typeof(T) != typeof(double) && typeof(T) != typeof(float) && typeof(T) != typeof(Half);
        if (isInteger && T.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value))
            return value;
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return value;
        throw Mapping($"the number {Encoding.UTF8.GetString(text)} does not fit into {typeof(T).Name}");
    }

    internal readonly byte[] ParseBase64(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[System.Buffers.Text.Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        var status = System.Buffers.Text.Base64.DecodeFromUtf8(text, bytes, out _, out var written);
        if (status != System.Buffers.OperationStatus.Done)
            throw Mapping("the value is not base64");
        return written == bytes.Length ? bytes : bytes[..written];
    }

    internal void BeginSet(ReadOnlySpan<byte> type) => BeginValue(type);

    internal ReadOnlySpan<byte> ReadQuoted()
    {
        Expect((byte)'"');
        return StringToken();
    }

    internal T ReadElement<T>(AttributeConverter<T> converter)
    {
        if (!TryReadNull())
            return converter.Read(ref this);
        return default(T) is null ? default! : throw NullFound();
    }

    internal readonly ItemMappingException NullFound() => Mapping("NULL was found where a value is needed");

    internal readonly ItemMappingException Unreadable(string text, string expected) => Mapping($"'{text}' is not {expected}");

    // The whole of {"S":"text"}: the expected bytes first, then the same with white space or as NULL.
    private bool TryReadScalar(ReadOnlySpan<byte> opening, ReadOnlySpan<byte> type, out ReadOnlySpan<byte> text)
    {
        if (!Follows(opening))
        {
            if (TryReadNull())
            {
                text = default;
                return false;
            }

            FallbackCount++;
            BeginValue(type);
            Expect((byte)'"');
        }

        text = StringToken();
        EndValue();
        return true;
    }
}
