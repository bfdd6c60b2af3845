using System.Text.Json;

namespace Tessera.Lambda.Local.Functions;

/// <summary>Asks for the consumed capacity in a request's body, and takes it out of the response, so that the function sees nothing of it.</summary>
internal static class CapacityJson
{
    private static ReadOnlySpan<byte> Asked => "\"ReturnConsumedCapacity\""u8;

    private static ReadOnlySpan<byte> Ask => "\"ReturnConsumedCapacity\":\"TOTAL\","u8;

    /// <summary>The body with the question in it; null where the function asks itself, or the body is no object with properties.</summary>
    public static byte[]? TryAsk(ReadOnlySpan<byte> body)
    {
        var start = body.IndexOf((byte)'{');
        var first = start < 0 ? -1 : body[(start + 1)..].IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0 || body[start + 1 + first] != '"' || body.IndexOf(Asked) >= 0)
            return null;
        return [.. body[..(start + 1)], .. Ask, .. body[(start + 1)..]];
    }

    /// <summary>The units in a response, and where the property is that tells them.</summary>
    public static (double Units, Range Property) Find(ReadOnlySpan<byte> response)
    {
        var reader = new Utf8JsonReader(response);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                continue;
            var start = (int)reader.TokenStartIndex;
            var isCapacity = reader.ValueTextEquals("ConsumedCapacity"u8);
            reader.Read();
            if (!isCapacity)
            {
                reader.Skip();
                continue;
            }
            using var value = JsonDocument.ParseValue(ref reader);
            return (Sum(value.RootElement), start..(int)reader.BytesConsumed);
        }
        return (0, default);
    }

    /// <summary>The response without the property.</summary>
    public static byte[] Remove(ReadOnlySpan<byte> response, Range property)
    {
        var (start, end) = (property.Start.Value, property.End.Value);
        if (response[end] == ',')
            end++;
        else if (response[start - 1] == ',')
            start--;
        return [.. response[..start], .. response[end..]];
    }

    /// <summary>One table's capacity, or that of several.</summary>
    private static double Sum(JsonElement capacity) => capacity.ValueKind == JsonValueKind.Array
        ? capacity.EnumerateArray().Sum(Sum)
        : capacity.TryGetProperty("CapacityUnits", out var units) ? units.GetDouble() : 0;
}
