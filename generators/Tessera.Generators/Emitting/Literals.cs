using Microsoft.CodeAnalysis.CSharp;

namespace Tessera.Generators.Emitting;

/// <summary>Texts and names as C#.</summary>
internal static class Literals
{
    /// <summary>A string literal.</summary>
    public static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A number.</summary>
    public static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A UTF-8 literal.</summary>
    public static string Utf8(string text) => Quote(text) + "u8";

    /// <summary>A character literal.</summary>
    public static string Quote(char character) => SymbolDisplay.FormatLiteral(character, quote: true);

    /// <summary>The name of a parameter or local for a property: <c>UserId</c> gives <c>userId</c>, <c>URLPath</c> gives <c>urlPath</c>.</summary>
    public static string CamelCase(string property)
    {
        var characters = property.ToCharArray();
        for (var i = 0; i < characters.Length && char.IsUpper(characters[i]); i++)
        {
            // The last capital of a run begins the next word, if small letters follow.
            if (i > 0 && i + 1 < characters.Length && char.IsLower(characters[i + 1]))
                break;
            characters[i] = char.ToLowerInvariant(characters[i]);
        }

        return Identifier(new string(characters));
    }

    /// <summary>The identifier, with <c>@</c> if it is a keyword.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>Text inside an XML documentation comment.</summary>
    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>How many bytes the text has in UTF-8.</summary>
    public static int Utf8Length(string text) => System.Text.Encoding.UTF8.GetByteCount(text);
}
