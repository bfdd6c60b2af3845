using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Tessera.Testing;
using Tessera.Transport;
using static Tessera.Transport.TransportOperation;

namespace Tessera.Tests.Transport;

/// <summary>The same history through both transports, each over an engine of its own: the same answers, word for word or by meaning.</summary>
public sealed class EngineTransportTests
{
    /// <summary>One history. Every operation that the mapper sends, with successes and failures.</summary>
    private static readonly (TransportOperation Operation, string Request)[] History =
    [
        (PutItem, """{"TableName":"shop","Item":{"PK":{"S":"a"},"SK":{"S":"1"},"n":{"N":"1.50"},"s":{"SS":["x","y"]},"m":{"M":{"l":{"L":[{"NULL":true},{"BOOL":false}]}}}}}"""),
        (PutItem, """{"TableName":"shop","Item":{"PK":{"S":"a"},"SK":{"S":"2"},"b":{"B":"AAEC"},"e":{"S":""},"é漢😀":{"S":"\"\\\n\u0001/é漢😀"}},"ReturnConsumedCapacity":"TOTAL"}"""),
        (PutItem, """{"TableName":"shop","Item":{"PK":{"S":"a"},"SK":{"S":"1"},"n":{"N":"2"}},"ReturnValues":"ALL_OLD"}"""),
        (PutItem, """
            {"TableName":"shop","Item":{"PK":{"S":"a"},"SK":{"S":"1"}},"ConditionExpression":"attribute_not_exists(#p)","ExpressionAttributeNames":{"#p":"PK"},
             "ReturnValuesOnConditionCheckFailure":"ALL_OLD"}
            """),
        (PutItem, """{"TableName":"missing","Item":{"PK":{"S":"a"}}}"""),
        (GetItem, """{"TableName":"shop","Key":{"PK":{"S":"a"},"SK":{"S":"2"}},"ConsistentRead":true}"""),
        (GetItem, """{"TableName":"shop","Key":{"PK":{"S":"a"},"SK":{"S":"none"}},"ReturnConsumedCapacity":"INDEXES"}"""),
        (GetItem, """{"TableName":"shop","Key":{"PK":{"S":"a"}}}"""),
        (UpdateItem, """
            {"TableName":"shop","Key":{"PK":{"S":"a"},"SK":{"S":"1"}},"UpdateExpression":"SET #c = if_not_exists(#c, :z) + :o","ExpressionAttributeNames":{"#c":"count"},
             "ExpressionAttributeValues":{":z":{"N":"0"},":o":{"N":"1"}},"ReturnValues":"ALL_NEW","ReturnConsumedCapacity":"TOTAL","ReturnItemCollectionMetrics":"SIZE"}
            """),
        (UpdateItem, """
            {"TableName":"shop","Key":{"PK":{"S":"a"},"SK":{"S":"1"}},"UpdateExpression":"REMOVE n","ConditionExpression":"n > :m","ExpressionAttributeValues":{":m":{"N":"100"}}}
            """),
        (Query, """
            {"TableName":"shop","KeyConditionExpression":"PK = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"Limit":1,"ScanIndexForward":false,
             "ReturnConsumedCapacity":"TOTAL"}
            """),
        (Query, """
            {"TableName":"shop","KeyConditionExpression":"PK = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"ExclusiveStartKey":{"PK":{"S":"a"},"SK":{"S":"1"}}}
            """),
        (Query, """{"TableName":"shop","KeyConditionExpression":"PK = :p","ExpressionAttributeValues":{":p":{"S":"nobody"}},"Select":"COUNT"}"""),
        (Scan, """{"TableName":"shop","FilterExpression":"attribute_exists(b)","Segment":0,"TotalSegments":1,"ConsistentRead":true}"""),
        (Scan, """{"TableName":"shop","FilterExpression":"not an expression"}"""),
        (BatchWriteItem, """
            {"RequestItems":{"shop":[{"PutRequest":{"Item":{"PK":{"S":"b"},"SK":{"S":"1"}}}},{"DeleteRequest":{"Key":{"PK":{"S":"a"},"SK":{"S":"2"}}}}]},
             "ReturnConsumedCapacity":"TOTAL"}
            """),
        (BatchGetItem, """
            {"RequestItems":{"shop":{"Keys":[{"PK":{"S":"b"},"SK":{"S":"1"}}],"ConsistentRead":true,"ProjectionExpression":"#s","ExpressionAttributeNames":{"#s":"SK"}}},
             "ReturnConsumedCapacity":"TOTAL"}
            """),
        (BatchGetItem, """{"RequestItems":{"shop":{"Keys":[{"PK":{"S":"zz"},"SK":{"S":"1"}}]}}}"""),
        (TransactWriteItems, """
            {"TransactItems":[{"Put":{"TableName":"shop","Item":{"PK":{"S":"t"},"SK":{"S":"1"}}}},
             {"Update":{"TableName":"shop","Key":{"PK":{"S":"a"},"SK":{"S":"1"}},"UpdateExpression":"ADD #c :o","ExpressionAttributeNames":{"#c":"count"},
              "ExpressionAttributeValues":{":o":{"N":"1"}}}},
             {"ConditionCheck":{"TableName":"shop","Key":{"PK":{"S":"b"},"SK":{"S":"1"}},"ConditionExpression":"attribute_exists(PK)"}}],
             "ClientRequestToken":"first","ReturnConsumedCapacity":"TOTAL"}
            """),
        (TransactWriteItems, """
            {"TransactItems":[{"Delete":{"TableName":"shop","Key":{"PK":{"S":"t"},"SK":{"S":"1"}}}},
             {"Put":{"TableName":"shop","Item":{"PK":{"S":"a"},"SK":{"S":"1"}},"ConditionExpression":"attribute_not_exists(PK)",
              "ReturnValuesOnConditionCheckFailure":"ALL_OLD"}}],"ClientRequestToken":"second"}
            """),
        (TransactGetItems, """
            {"TransactItems":[{"Get":{"TableName":"shop","Key":{"PK":{"S":"a"},"SK":{"S":"1"}},"ProjectionExpression":"#c","ExpressionAttributeNames":{"#c":"count"}}},
             {"Get":{"TableName":"shop","Key":{"PK":{"S":"none"},"SK":{"S":"1"}}}}],"ReturnConsumedCapacity":"TOTAL"}
            """),
        (DeleteItem, """{"TableName":"shop","Key":{"PK":{"S":"a"},"SK":{"S":"1"}},"ReturnValues":"ALL_OLD"}"""),
        (DeleteItem, """{"TableName":"shop","Key":{"PK":{"S":"a"},"SK":{"S":"1"}},"ConditionExpression":"attribute_exists(PK)"}"""),
        (Scan, """{"TableName":"shop"}"""),
    ];

