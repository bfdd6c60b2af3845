using Amazon.DynamoDBv2.Model;

namespace Tessera.Transport;

/// <summary>TransactGetItems' request from JSON, and its response to JSON.</summary>
internal static class TransactGetItemsJson
{
    public static TransactGetItemsRequest Read(TransportRequest request)
    {
        var result = new TransactGetItemsRequest();
        var reader = new RequestReader(request);
        while (reader.NextMember())
        {
            if (reader.Is("TransactItems"u8))
                result.TransactItems = ReadItems(ref reader);
            else if (reader.Is("ReturnConsumedCapacity"u8))
                result.ReturnConsumedCapacity = reader.ReadString();
            else
                throw reader.Unknown();
        }

        return result;
    }

    public static TransportResponse Write(TransactGetItemsResponse response) => ResponseWriter.Write(response, static (writer, response) =>
    {
        WriteItems(writer, response.Responses);
        writer.Write(response.ConsumedCapacity);
    });

    private static List<TransactGetItem> ReadItems(ref RequestReader reader)
    {
        var items = new List<TransactGetItem>();
        reader.BeginArray();
        while (reader.NextObject())
        {
            var item = new TransactGetItem();
            while (reader.NextMember())
                item.Get = reader.Is("Get"u8) ? ReadGet(ref reader) : throw reader.Unknown();
            items.Add(item);
        }

        return items;
    }

    private static Get ReadGet(ref RequestReader reader)
    {
        var get = new Get();
        reader.BeginObject();
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
                get.TableName = reader.ReadString();
            else if (reader.Is("Key"u8))
                get.Key = reader.ReadAttributes();
            else if (reader.Is("ProjectionExpression"u8))
                get.ProjectionExpression = reader.ReadString();
            else if (reader.Is("ExpressionAttributeNames"u8))
                get.ExpressionAttributeNames = reader.ReadNames();
            else
                throw reader.Unknown();
        }

        return get;
    }

    /// <summary>One response stands for each request, and one without an item for an item that does not exist.</summary>
    private static void WriteItems(ResponseWriter writer, List<ItemResponse>? responses)
    {
        if (responses is null)
            return;
        writer.Json.WriteStartArray("Responses"u8);
        foreach (var response in responses)
        {
            writer.Json.WriteStartObject();
            writer.Write("Item"u8, response?.Item);
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
    }
}
