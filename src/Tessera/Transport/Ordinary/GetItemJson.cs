using Amazon.DynamoDBv2.Model;

namespace Tessera.Transport;

/// <summary>GetItem's request from JSON, and its response to JSON.</summary>
internal static class GetItemJson
{
    public static GetItemRequest Read(TransportRequest request)
    {
        var result = new GetItemRequest();
        var reader = new RequestReader(request);
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
                result.TableName = reader.ReadString();
            else if (reader.Is("Key"u8))
                result.Key = reader.ReadAttributes();
            else if (reader.Is("ConsistentRead"u8))
                result.ConsistentRead = reader.ReadBoolean();
            else if (reader.Is("ProjectionExpression"u8))
                result.ProjectionExpression = reader.ReadString();
            else if (reader.Is("ExpressionAttributeNames"u8))
                result.ExpressionAttributeNames = reader.ReadNames();
            else if (reader.Is("ReturnConsumedCapacity"u8))
                result.ReturnConsumedCapacity = reader.ReadString();
            else
                throw reader.Unknown();
        }

        return result;
    }

    public static TransportResponse Write(GetItemResponse response) => ResponseWriter.Write(response, static (writer, response) =>
    {
        writer.Write("Item"u8, response.IsItemSet ? response.Item : null);
        writer.Write(response.ConsumedCapacity);
    });
}