    [Fact]
    public async Task SendAsync_TheSameHistory_GivesTheSameAnswersThroughBothTransports()
    {
        using var first = new TestEngine();
        using var second = new TestEngine();
        using var fast = first.CreateFastClient();
        await CreateTable(fast);
        await CreateTable(second.Client);

        var succeeded = new HashSet<TransportOperation>();
        foreach (var (operation, request) in History)
        {
            var (expected, expectedError) = await Run(second.Client, operation, request);
            var (actual, actualError) = await Run(fast, operation, request);

            Assert.Equal(Describe(expectedError), Describe(actualError));
            if (expected is null)
                continue;
            Send.AssertSame(expected, actual!);
            succeeded.Add(operation);
        }

        Assert.Equal(Enum.GetValues<TransportOperation>(), succeeded.Order());
    }

    private static Task<CreateTableResponse> CreateTable(IAmazonDynamoDB client) => client.CreateTableAsync(new CreateTableRequest
    {
        TableName = "shop",
        BillingMode = BillingMode.PAY_PER_REQUEST,
        AttributeDefinitions = [new("PK", ScalarAttributeType.S), new("SK", ScalarAttributeType.S)],
        KeySchema = [new("PK", Amazon.DynamoDBv2.KeyType.HASH), new("SK", Amazon.DynamoDBv2.KeyType.RANGE)],
    });

    private static async Task<(string? Response, AmazonDynamoDBException? Error)> Run(IAmazonDynamoDB client, TransportOperation operation, string request)
    {
        try
        {
            return (await Send.Async(client, operation, request), null);
        }
        catch (AmazonDynamoDBException error)
        {
            return (null, error);
        }
    }

    private static string? Describe(AmazonDynamoDBException? error)
    {
        if (error is null)
            return null;
        var text = $"{error.GetType().Name} {error.ErrorCode} {(int)error.StatusCode} {error.Message}";
        if (error is ConditionalCheckFailedException { Item: { } item })
            text += " " + string.Join(",", item.Keys.Order());
        if (error is TransactionCanceledException cancelled)
            text += " " + string.Join(",", cancelled.CancellationReasons.Select(reason => $"{reason.Code}:{reason.Item?.Count}"));
        return text;
    }
}
