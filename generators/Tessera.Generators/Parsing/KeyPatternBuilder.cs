using System.Globalization;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Builds the pattern of a key from its segments.</summary>
internal static class KeyPatternBuilder
{
    public static KeyPattern Build(KeySpec key)
    {
        var pattern = new KeyPattern();
        for (var i = 0; i < key.Segments.Count; i++)
        {
            var segment = key.Segments[i];
            if (segment.Literal is not null)
                pattern.AddLiteral(segment.Literal);
            else if (key.IsNative)
                pattern.AddSome(CharacterSet.Any);
            else
                AddPart(pattern, segment.Part!, i + 1 < key.Segments.Count ? key.Segments[i + 1].Literal : null);
        }

        return pattern;
    }

    private static void AddPart(KeyPattern pattern, KeyPartSpec part, string? following)
    {
        // The runtime refuses a value that contains the first character of the literal behind it.
        var text = following is null ? CharacterSet.Any : CharacterSet.Any.Except(following[0]);
        switch (part.Value.Kind)
        {
            case ValueKind.Boolean:
                pattern.AddAlternatives(["true", "false"]);
                break;
            case ValueKind.Char:
                pattern.AddCount(text, 1);
                break;
            case ValueKind.Guid:
                AddGuid(pattern, part.Format);
                break;
            case ValueKind.EnumName when part.Value.EnumMembers.Count > 0:
                pattern.AddAlternatives(part.Value.EnumMembers);
                break;
            case ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.DateOnly or ValueKind.TimeOnly:
                AddTime(pattern, part.Value.Kind, part.Format);
                break;
            case var kind when part.Value.IsInteger || kind == ValueKind.EnumNumber:
                AddInteger(pattern, part.Format);
                break;
            default:
                pattern.AddSome(text);
                break;
        }
    }

    private static void AddInteger(KeyPattern pattern, string? format)
    {
        if (format is { Length: > 1 })
        {
            pattern.AddCount(CharacterSet.Digits, int.Parse(format.Substring(1), CultureInfo.InvariantCulture));
            return;
        }

        pattern.AddOptional(CharacterSet.Of("-"));
        pattern.AddSome(CharacterSet.Digits);
    }

    private static void AddGuid(KeyPattern pattern, string? format)
    {
        int[] groups = format == "N" ? [32] : [8, 4, 4, 4, 12];
        for (var i = 0; i < groups.Length; i++)
        {
            if (i > 0)
                pattern.AddLiteral("-");
            pattern.AddCount(CharacterSet.HexDigits, groups[i]);
        }
    }

    private static void AddTime(KeyPattern pattern, ValueKind kind, string? format)
    {
        foreach (var token in TimeFormatTokens.Split(Expand(kind, format)))
        {
            if (token.IsLiteral)
                pattern.AddLiteral(token.Text);
            else
                AddTimeComponent(pattern, token);
        }
    }

    private static void AddTimeComponent(KeyPattern pattern, TimeFormatToken token)
    {
        if (token.Letter is 't' or 'g' || (token.Letter is 'M' or 'd' && token.Text.Length > 2))
        {
            pattern.AddSome(CharacterSet.Letters);
        }
        else if (token.Letter == 'K')
        {
            pattern.AddLiteral("Z");
        }
        else if (token.Letter == 'F')
        {
            for (var i = 0; i < token.Text.Length; i++)
                pattern.AddOptional(CharacterSet.Digits);
        }
        else
        {
            pattern.AddCount(CharacterSet.Digits, token.Text.Length);
            if (token.Text.Length == 1 && token.Letter != 'f')
                pattern.AddOptional(CharacterSet.Digits);
        }
    }

    /// <summary>The custom format that a standard format, or the default, stands for.</summary>
    private static string Expand(ValueKind kind, string? format) => (kind, format) switch
    {
        (ValueKind.DateOnly, null or "O" or "o") => "yyyy-MM-dd",
        (ValueKind.TimeOnly, null or "O" or "o") => "HH:mm:ss.fffffff",
        (_, null or "O" or "o") => "yyyy-MM-ddTHH:mm:ss.fffffffZ",
        (_, "s") => "yyyy-MM-ddTHH:mm:ss",
        (_, "u") => "yyyy-MM-dd HH:mm:ssZ",
        _ => format!,
    };
}
