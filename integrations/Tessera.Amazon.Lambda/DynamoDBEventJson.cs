using System.Buffers;
using System.Text.Json;
using Amazon.Lambda.DynamoDBEvents;

namespace Tessera.AmazonLambda;

/// <summary>Writes an event as Lambda sent it.</summary>
internal static class DynamoDBEventJson
{
    public static ReadOnlyMemory<byte> Write(DynamoDBEvent dynamoDBEvent)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("Records");
        foreach (var record in dynamoDBEvent.Records ?? [])
            WriteRecord(json, record);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteRecord(Utf8JsonWriter json, DynamoDBEvent.DynamodbStreamRecord record)
    {
        json.WriteStartObject();
        json.WriteString("eventID", record.EventID);
        json.WriteString("eventName", record.EventName);
        json.WriteString("eventVersion", record.EventVersion);
        json.WriteString("eventSource", record.EventSource);
        json.WriteString("awsRegion", record.AwsRegion);
        json.WriteString("eventSourceARN", record.EventSourceArn);
        if (record.UserIdentity is { } identity)
        {
            json.WriteStartObject("userIdentity");
            json.WriteString("type", identity.Type);
            json.WriteString("principalId", identity.PrincipalId);
            json.WriteEndObject();
        }

        json.WriteStartObject("dynamodb");
        WriteChange(json, record.Dynamodb);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter json, DynamoDBEvent.StreamRecord change)
    {
        json.WriteNumber("ApproximateCreationDateTime", new DateTimeOffset(change.ApproximateCreationDateTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000m);
        WriteItem(json, "Keys", change.Keys);
        WriteItem(json, "NewImage", change.NewImage);
        WriteItem(json, "OldImage", change.OldImage);
        json.WriteString("SequenceNumber", change.SequenceNumber);
        json.WriteNumber("SizeBytes", change.SizeBytes);
        json.WriteString("StreamViewType", change.StreamViewType);
    }

    /// <summary>An image that the stream's view does not have is absent, or empty, depending on the serializer that read the event.</summary>
    private static void WriteItem(Utf8JsonWriter json, string name, Dictionary<string, DynamoDBEvent.AttributeValue>? item)
    {
        if (item is not { Count: > 0 })
            return;
        json.WritePropertyName(name);
        WriteMap(json, item);
    }

    private static void WriteMap(Utf8JsonWriter json, Dictionary<string, DynamoDBEvent.AttributeValue> map)
    {
        json.WriteStartObject();
        foreach (var (name, value) in map)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    /// <summary>BOOL comes last: where its property is a plain bool, it is false in every other value.</summary>
    private static void WriteValue(Utf8JsonWriter json, DynamoDBEvent.AttributeValue value)
    {
        json.WriteStartObject();
        if (value.S is not null)
            json.WriteString("S", value.S);
        else if (value.N is not null)
            json.WriteString("N", value.N);
        else if (value.B is not null)
            json.WriteBase64String("B", value.B.ToArray());
        else if (value.SS is { Count: > 0 })
            WriteList(json, "SS", value.SS, json.WriteStringValue);
        else if (value.NS is { Count: > 0 })
            WriteList(json, "NS", value.NS, json.WriteStringValue);
        else if (value.BS is { Count: > 0 })
            WriteList(json, "BS", value.BS, bytes => json.WriteBase64StringValue(bytes.ToArray()));
        else if (value.M is not null)
            WriteNamedMap(json, value.M);
        else if (value.L is not null)
            WriteList(json, "L", value.L, element => WriteValue(json, element));
        else if (value.NULL.Equals(true))
            json.WriteBoolean("NULL", true);
        else
            json.WriteBoolean("BOOL", value.BOOL.Equals(true));
        json.WriteEndObject();
    }

    private static void WriteNamedMap(Utf8JsonWriter json, Dictionary<string, DynamoDBEvent.AttributeValue> map)
    {
        json.WritePropertyName("M");
        WriteMap(json, map);
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, List<T> values, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            write(value);
        json.WriteEndArray();
    }
}
