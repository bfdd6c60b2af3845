using System.Buffers;

namespace Tessera.Engine.Expressions;

/// <summary>The characters of names and placeholders: letters, digits and underscores.</summary>
internal static class WordCharacters
{
    private static readonly SearchValues<char> _wordCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    public static bool ContainsOnlyWordCharacters(this ReadOnlySpan<char> text) => !text.ContainsAnyExcept(_wordCharacters);
}
