using Amazon.DynamoDBv2.Model;

namespace Tessera.Transport;

/// <summary>PutItem's request from JSON, and its response to JSON.</summary>
internal static class PutItemJson
{
    public static PutItemRequest Read(TransportRequest request)
    {
        var result = new PutItemRequest();
        var reader = new RequestReader(request);
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
            else if (reader.Is("ReturnValues"u8))
                result.ReturnValues = reader.ReadString();
            else if (reader.Is("ReturnValuesOnConditionCheckFailure"u8))
                result.ReturnValuesOnConditionCheckFailure = reader.ReadString();
            else if (reader.Is("ReturnConsumedCapacity"u8))
                result.ReturnConsumedCapacity = reader.ReadString();
            else if (reader.Is("ReturnItemCollectionMetrics"u8))
                result.ReturnItemCollectionMetrics = reader.ReadString();
            else
                throw reader.Unknown();
        }

        return result;
    }

    public static TransportResponse Write(PutItemResponse response) => ResponseWriter.Write(response, static (writer, response) =>
    {
        writer.Write("Attributes"u8, response.Attributes);
        writer.Write(response.ConsumedCapacity);
        writer.Write(response.ItemCollectionMetrics);
    });
}
