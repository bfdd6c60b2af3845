using System.Text;
using System.Text.Json;

namespace Tessera.Lambda;

/// <summary>Reads a pattern. Each message names the place in the pattern, the rule, and what was found.</summary>
internal static class FilterPatternParser
{
    private const int LengthMaximum = 4096;

    public static FilterNode Parse(string text)
    {
        if (text.Length > LengthMaximum)
            throw new FormatException($"A filter pattern has at most {LengthMaximum} characters; this one has {text.Length}.");
        using var document = ParseJson(text);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new FormatException($"A filter pattern must be a JSON object; this one is {Describe(document.RootElement)}.");
        return ParseObject(document.RootElement, "");
    }

    private static JsonDocument ParseJson(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException error)
        {
            throw new FormatException($"A filter pattern must be valid JSON: {error.Message}", error);
        }
    }

    private static FilterNode ParseObject(JsonElement pattern, string path)
    {
        // Of two fields with the same name the last counts, as in the service.
        var fields = new Dictionary<string, FilterField>(StringComparer.Ordinal);
        var alternatives = new List<FilterNode[]>();
        foreach (var member in pattern.EnumerateObject())
        {
            var at = path.Length == 0 ? member.Name : path + "." + member.Name;
            if (member.Name == "$or")
                alternatives.Add(ParseAlternatives(member.Value, path, at));
            else
                fields[member.Name] = ParseField(member.Name, member.Value, at);
        }

        if (fields.Count + alternatives.Count == 0)
            throw Wrong(path, "an object must name at least one field");
        return new([.. fields.Values], [.. alternatives]);
    }

    private static FilterNode[] ParseAlternatives(JsonElement value, string path, string at)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() < 2 || value.EnumerateArray().Any(one => one.ValueKind != JsonValueKind.Object))
            throw Wrong(at, "'$or' needs an array of at least two objects");
        return [.. value.EnumerateArray().Select(one => ParseObject(one, path))];
    }

    private static FilterField ParseField(string name, JsonElement value, string at) => value.ValueKind switch
    {
        JsonValueKind.Object => new(Encoding.UTF8.GetBytes(name), ParseObject(value, at), []),
        JsonValueKind.Array when value.GetArrayLength() > 0 =>
            new(Encoding.UTF8.GetBytes(name), node: null, [.. value.EnumerateArray().Select(rule => FilterRuleParser.Parse(rule, at))]),
        JsonValueKind.Array => throw Wrong(at, "the array has no rules"),
        _ => throw Wrong(at, $"{Describe(value)} stands where an object or an array of rules is expected; write [{value.GetRawText()}]"),
    };

    public static FormatException Wrong(string at, string rule) => new($"Filter pattern, at '{(at.Length == 0 ? "$" : at)}': {rule}.");

    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => value.GetRawText(),
    };
}
