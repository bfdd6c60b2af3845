using Amazon.DynamoDBv2.Model;

namespace Tessera.Transport;

/// <summary>BatchGetItem's request from JSON, and its response to JSON.</summary>
internal static class BatchGetItemJson
{
    public static BatchGetItemRequest Read(TransportRequest request)
    {
        var result = new BatchGetItemRequest();
        var reader = new RequestReader(request);
        while (reader.NextMember())
        {
            if (reader.Is("RequestItems"u8))
                result.RequestItems = ReadTables(ref reader);
            else if (reader.Is("ReturnConsumedCapacity"u8))
                result.ReturnConsumedCapacity = reader.ReadString();
            else
                throw reader.Unknown();
        }

        return result;
    }

    public static TransportResponse Write(BatchGetItemResponse response) => ResponseWriter.Write(response, static (writer, response) =>
    {
        writer.Write("Responses"u8, response.Responses);
        WriteUnprocessed(writer, response.UnprocessedKeys);
        writer.Write(response.ConsumedCapacity);
    });

    private static Dictionary<string, KeysAndAttributes> ReadTables(ref RequestReader reader)
    {
        var tables = new Dictionary<string, KeysAndAttributes>();
        reader.BeginObject();
        while (reader.NextMember())
            tables.Add(reader.ReadName(), ReadKeys(ref reader));
        return tables;
    }

    private static KeysAndAttributes ReadKeys(ref RequestReader reader)
    {
        var result = new KeysAndAttributes();
        reader.BeginObject();
        while (reader.NextMember())
        {
            if (reader.Is("Keys"u8))
                result.Keys = reader.ReadKeys();
            else if (reader.Is("ConsistentRead"u8))
                result.ConsistentRead = reader.ReadBoolean();
            else if (reader.Is("ProjectionExpression"u8))
                result.ProjectionExpression = reader.ReadString();
            else if (reader.Is("ExpressionAttributeNames"u8))
                result.ExpressionAttributeNames = reader.ReadNames();
            else
                throw reader.Unknown();
        }

        return result;
    }

    private static void WriteUnprocessed(ResponseWriter writer, Dictionary<string, KeysAndAttributes>? tables)
    {
        if (tables is null)
            return;
        var json = writer.Json;
        json.WriteStartObject("UnprocessedKeys"u8);
        foreach (var (table, keys) in tables)
        {
            json.WriteStartObject(table);
            WriteKeys(writer, keys);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteKeys(ResponseWriter writer, KeysAndAttributes keys)
    {
        writer.Write("Keys"u8, keys.Keys);
        if (keys.ConsistentRead is { } consistent)
            writer.Json.WriteBoolean("ConsistentRead"u8, consistent);
        if (keys.ProjectionExpression is { } projection)
            writer.Json.WriteString("ProjectionExpression"u8, projection);
        if (!AttributeValueJson.IsSent(keys.ExpressionAttributeNames))
            return;
        writer.Json.WriteStartObject("ExpressionAttributeNames"u8);
        foreach (var (placeholder, name) in keys.ExpressionAttributeNames)
            writer.Json.WriteString(placeholder, name);
        writer.Json.WriteEndObject();
    }
}
