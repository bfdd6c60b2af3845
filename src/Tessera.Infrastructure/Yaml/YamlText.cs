using System.Text.RegularExpressions;

namespace Tessera.Infrastructure.Yaml;

/// <summary>Text as YAML.</summary>
internal static partial class YamlText
{
    private static readonly string[] _otherTypes = ["true", "false", "null", "yes", "no", "on", "off", "~", "y", "n"];

    /// <summary>Plain where every reader takes it for text, in single quotes otherwise.</summary>
    public static string Quote(string text)
    {
        if (text.AsSpan().ContainsAnyInRange('\0', '\x1f'))
            throw new ArgumentException($"'{text}' has a control character and cannot stand on one line.", nameof(text));
        var isPlain = Plain().IsMatch(text) && !_otherTypes.Contains(text, StringComparer.OrdinalIgnoreCase) && !LooksLikeNumber().IsMatch(text);
        return isPlain ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    [GeneratedRegex("^[A-Za-z0-9_./][A-Za-z0-9_./:+-]*(?<!:)( [A-Za-z0-9_./:+,;()=>-]*(?<!:))*$")]
    private static partial Regex Plain();

    [GeneratedRegex("^[-+.]?[0-9][0-9_.,:eExXoOa-fA-F+-]*$")]
    private static partial Regex LooksLikeNumber();
}
