using Amazon.DynamoDBv2.Model;

namespace Tessera.Transport;

/// <summary>BatchWriteItem's request from JSON, and its response to JSON.</summary>
internal static class BatchWriteItemJson
{
    public static BatchWriteItemRequest Read(TransportRequest request)
    {
        var result = new BatchWriteItemRequest();
        var reader = new RequestReader(request);
        while (reader.NextMember())
        {
            if (reader.Is("RequestItems"u8))
                result.RequestItems = ReadTables(ref reader);
            else if (reader.Is("ReturnConsumedCapacity"u8))
                result.ReturnConsumedCapacity = reader.ReadString();
            else if (reader.Is("ReturnItemCollectionMetrics"u8))
                result.ReturnItemCollectionMetrics = reader.ReadString();
            else
                throw reader.Unknown();
        }

        return result;
    }

    public static TransportResponse Write(BatchWriteItemResponse response) => ResponseWriter.Write(response, static (writer, response) =>
    {
        WriteUnprocessed(writer, response.UnprocessedItems);
        writer.Write(response.ItemCollectionMetrics);
        writer.Write(response.ConsumedCapacity);
    });

    private static Dictionary<string, List<WriteRequest>> ReadTables(ref RequestReader reader)
    {
        var tables = new Dictionary<string, List<WriteRequest>>();
        reader.BeginObject();
        while (reader.NextMember())
            tables.Add(reader.ReadName(), ReadWrites(ref reader));
        return tables;
    }

    private static List<WriteRequest> ReadWrites(ref RequestReader reader)
    {
        var writes = new List<WriteRequest>();
        reader.BeginArray();
        while (reader.NextObject())
            writes.Add(ReadWrite(ref reader));
        return writes;
    }

    private static WriteRequest ReadWrite(ref RequestReader reader)
    {
        var write = new WriteRequest();
        while (reader.NextMember())
        {
            if (reader.Is("PutRequest"u8))
                write.PutRequest = new PutRequest { Item = ReadOnly(ref reader, "Item"u8) };
            else if (reader.Is("DeleteRequest"u8))
                write.DeleteRequest = new DeleteRequest { Key = ReadOnly(ref reader, "Key"u8) };
            else
                throw reader.Unknown();
        }

        return write;
    }

    /// <summary>Reads an object whose only member is a map of attribute values.</summary>
    private static Dictionary<string, AttributeValue>? ReadOnly(ref RequestReader reader, ReadOnlySpan<byte> name)
    {
        Dictionary<string, AttributeValue>? attributes = null;
        reader.BeginObject();
        while (reader.NextMember())
            attributes = reader.Is(name) ? reader.ReadAttributes() : throw reader.Unknown();
        return attributes;
    }

    private static void WriteUnprocessed(ResponseWriter writer, Dictionary<string, List<WriteRequest>>? tables)
    {
        if (tables is null)
            return;
        writer.Json.WriteStartObject("UnprocessedItems"u8);
        foreach (var (table, writes) in tables)
        {
            writer.Json.WriteStartArray(table);
            foreach (var write in writes)
                WriteWrite(writer, write);
            writer.Json.WriteEndArray();
        }

        writer.Json.WriteEndObject();
    }

    private static void WriteWrite(ResponseWriter writer, WriteRequest write)
    {
        var json = writer.Json;
        json.WriteStartObject();
        if (write.PutRequest is { } put)
        {
            json.WriteStartObject("PutRequest"u8);
            writer.Write("Item"u8, put.Item);
            json.WriteEndObject();
        }

        if (write.DeleteRequest is { } delete)
        {
            json.WriteStartObject("DeleteRequest"u8);
            writer.Write("Key"u8, delete.Key);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
