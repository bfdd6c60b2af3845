using Amazon.DynamoDBv2.Model;

namespace Tessera.Transport;

/// <summary>TransactWriteItems' request from JSON, and its response to JSON.</summary>
internal static class TransactWriteItemsJson
{
    public static TransactWriteItemsRequest Read(TransportRequest request)
    {
        var result = new TransactWriteItemsRequest();
        var reader = new RequestReader(request);
        while (reader.NextMember())
        {
            if (reader.Is("TransactItems"u8))
                result.TransactItems = ReadItems(ref reader);
            else if (reader.Is("ClientRequestToken"u8))
                result.ClientRequestToken = reader.ReadString();
            else if (reader.Is("ReturnConsumedCapacity"u8))
                result.ReturnConsumedCapacity = reader.ReadString();
            else if (reader.Is("ReturnItemCollectionMetrics"u8))
                result.ReturnItemCollectionMetrics = reader.ReadString();
            else
                throw reader.Unknown();
        }

        return result;
    }

    public static TransportResponse Write(TransactWriteItemsResponse response) => ResponseWriter.Write(response, static (writer, response) =>
    {
        writer.Write(response.ConsumedCapacity);
        writer.Write(response.ItemCollectionMetrics);
    });

    private static List<TransactWriteItem> ReadItems(ref RequestReader reader)
    {
        var items = new List<TransactWriteItem>();
        reader.BeginArray();
        while (reader.NextObject())
            items.Add(ReadItem(ref reader));
        return items;
    }

    private static TransactWriteItem ReadItem(ref RequestReader reader)
    {
        var item = new TransactWriteItem();
        while (reader.NextMember())
        {
            if (reader.Is("Put"u8))
                item.Put = ReadPut(ref reader);
            else if (reader.Is("Update"u8))
                item.Update = ReadUpdate(ref reader);
            else if (reader.Is("Delete"u8))
                item.Delete = ReadDelete(ref reader);
            else if (reader.Is("ConditionCheck"u8))
                item.ConditionCheck = ReadConditionCheck(ref reader);
            else
                throw reader.Unknown();
        }

        return item;
    }

    private static Put ReadPut(ref RequestReader reader)
    {
        var result = new Put();
        reader.BeginObject();
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
                result.TableName = reader.ReadString();
            else if (reader.Is("Item"u8))
                result.Item = reader.ReadAttributes();
            else if (reader.Is("ConditionExpression"u8))
                result.ConditionExpression = reader.ReadString();
            else if (reader.Is("ExpressionAttributeNames"u8))
                result.ExpressionAttributeNames = reader.ReadNames();
            else if (reader.Is("ExpressionAttributeValues"u8))
                result.ExpressionAttributeValues = reader.ReadAttributes();
            else if (reader.Is("ReturnValuesOnConditionCheckFailure"u8))
                result.ReturnValuesOnConditionCheckFailure = reader.ReadString();
            else
                throw reader.Unknown();
        }

        return result;
    }

    private static Update ReadUpdate(ref RequestReader reader)
    {
        var result = new Update();
        reader.BeginObject();
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
                result.TableName = reader.ReadString();
            else if (reader.Is("Key"u8))
                result.Key = reader.ReadAttributes();
            else if (reader.Is("UpdateExpression"u8))
                result.UpdateExpression = reader.ReadString();
            else if (reader.Is("ConditionExpression"u8))
                result.ConditionExpression = reader.ReadString();
            else if (reader.Is("ExpressionAttributeNames"u8))
                result.ExpressionAttributeNames = reader.ReadNames();
            else if (reader.Is("ExpressionAttributeValues"u8))
                result.ExpressionAttributeValues = reader.ReadAttributes();
            else if (reader.Is("ReturnValuesOnConditionCheckFailure"u8))
                result.ReturnValuesOnConditionCheckFailure = reader.ReadString();
            else
                throw reader.Unknown();
        }

        return result;
    }

    private static Delete ReadDelete(ref RequestReader reader)
    {
        var result = new Delete();
        reader.BeginObject();
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
                result.TableName = reader.ReadString();
            else if (reader.Is("Key"u8))
                result.Key = reader.ReadAttributes();
            else if (reader.Is("ConditionExpression"u8))
                result.ConditionExpression = reader.ReadString();
            else if (reader.Is("ExpressionAttributeNames"u8))
                result.ExpressionAttributeNames = reader.ReadNames();
            else if (reader.Is("ExpressionAttributeValues"u8))
                result.ExpressionAttributeValues = reader.ReadAttributes();
            else if (reader.Is("ReturnValuesOnConditionCheckFailure"u8))
                result.ReturnValuesOnConditionCheckFailure = reader.ReadString();
            else
                throw reader.Unknown();
        }

        return result;
    }

    private static ConditionCheck ReadConditionCheck(ref RequestReader reader)
    {
        var result = new ConditionCheck();
        reader.BeginObject();
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
                result.TableName = reader.ReadString();
            else if (reader.Is("Key"u8))
                result.Key = reader.ReadAttributes();
            else if (reader.Is("ConditionExpression"u8))
                result.ConditionExpression = reader.ReadString();
            else if (reader.Is("ExpressionAttributeNames"u8))
                result.ExpressionAttributeNames = reader.ReadNames();
            else if (reader.Is("ExpressionAttributeValues"u8))
                result.ExpressionAttributeValues = reader.ReadAttributes();
            else if (reader.Is("ReturnValuesOnConditionCheckFailure"u8))
                result.ReturnValuesOnConditionCheckFailure = reader.ReadString();
            else
                throw reader.Unknown();
        }

        return result;
    }
}
