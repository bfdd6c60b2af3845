using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tessera.Mapping;

/// <summary>Takes a key apart again; generated <c>TryParse</c> methods call it part by part, from left to right.</summary>
/// <param name="text">The key.</param>
public ref struct KeyParser(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    /// <summary>Whether the whole key was read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads a literal of the template.</summary>
    /// <param name="literal">The text that must stand here.</param>
    /// <returns><see langword="false"/> when something else stands here.</returns>
    public bool Literal(string literal)
    {
        if (!_rest.StartsWith(literal, StringComparison.Ordinal))
            return false;
        _rest = _rest[literal.Length..];
        return true;
    }

    /// <summary>Reads a part, up to the literal that follows it.</summary>
    /// <param name="part">The part's description.</param>
    /// <param name="value">The value.</param>
    /// <returns><see langword="false"/> when the text is not such a value.</returns>
    public bool Read(KeyPart part, [NotNullWhen(true)] out string? value)
    {
        value = Take(part, out var text) ? text.ToString() : null;
        return value is not null;
    }

    /// <inheritdoc cref="Read(KeyPart, out string?)"/>
    public bool Read(KeyPart part, out DateTime value)
    {
        value = default;
        return Take(part, out var text)
            && DateTime.TryParseExact(text, part.Format ?? "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value);
    }

    /// <inheritdoc cref="Read(KeyPart, out string?)"/>
    public bool Read(KeyPart part, out DateTimeOffset value)
    {
        var read = Read(part, out DateTime time);
        value = read ? new DateTimeOffset(time) : default;
        return read;
    }

    /// <inheritdoc cref="Read(KeyPart, out string?)"/>
    public bool Read(KeyPart part, out DateOnly value)
    {
        value = default;
        return Take(part, out var text) && DateOnly.TryParseExact(text, part.Format ?? "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    /// <inheritdoc cref="Read(KeyPart, out string?)"/>
    public bool Read(KeyPart part, out TimeOnly value)
    {
        value = default;
        return Take(part, out var text) && TimeOnly.TryParseExact(text, part.Format ?? "HH:mm:ss.fffffff", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    /// <inheritdoc cref="Read(KeyPart, out string?)"/>
    public bool Read(KeyPart part, out bool value)
    {
        value = default;
        return Take(part, out var text) && bool.TryParse(text, out value);
    }

    /// <inheritdoc cref="Read(KeyPart, out string?)"/>
    /// <typeparam name="T">The value's type: a number, Guid, TimeSpan or char.</typeparam>
    public bool Read<T>(KeyPart part, out T value)
        where T : struct, ISpanParsable<T>
    {
        value = default;
        return Take(part, out var text) && T.TryParse(text, CultureInfo.InvariantCulture, out value);
    }

    /// <inheritdoc cref="Read(KeyPart, out string?)"/>
    /// <typeparam name="T">The enum.</typeparam>
    public bool ReadEnum<T>(KeyPart part, out T value)
        where T : struct, Enum
    {
        value = default;
        return Take(part, out var text) && EnumText<T>.TryParse(text, out value);
    }

    private bool Take(KeyPart part, out ReadOnlySpan<char> text)
    {
        var end = part.Terminator == '\0' ? _rest.Length : _rest.IndexOf(part.Terminator);
        text = end < 0 ? default : _rest[..end];
        _rest = end < 0 ? _rest : _rest[end..];
        return text.Length > 0;
    }
}
