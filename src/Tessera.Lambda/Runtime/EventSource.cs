using System.Text.Json;

namespace Tessera.Lambda.Runtime;

/// <summary>Where an event comes from, as far as its JSON says.</summary>
/// <param name="Records">The source of the first of its records, such as <c>aws:sqs</c>; null where it has no records and is no end of a window.</param>
/// <param name="MayBeHttp">Whether it has a member that only HTTP requests have.</param>
/// <param name="Description">What it looks like, in words for an error.</param>
internal readonly record struct EventSource(string? Records, bool MayBeHttp, string Description)
{
    private const int NamesMax = 8;

    public bool IsDynamoDBStream => Records == "aws:dynamodb";

    /// <summary>The kind of source, in OpenTelemetry's words.</summary>
    public string Trigger => (MayBeHttp, Records) switch
    {
        (true, _) => "http",
        (_, "aws:dynamodb" or "aws:s3") => "datasource",
        (_, "aws:sqs" or "aws:sns" or "aws:kinesis") => "pubsub",
        _ => "other",
    };

    /// <summary>Looks at an event from its beginning, no further than needed.</summary>
    /// <exception cref="JsonException">The event is not JSON.</exception>
    public static EventSource Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return new EventSource(null, false, "a JSON " + (reader.TokenType == JsonTokenType.StartArray ? "array" : "value"));
        var names = new List<string>();
        string? source = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("requestContext"u8) || reader.ValueTextEquals("httpMethod"u8) || reader.ValueTextEquals("rawPath"u8))
                return new EventSource(null, true, "an HTTP request");
            var name = reader.GetString()!;
            names.Add(name);
            reader.Read();
            if (name == "Records" && FindRecordSource(reader) is { } records)
                return new EventSource(records, false, $"records of {records}");
            // The last call of a tumbling window has no records that would tell.
            if (name == "eventSourceARN" && reader.TokenType == JsonTokenType.String && reader.GetString()!.Contains(":dynamodb:", StringComparison.Ordinal))
                return new EventSource("aws:dynamodb", false, "the end of a window of a DynamoDB stream");
            if (name == "source" && reader.TokenType == JsonTokenType.String)
                source = reader.GetString();
            reader.Skip();
        }

        return new EventSource(null, false, Describe(names, source));
    }

    private static string Describe(List<string> names, string? source)
    {
        if (source is not null && names.Contains("detail-type"))
            return $"an EventBridge event of {source}";
        return names.Count == 0 ? "an empty object" : $"an object with {string.Join(", ", names.Take(NamesMax))}";
    }

    private static string? FindRecordSource(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSource = reader.ValueTextEquals("eventSource"u8) || reader.ValueTextEquals("EventSource"u8);
            reader.Read();
            if (isSource && reader.TokenType == JsonTokenType.String)
                return reader.GetString();
            reader.Skip();
        }

        return null;
    }
}
