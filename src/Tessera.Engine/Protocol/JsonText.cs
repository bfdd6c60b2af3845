using System.Buffers;
using System.Text;

namespace Tessera.Engine.Protocol;

/// <summary>Text as it stands between the quotes of canonical JSON: escaped only where JSON demands it (quote, backslash, control characters).</summary>
internal static class JsonText
{
    private static readonly SearchValues<char> _escaped = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    /// <summary>Where the first character stands that must be escaped; -1 where none does.</summary>
    public static int IndexOfEscaped(ReadOnlySpan<char> text) => text.IndexOfAny(_escaped);

    /// <summary>The escaped text in UTF-8.</summary>
    public static byte[] Escape(string text)
    {
        if (IndexOfEscaped(text) < 0)
            return Encoding.UTF8.GetBytes(text);
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
            Append(escaped, character);
        return Encoding.UTF8.GetBytes(escaped.ToString());
    }

    private static void Append(StringBuilder escaped, char character)
    {
        switch (character)
        {
            case '"': escaped.Append("\\\""); break;
            case '\\': escaped.Append("\\\\"); break;
            case '\b': escaped.Append("\\b"); break;
            case '\f': escaped.Append("\\f"); break;
            case '\n': escaped.Append("\\n"); break;
            case '\r': escaped.Append("\\r"); break;
            case '\t': escaped.Append("\\t"); break;
            case < ' ': escaped.Append("\\u").Append(((int)character).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)); break;
            default: escaped.Append(character); break;
        }
    }
}
