using System.Text.Json;

namespace Tessera.Lambda;

/// <summary>An object of a pattern: its fields must all match, and of each <c>$or</c> one alternative. Immutable.</summary>
internal sealed class FilterNode(FilterField[] fields, FilterNode[][] alternatives)
{
    /// <summary>Matches an object that the reader stands at the start of. The reader is a copy: the caller's stays where it is.</summary>
    public bool MatchesObject(Utf8JsonReader reader)
    {
        foreach (var choices in alternatives)
        {
            if (!AnyMatches(choices, reader))
                return false;
        }

        Span<bool> seen = fields.Length <= 64 ? stackalloc bool[fields.Length] : new bool[fields.Length];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = IndexOf(ref reader);
            reader.Read();
            if (index >= 0)
            {
                seen[index] = true;
                if (!fields[index].Matches(reader))
                    return false;
            }

            reader.Skip();
        }

        return AbsentFieldsMatch(seen);
    }

    /// <summary>Matches a value that should have been an object and is none, or is not there: as if all fields were absent.</summary>
    public bool MatchesAbsent()
    {
        foreach (var field in fields)
        {
            if (!field.MatchesAbsent())
                return false;
        }

        return alternatives.All(choices => choices.Any(choice => choice.MatchesAbsent()));
    }

    private bool AbsentFieldsMatch(ReadOnlySpan<bool> seen)
    {
        for (var index = 0; index < fields.Length; index++)
        {
            if (!seen[index] && !fields[index].MatchesAbsent())
                return false;
        }

        return true;
    }

    private int IndexOf(ref Utf8JsonReader name)
    {
        for (var index = 0; index < fields.Length; index++)
        {
            if (name.ValueTextEquals(fields[index].Name))
                return index;
        }

        return -1;
    }

    private static bool AnyMatches(FilterNode[] choices, Utf8JsonReader reader)
    {
        foreach (var choice in choices)
        {
            if (choice.MatchesObject(reader))
                return true;
        }

        return false;
    }
}

/// <summary>A field of a pattern: an object of fields, or the rules of a leaf, of which one must hold. Immutable.</summary>
internal sealed class FilterField(byte[] name, FilterNode? node, FilterRule[] rules)
{
    /// <summary>The name as UTF-8.</summary>
    public byte[] Name => name;

    /// <summary>Matches the value that the reader stands at. The reader is a copy.</summary>
    public bool Matches(Utf8JsonReader value) => value.TokenType switch
    {
        JsonTokenType.StartArray => MatchesAnElement(value),
        JsonTokenType.StartObject => node?.MatchesObject(value) ?? MatchesAbsent(),
        _ => node?.MatchesAbsent() ?? AnyRuleMatches(ref value),
    };

    /// <summary>An object in place of a leaf counts as absent too: <c>exists</c> is about leaves alone.</summary>
    public bool MatchesAbsent() => node?.MatchesAbsent() ?? Array.Exists(rules, rule => rule.MatchesAbsent);

    /// <summary>An array matches when one of its elements does; an empty one is as good as absent.</summary>
    private bool MatchesAnElement(Utf8JsonReader array)
    {
        var isEmpty = true;
        while (array.Read() && array.TokenType != JsonTokenType.EndArray)
        {
            isEmpty = false;
            if (Matches(array))
                return true;
            array.Skip();
        }

        return isEmpty && MatchesAbsent();
    }

    private bool AnyRuleMatches(ref Utf8JsonReader value)
    {
        foreach (var rule in rules)
        {
            if (rule.Matches(ref value))
                return true;
        }

        return false;
    }
}
