using System.Text.Json;

namespace Tessera.Lambda;

/// <summary>Reads one rule of a leaf.</summary>
internal static class FilterRuleParser
{
    public static FilterRule Parse(JsonElement rule, string at) => rule.ValueKind switch
    {
        JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => ParseLiteral(rule),
        JsonValueKind.Object => ParseOperator(rule, at),
        _ => throw FilterPatternParser.Wrong(at, "an array stands inside the array of rules"),
    };

    private static FilterRule ParseLiteral(JsonElement rule) => rule.ValueKind switch
    {
        JsonValueKind.String => new StringRule(rule.GetString()!),
        JsonValueKind.Number => new NumberRule(rule.GetRawText()),
        JsonValueKind.True => new LiteralRule(JsonTokenType.True),
        JsonValueKind.False => new LiteralRule(JsonTokenType.False),
        _ => new LiteralRule(JsonTokenType.Null),
    };

    private static FilterRule ParseOperator(JsonElement rule, string at)
    {
        var members = rule.EnumerateObject().ToList();
        if (members is not [var member])
            throw FilterPatternParser.Wrong(at, $"a rule object must have one operator, and this one has {members.Count}");
        return member.Name switch
        {
            "prefix" or "suffix" or "equals-ignore-case" => ParseText(member, at),
            "anything-but" => new AnythingButRule(ParseExcluded(member.Value, at)),
            "numeric" => ParseNumeric(member.Value, at),
            "exists" => member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? new ExistsRule(member.Value.GetBoolean())
                : throw FilterPatternParser.Wrong(at, $"'exists' needs true or false, and has {FilterPatternParser.Describe(member.Value)}"),
            _ => throw FilterPatternParser.Wrong(
                at, $"'{member.Name}' is not an operator; there are prefix, suffix, equals-ignore-case, anything-but, numeric and exists"),
        };
    }

    private static TextRule ParseText(JsonProperty member, string at)
    {
        if (member.Value.ValueKind != JsonValueKind.String)
            throw FilterPatternParser.Wrong(at, $"'{member.Name}' needs a string, and has {FilterPatternParser.Describe(member.Value)}");
        var kind = member.Name switch
        {
            "prefix" => TextRuleKind.Prefix,
            "suffix" => TextRuleKind.Suffix,
            _ => TextRuleKind.EqualsIgnoreCase,
        };
        return new(kind, member.Value.GetString()!);
    }

    /// <summary>One value, a list of values, or a prefix or suffix.</summary>
    private static FilterRule[] ParseExcluded(JsonElement value, string at)
    {
        var values = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new List<JsonElement> { value };
        if (values.Count == 0)
            throw FilterPatternParser.Wrong(at, "'anything-but' has no values");
        return [.. values.Select(one => ParseExcludedValue(one, at))];
    }

    private static FilterRule ParseExcludedValue(JsonElement value, string at) => value.ValueKind switch
    {
        JsonValueKind.String or JsonValueKind.Number => ParseLiteral(value),
        JsonValueKind.Object when ParseOperator(value, at) is TextRule text => text,
        _ => throw FilterPatternParser.Wrong(
            at, $"'anything-but' needs strings, numbers, or a prefix, suffix or equals-ignore-case, and has {FilterPatternParser.Describe(value)}"),
    };

    /// <summary>One comparison, or a lower bound followed by an upper one.</summary>
    private static NumericRule ParseNumeric(JsonElement value, string at)
    {
        List<JsonElement> parts = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];
        if (parts.Count is not (2 or 4))
            throw FilterPatternParser.Wrong(at, "'numeric' needs an operator and a number, or a lower and an upper bound: [\">\", 10, \"<=\", 20]");
        var (first, number) = ParseComparison(parts[0], parts[1], at);
        if (parts.Count == 2)
            return MakeNumeric(first, number);

        var (second, upper) = ParseComparison(parts[2], parts[3], at);
        if (first is not (">" or ">=") || second is not ("<" or "<="))
            throw FilterPatternParser.Wrong(at, $"'numeric' with two comparisons needs > or >= first and < or <= second, and has {first} and {second}");
        if (number >= upper)
            throw FilterPatternParser.Wrong(at, $"'numeric' has a lower bound of {number} that is not below the upper bound of {upper}");
        return new(number, first == ">=", upper, second == "<=");
    }

    private static NumericRule MakeNumeric(string comparison, double number) => comparison switch
    {
        "=" => new(number, true, number, true),
        "<" or "<=" => new(null, false, number, comparison == "<="),
        _ => new(number, comparison == ">=", null, false),
    };

    private static (string Comparison, double Number) ParseComparison(JsonElement comparison, JsonElement number, string at)
    {
        if (comparison.ValueKind != JsonValueKind.String || comparison.GetString() is not ("=" or "<" or "<=" or ">" or ">="))
            throw FilterPatternParser.Wrong(at, $"{FilterPatternParser.Describe(comparison)} is not an operator of 'numeric'; there are =, <, <=, > and >=");
        if (number.ValueKind != JsonValueKind.Number)
            throw FilterPatternParser.Wrong(at, $"'numeric' compares with a number, and has {FilterPatternParser.Describe(number)}");
        return (comparison.GetString()!, number.GetDouble());
    }
}
