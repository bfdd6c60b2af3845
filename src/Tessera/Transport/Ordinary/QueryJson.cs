using Amazon.DynamoDBv2.Model;

namespace Tessera.Transport;

/// <summary>Query's request from JSON, and its response to JSON.</summary>
internal static class QueryJson
{
    public static QueryRequest Read(TransportRequest request)
    {
        var result = new QueryRequest();
        var reader = new RequestReader(request);
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
                result.TableName = reader.ReadString();
            else if (reader.Is("IndexName"u8))
                result.IndexName = reader.ReadString();
            else if (reader.Is("KeyConditionExpression"u8))
                result.KeyConditionExpression = reader.ReadString();
            else if (reader.Is("ScanIndexForward"u8))
                result.ScanIndexForward = reader.ReadBoolean();
            else if (reader.Is("FilterExpression"u8))
                result.FilterExpression = reader.ReadString();
            else if (reader.Is("ProjectionExpression"u8))
                result.ProjectionExpression = reader.ReadString();
            else if (reader.Is("ExpressionAttributeNames"u8))
                result.ExpressionAttributeNames = reader.ReadNames();
            else if (reader.Is("ExpressionAttributeValues"u8))
                result.ExpressionAttributeValues = reader.ReadAttributes();
            else if (reader.Is("ExclusiveStartKey"u8))
                result.ExclusiveStartKey = reader.ReadAttributes();
            else if (reader.Is("Limit"u8))
                result.Limit = reader.ReadInt32();
            else if (reader.Is("Select"u8))
                result.Select = reader.ReadString();
            else if (reader.Is("ConsistentRead"u8))
                result.ConsistentRead = reader.ReadBoolean();
            else if (reader.Is("ReturnConsumedCapacity"u8))
                result.ReturnConsumedCapacity = reader.ReadString();
            else
                throw reader.Unknown();
        }

        return result;
    }

    public static TransportResponse Write(QueryResponse response) => ResponseWriter.Write(response, static (writer, response) =>
    {
        writer.Write("Items"u8, response.Items);
        writer.Write("Count"u8, response.Count);
        writer.Write("ScannedCount"u8, response.ScannedCount);
        writer.Write("LastEvaluatedKey"u8, response.LastEvaluatedKey);
        writer.Write(response.ConsumedCapacity);
    });
}
