using System.Text.Json;

namespace Tessera;

/// <summary>The requests and responses of the four operations as JSON.</summary>
internal static class StreamsJson
{
    /// <summary>The member of a GetRecords response that stands beside the records, before or after them.</summary>
    public static string? FindNextShardIterator(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        string? found = null;
        ReadObject(ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = reader.ValueTextEquals("NextShardIterator"u8);
            reader.Read();
            if (wanted)
                found = reader.GetString();
            else
                reader.Skip();
        }

        return found;
    }

    public static string ReadShardIterator(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("ShardIterator"u8).GetString()!;
    }

    public static StreamListing ReadListing(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var streams = new List<StreamSummary>();
        if (document.RootElement.TryGetProperty("Streams"u8, out var listed))
        {
            foreach (var stream in listed.EnumerateArray())
                streams.Add(new(Text(stream, "StreamArn"u8) ?? "", Text(stream, "TableName"u8) ?? "", Text(stream, "StreamLabel"u8) ?? ""));
        }

        return new(streams, Text(document.RootElement, "LastEvaluatedStreamArn"u8));
    }

    public static StreamDescription ReadDescription(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var stream = document.RootElement.GetProperty("StreamDescription"u8);
        return new()
        {
            StreamArn = Text(stream, "StreamArn"u8) ?? "",
            StreamLabel = Text(stream, "StreamLabel"u8) ?? "",
            StreamStatus = Text(stream, "StreamStatus"u8) ?? "",
            View = ReadView(Text(stream, "StreamViewType"u8)),
            TableName = Text(stream, "TableName"u8) ?? "",
            PartitionKey = FindKey(stream, "HASH") ?? "",
            SortKey = FindKey(stream, "RANGE"),
            Shards = ReadShards(stream),
            LastEvaluatedShardId = Text(stream, "LastEvaluatedShardId"u8),
        };
    }

    private static StreamView ReadView(string? name) => name switch
    {
        "KEYS_ONLY" => StreamView.KeysOnly,
        "NEW_IMAGE" => StreamView.NewImage,
        "OLD_IMAGE" => StreamView.OldImage,
        "NEW_AND_OLD_IMAGES" => StreamView.NewAndOldImages,
        _ => StreamView.None,
    };

    private static string? FindKey(JsonElement stream, string keyType)
    {
        if (!stream.TryGetProperty("KeySchema"u8, out var keys))
            return null;
        foreach (var key in keys.EnumerateArray())
        {
            if (Text(key, "KeyType"u8) == keyType)
                return Text(key, "AttributeName"u8);
        }

        return null;
    }

    private static List<StreamShard> ReadShards(JsonElement stream)
    {
        var shards = new List<StreamShard>();
        if (!stream.TryGetProperty("Shards"u8, out var listed))
            return shards;
        foreach (var shard in listed.EnumerateArray())
        {
            var range = shard.TryGetProperty("SequenceNumberRange"u8, out var found) ? found : default;
            shards.Add(new(
                Text(shard, "ShardId"u8) ?? "", Text(shard, "ParentShardId"u8), Text(range, "StartingSequenceNumber"u8) ?? "",
                Text(range, "EndingSequenceNumber"u8)));
        }

        return shards;
    }

    private static string? Text(JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void ReadObject(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("The response of GetRecords is not a JSON object.");
    }
}
