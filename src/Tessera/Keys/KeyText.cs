using System.Globalization;

namespace Tessera.Mapping;

/// <summary>Composes keys from literals and parts, one after the other, without allocating; generated key code calls it.</summary>
public ref struct KeyText
{
    /// <summary>How many characters to reserve on the stack: enough for almost every key.</summary>
    public const int StackLength = 128;

    private Span<char> _text;
    private int _length;

    /// <summary>Starts an empty key.</summary>
    /// <param name="buffer">Space to compose in; more is allocated when it is too small.</param>
    public KeyText(Span<char> buffer) => _text = buffer;

    internal readonly ReadOnlySpan<char> Composed => _text[.._length];

    /// <summary>Adds a literal of the template.</summary>
    /// <param name="literal">The text.</param>
    public void Literal(string literal)
    {
        ArgumentNullException.ThrowIfNull(literal);
        Reserve(literal.Length);
        literal.CopyTo(_text[_length..]);
        _length += literal.Length;
    }

    /// <summary>Adds a part.</summary>
    /// <param name="part">The part's description.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value is empty or holds the separator that follows it, or a number is negative or too long.</exception>
    public void Append(KeyPart part, string value)
    {
        ArgumentNullException.ThrowIfNull(part);
        part.Check(value);
        Literal(value);
    }

    /// <inheritdoc cref="Append(KeyPart, string)"/>
    public void Append(KeyPart part, DateTimeOffset value) => Append(part, value.UtcDateTime);

    /// <inheritdoc cref="Append(KeyPart, string)"/>
    public void Append(KeyPart part, DateTime value)
    {
        ArgumentNullException.ThrowIfNull(part);
        Formatted(part, UtcTime.Of(value), part.Format ?? "O");
    }

    /// <inheritdoc cref="Append(KeyPart, string)"/>
    public void Append(KeyPart part, bool value) => Append(part, value ? "true" : "false");

    /// <inheritdoc cref="Append(KeyPart, string)"/>
    /// <typeparam name="T">The value's type.</typeparam>
    public void Append<T>(KeyPart part, T value)
        where T : struct, ISpanFormattable
    {
        ArgumentNullException.ThrowIfNull(part);
        Formatted(part, value, part.Format);
    }

    /// <inheritdoc cref="Append(KeyPart, string)"/>
    /// <typeparam name="T">The enum.</typeparam>
    public void AppendEnum<T>(KeyPart part, T value)
        where T : struct, Enum => Append(part, EnumText<T>.Of(value));

    /// <summary>Ends the composition; the next one starts empty.</summary>
    /// <returns>The composed key.</returns>
    public override string ToString()
    {
        var text = Composed.ToString();
        Clear();
        return text;
    }

    internal void Clear() => _length = 0;

    private void Formatted<T>(KeyPart part, T value, string? format)
        where T : struct, ISpanFormattable
    {
        int written;
        while (!value.TryFormat(_text[_length..], out written, format, CultureInfo.InvariantCulture))
            Reserve(_text.Length - _length + 1);
        var text = _text.Slice(_length, written);
        part.Check(text);
        if (part.DigitCount > 0)
            CheckDigits(part, text);
        _length += written;
    }

    private static void CheckDigits(KeyPart part, ReadOnlySpan<char> text)
    {
        if (text[0] == '-')
            throw part.Broken(text, "a negative number does not sort as text");
        if (text.Length > part.DigitCount)
            throw part.Broken(text, $"the number has more than the {part.DigitCount} digits of its format {part.Format} and would not sort");
    }

    private void Reserve(int count)
    {
        if (_text.Length - _length >= count)
            return;
        // Keys this long are rare, and a ref struct has no safe moment to give a rented array back.
        var larger = new char[Math.Max(_length + count, _text.Length * 2)];
        Composed.CopyTo(larger);
        _text = larger;
    }
}
