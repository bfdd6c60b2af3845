using System.Text.Json;
using Tessera.Engine.Expressions;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tests.Expressions;

/// <summary>
/// Values and items from plain JSON: strings, numbers, booleans, null, arrays (lists) and objects (maps) mean what they look like; sets and binary are
/// objects with one member: <c>{"$SS":["a"]}</c>, <c>{"$NS":[1]}</c>, <c>{"$BS":["AQI="]}</c>, <c>{"$B":"AQI="}</c>.
/// </summary>
internal static class Plain
{
    public static Item Item(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Engine.Items.Item.OfEntries(Entries(document.RootElement));
    }

    public static AttributeValue Value(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Value(document.RootElement);
    }

    /// <summary>The placeholders of a request: names start with a number sign, values with a colon. Empty text for none.</summary>
    public static ExpressionAttributes Attributes(string json = "")
    {
        if (json.Length == 0)
            return new ExpressionAttributes(null, null);

        using var document = JsonDocument.Parse(json);
        var names = new Dictionary<string, string>();
        var values = new Dictionary<string, AttributeValue>();
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (member.Name.StartsWith(':'))
                values.Add(member.Name, Value(member.Value));
            else
                names.Add(member.Name, member.Value.GetString()!);
        }

        return new ExpressionAttributes(names.Count > 0 ? names : null, values.Count > 0 ? values : null);
    }

    private static AttributeValue Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => AttributeValue.OfString(element.GetString()!),
        JsonValueKind.Number => Number(element.GetRawText()),
        JsonValueKind.True => AttributeValue.OfBoolean(true),
        JsonValueKind.False => AttributeValue.OfBoolean(false),
        JsonValueKind.Null => AttributeValue.Null,
        JsonValueKind.Array => AttributeValue.OfList([.. element.EnumerateArray().Select(Value)]),
        _ => Object(element),
    };

    private static AttributeValue Object(JsonElement element)
    {
        if (!element.EnumerateObject().Any())
            return AttributeValue.OfMap([]);

        var first = element.EnumerateObject().First();
        return first.Name switch
        {
            "$SS" => AttributeValue.OfSet(AttributeType.SS, [.. first.Value.EnumerateArray().Select(Value)]),
            "$NS" => AttributeValue.OfSet(AttributeType.NS, [.. first.Value.EnumerateArray().Select(Value)]),
            "$BS" => AttributeValue.OfSet(AttributeType.BS, [.. first.Value.EnumerateArray().Select(Binary)]),
            "$B" => Binary(first.Value),
            _ => AttributeValue.OfMap(Entries(element)),
        };
    }

    private static AttributeValue Binary(JsonElement base64) => AttributeValue.OfBytes(base64.GetBytesFromBase64());

    private static AttributeValue Number(string text)
    {
        Assert.Equal(NumberError.None, Engine.Items.Number.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out var number));
        return AttributeValue.OfNumber(number);
    }

    private static AttributeEntry[] Entries(JsonElement element) =>
        [.. element.EnumerateObject().Select(member => new AttributeEntry(CanonicalText.FromString(member.Name), Value(member.Value)))];
}
