using System.Text.Json;

namespace Tessera.Lambda;

/// <summary>
/// One pattern of a mapping's <c>FilterCriteria</c>: which records of an event the function gets. It is matched against the record as it stands in the event,
/// so numbers of DynamoDB are strings (<c>{"N":"12"}</c>).
/// </summary>
/// <remarks>
/// Immutable and thread-safe. Every field that the pattern names must match, one of the rules in its array is enough, and fields that it does not name do not
/// matter. Rules: a string, number, boolean or <c>null</c>; <c>{"prefix":"x"}</c>; <c>{"suffix":"x"}</c>; <c>{"equals-ignore-case":"x"}</c>;
/// <c>{"anything-but":["x"]}</c>, also of a prefix or suffix; <c>{"numeric":["&gt;",10,"&lt;=",20]}</c>; <c>{"exists":true}</c>; and <c>"$or":[{…},{…}]</c> in place of a field.
/// </remarks>
public sealed class FilterPattern
{
    private readonly FilterNode _root;

    private FilterPattern(string text, FilterNode root)
    {
        Text = text;
        _root = root;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">A JSON object, at most 4,096 characters long.</param>
    /// <returns>The pattern.</returns>
    /// <exception cref="FormatException">The text is not a pattern; the message says where and why.</exception>
    public static FilterPattern Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text, FilterPatternParser.Parse(text));
    }

    /// <summary>Whether a record matches.</summary>
    /// <param name="record">One record of a Lambda event, as UTF-8 JSON.</param>
    /// <returns>Whether every field that the pattern names matches.</returns>
    /// <exception cref="JsonException">The record is not a JSON object.</exception>
    public bool Matches(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("A record must be a JSON object.");
        return _root.MatchesObject(reader);
    }
}
