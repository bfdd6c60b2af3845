using System.Globalization;

namespace Tessera.Mapping;

/// <summary>One property in a key template: its entity, its format and what follows it. Immutable and thread-safe.</summary>
public sealed class KeyPart
{
    /// <summary>Describes a part.</summary>
    /// <param name="entity">The entity's name, for messages.</param>
    /// <param name="property">The property's name, for messages.</param>
    /// <param name="format">The .NET format, or <see langword="null"/> for text. Date-times without one have the round-trip format in UTC.</param>
    /// <param name="terminator">The first character of the literal that follows, which the part must not contain; <c>'\0'</c> for the last part.</param>
    public KeyPart(string entity, string property, string? format = null, char terminator = '\0')
    {
        Entity = entity;
        Property = property;
        Format = format;
        Terminator = terminator;
        if (format is ['D' or 'd', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            DigitCount = count;
    }

    internal string Entity { get; }

    internal string Property { get; }

    internal string? Format { get; }

    internal char Terminator { get; }

    /// <summary>For a zero-padded number how many digits it has, else zero.</summary>
    internal int DigitCount { get; }

    /// <summary>Writes the part as it stands in the key.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">The value is empty or holds the separator that follows it.</exception>
    public string Text(string value)
    {
        Check(value);
        return value;
    }

    /// <inheritdoc cref="Text(string)"/>
    public string Text(DateTime value) => Text(value, static (ref KeyText text, KeyPart part, DateTime value) => text.Append(part, value));

    /// <inheritdoc cref="Text(string)"/>
    public string Text(DateTimeOffset value) => Text(value.UtcDateTime);

    /// <inheritdoc cref="Text(string)"/>
    public string Text(bool value) => Text(value ? "true" : "false");

    /// <inheritdoc cref="Text(string)"/>
    /// <typeparam name="T">The value's type.</typeparam>
    public string Text<T>(T value)
        where T : struct, ISpanFormattable => Text(value, static (ref KeyText text, KeyPart part, T value) => text.Append(part, value));

    /// <inheritdoc cref="Text(string)"/>
    /// <typeparam name="T">The enum.</typeparam>
    public string EnumText<T>(T value)
        where T : struct, Enum => Text(Mapping.EnumText<T>.Of(value));

    internal void Check(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            throw Broken(text, "a key part must not be empty");
        if (Terminator != '\0' && text.Contains(Terminator))
            throw Broken(text, $"it must not contain '{Terminator}', which ends this part of the key; keys of two entities could be confused");
    }

    internal ArgumentException Broken(ReadOnlySpan<char> text, string rule) =>
        new($"{Entity}.{Property} is '{text}' and cannot be part of a key: {rule}.", Property);

    private delegate void Appender<T>(ref KeyText text, KeyPart part, T value);

    private string Text<T>(T value, Appender<T> append)
    {
        var text = new KeyText(stackalloc char[KeyText.StackLength]);
        append(ref text, this, value);
        return text.ToString();
    }
}
