using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tessera.Lambda;

/// <summary>One rule in the array of a leaf, matched against a string, number, boolean or null. Immutable.</summary>
internal abstract class FilterRule
{
    /// <summary>Whether a field that is not there satisfies the rule.</summary>
    public virtual bool MatchesAbsent => false;

    /// <summary>Matches the value that the reader stands at.</summary>
    public abstract bool Matches(ref Utf8JsonReader value);
}

/// <summary>A string, character by character.</summary>
internal sealed class StringRule(string text) : FilterRule
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes(text);

    public override bool Matches(ref Utf8JsonReader value) => value.TokenType == JsonTokenType.String && value.ValueTextEquals(_text);
}

/// <summary>A number by its text, as the service does: 300, 300.0 and 3.0e2 are three.</summary>
internal sealed class NumberRule(string text) : FilterRule
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes(text);

    public override bool Matches(ref Utf8JsonReader value) => value.TokenType == JsonTokenType.Number && value.ValueSpan.SequenceEqual(_text);
}

/// <summary>true, false or null.</summary>
internal sealed class LiteralRule(JsonTokenType literal) : FilterRule
{
    public override bool Matches(ref Utf8JsonReader value) => value.TokenType == literal;
}

/// <summary>What a string starts with, ends with, or is but for its case.</summary>
internal sealed class TextRule(TextRuleKind kind, string text) : FilterRule
{
    public override bool Matches(ref Utf8JsonReader value)
    {
        if (value.TokenType != JsonTokenType.String)
            return false;
        var actual = value.GetString()!;
        return kind switch
        {
            TextRuleKind.Prefix => actual.StartsWith(text, StringComparison.Ordinal),
            TextRuleKind.Suffix => actual.EndsWith(text, StringComparison.Ordinal),
            _ => actual.Equals(text, StringComparison.OrdinalIgnoreCase),
        };
    }
}

/// <summary>The kinds of <see cref="TextRule"/>.</summary>
internal enum TextRuleKind
{
    Prefix,
    Suffix,
    EqualsIgnoreCase,
}

/// <summary>Any value that none of the excluded rules matches. The value must be there.</summary>
internal sealed class AnythingButRule(FilterRule[] excluded) : FilterRule
{
    public override bool Matches(ref Utf8JsonReader value)
    {
        foreach (var rule in excluded)
        {
            if (rule.Matches(ref value))
                return false;
        }

        return true;
    }
}

/// <summary>A number within bounds. DynamoDB's numbers are strings in an event, so they are never matched.</summary>
internal sealed class NumericRule(double? lower, bool lowerIncluded, double? upper, bool upperIncluded) : FilterRule
{
    public override bool Matches(ref Utf8JsonReader value)
    {
        if (value.TokenType != JsonTokenType.Number)
            return false;
        var number = double.Parse(value.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
        return (lower is not { } least || (lowerIncluded ? number >= least : number > least))
            && (upper is not { } most || (upperIncluded ? number <= most : number < most));
    }
}

/// <summary>Whether a leaf is there.</summary>
internal sealed class ExistsRule(bool exists) : FilterRule
{
    public override bool MatchesAbsent => !exists;

    public override bool Matches(ref Utf8JsonReader value) => exists;
}
