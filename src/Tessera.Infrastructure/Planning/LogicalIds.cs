using System.Text;

namespace Tessera.Infrastructure.Planning;

/// <summary>Names inside templates.</summary>
internal static class LogicalIds
{
    /// <summary>Letters and digits, each word with a capital: <c>order-events</c> gives <c>OrderEvents</c>.</summary>
    public static string Of(string name)
    {
        var id = new StringBuilder();
        var startsWord = true;
        foreach (var character in name)
        {
            if (char.IsAsciiLetterOrDigit(character))
                id.Append(startsWord ? char.ToUpperInvariant(character) : character);
            startsWord = !char.IsAsciiLetterOrDigit(character);
        }

        return id.ToString();
    }

    /// <summary>Small letters and dashes: <c>OrderEvents</c> gives <c>order-events</c>.</summary>
    public static string Dashed(string name) => Split(name, '-');

    /// <summary>Small letters and underscores: <c>OrderEvents</c> gives <c>order_events</c>.</summary>
    public static string Underscored(string name) => Split(name, '_');

    private static string Split(string name, char separator)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var character = name[i];
            if (!char.IsAsciiLetterOrDigit(character))
            {
                if (text.Length > 0 && text[^1] != separator)
                    text.Append(separator);
                continue;
            }

            // A capital begins a word after a small letter or digit, and at the end of a run of capitals.
            var beginsWord = char.IsAsciiLetterUpper(character) && i > 0
                && (char.IsAsciiLetterLower(name[i - 1]) || char.IsAsciiDigit(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1])));
            if (beginsWord && text.Length > 0 && text[^1] != separator)
                text.Append(separator);
            text.Append(char.ToLowerInvariant(character));
        }

        return text.ToString().TrimEnd(separator);
    }
}
