namespace Tessera;

/// <summary>The one condition on the sort key that DynamoDB allows in a query. Immutable.</summary>
internal sealed record SortKeyRange(string Operator, KeyValue Low, KeyValue? High = null)
{
    // The highest code point sorts after everything that real keys contain.
    private const string Highest = "\U0010FFFF";

    public static SortKeyRange? StartingWith(string prefix) => prefix.Length == 0 ? null : new("begins_with", KeyValue.String(prefix));

    public static SortKeyRange Exactly(string text) => new("=", KeyValue.String(text));

    /// <summary>From one text to another, both included; without an upper bound when there is none.</summary>
    public static SortKeyRange Between(string low, string? high) => high is null
        ? new(">=", KeyValue.String(low))
        : new("BETWEEN", KeyValue.String(low), KeyValue.String(high));

    /// <summary>Up to a text, which is included.</summary>
    public static SortKeyRange UpTo(string prefix, string high) => prefix.Length == 0
        ? new("<=", KeyValue.String(high))
        : new("BETWEEN", KeyValue.String(prefix), KeyValue.String(high));

    /// <summary>The first text after all that begin with the prefix; null after the empty prefix.</summary>
    public static string? AfterAll(string prefix)
    {
        if (prefix.Length == 0)
            return null;
        var last = prefix[^1];
        // Surrogates sort by code point in UTF-8 and not by char: do not step into them.
        return char.IsSurrogate(last) || last >= '\uD7FF' ? prefix + Highest : prefix[..^1] + (char)(last + 1);
    }

    /// <summary>The last text before one, as far as real keys go: BETWEEN includes its bounds.</summary>
    public static string JustBefore(string text)
    {
        var last = text[^1];
        if (last == '\0')
            return text[..^1];
        // By code points, as UTF-8 sorts: before U+E000 comes U+D7FF, for the surrogates between are none.
        var length = char.IsLowSurrogate(last) ? 2 : 1;
        var codePoint = length == 2 ? char.ConvertToUtf32(text, text.Length - 2) : last;
        return text[..^length] + char.ConvertFromUtf32(codePoint == 0xE000 ? 0xD7FF : codePoint - 1) + Highest;
    }

    public void Render(ExpressionBuilder expression, string sortKeyName)
    {
        if (Operator == "begins_with")
        {
            expression.Append("begins_with(").Name(sortKeyName).Append(", ").Value(Low).Append(")");
            return;
        }

        expression.Name(sortKeyName).Append($" {Operator} ").Value(Low);
        if (High is { } high)
            expression.Append(" AND ").Value(high);
    }
}
