using Tessera.Transport;
using static Tessera.Transport.TransportOperation;

namespace Tessera.Tests.Transport;

/// <summary>A request and its response for every operation, with every member that the mapper may send or read.</summary>
public static class Exchanges
{
    private const string Value = """
        {"S":"text \" \\ / é 漢 😀 \u0001"},"n":{"N":"-12345678901234567890.123456789"},"b":{"B":"AAECAwQF+/8="},"yes":{"BOOL":true},"no":{"BOOL":false},
        "null":{"NULL":true},"empty":{"S":""},"ss":{"SS":["a","b"]},"ns":{"NS":["1","2.5"]},"bs":{"BS":["AA==","AQI="]},"emptyList":{"L":[]},"emptyMap":{"M":{}},
        "list":{"L":[{"S":"x"},{"N":"1"},{"L":[{"NULL":true}]},{"M":{"a":{"S":"b"}}}]},"map":{"M":{"inner":{"M":{"deep":{"L":[{"BOOL":true}]}}}, "k.e#y":{"S":"v"}}}
        """;

    private const string Item = """{"PK":""" + Value + "}";
    private const string Key = """{"PK":{"S":"USER#1"},"SK":{"N":"7"}}""";
    private const string Names = """ "ExpressionAttributeNames":{"#a":"Name","#b":"Status"}""";
    private const string Values = """ "ExpressionAttributeValues":{":a":{"S":"x"},":b":{"N":"1"}}""";
    private const string Failure = """ "ReturnValuesOnConditionCheckFailure":"ALL_OLD" """;

    private const string Consumed = """
        {"TableName":"shop","CapacityUnits":3.5,"ReadCapacityUnits":1.5,"WriteCapacityUnits":2,"Table":{"CapacityUnits":1,"ReadCapacityUnits":0.5,"WriteCapacityUnits":0.5},
        "LocalSecondaryIndexes":{"LSI1":{"CapacityUnits":1}},"GlobalSecondaryIndexes":{"GSI1":{"CapacityUnits":1.5,"WriteCapacityUnits":1.5}}}
        """;

    private const string Metrics = """{"ItemCollectionKey":{"PK":{"S":"USER#1"}},"SizeEstimateRangeGB":[0,1]}""";

    private const string Costs = """ "ReturnConsumedCapacity":"INDEXES","ReturnItemCollectionMetrics":"SIZE" """;

    private const string Write = Names + "," + Values + "," + Failure;

    public static TheoryData<string, string, string> All
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            foreach (var (operation, request, response) in Rows)
                all.Add(operation, Fill(request), Fill(response));
            return all;
        }
    }

    private static readonly (string Operation, string Request, string Response)[] Rows =
    [
        (nameof(GetItem), """{"TableName":"shop","Key":<Key>,"ConsistentRead":true,"ProjectionExpression":"#a, #b",<Names>,"ReturnConsumedCapacity":"TOTAL"}""",
            """{"Item":<Item>,"ConsumedCapacity":<Consumed>}"""),
        (nameof(GetItem), """{"TableName":"shop","Key":<Key>,"ConsistentRead":false}""", "{}"),
        (nameof(PutItem), """{"TableName":"shop","Item":<Item>,"ConditionExpression":"attribute_not_exists(#a)",<Write>,"ReturnValues":"ALL_OLD",<Costs>}""",
            """{"Attributes":<Item>,"ConsumedCapacity":<Consumed>,"ItemCollectionMetrics":<Metrics>}"""),
        (nameof(PutItem), """{"TableName":"shop","Item":<Item>}""", "{}"),
        (nameof(UpdateItem), """
            {"TableName":"shop","Key":<Key>,"UpdateExpression":"SET #a = :a ADD #b :b","ConditionExpression":"#b > :b",<Write>,"ReturnValues":"ALL_NEW",<Costs>}
            """,
            """{"Attributes":<Item>,"ConsumedCapacity":<Consumed>,"ItemCollectionMetrics":<Metrics>}"""),
        (nameof(DeleteItem), """{"TableName":"shop","Key":<Key>,"ConditionExpression":"#b > :b",<Write>,"ReturnValues":"ALL_OLD",<Costs>}""",
            """{"Attributes":<Item>,"ConsumedCapacity":<Consumed>,"ItemCollectionMetrics":<Metrics>}"""),
        (nameof(Query), """
            {"TableName":"shop","IndexName":"GSI1","KeyConditionExpression":"#a = :a","FilterExpression":"#b > :b","ProjectionExpression":"#a",<Names>,<Values>,
             "ScanIndexForward":false,"Limit":20,"Select":"SPECIFIC_ATTRIBUTES","ConsistentRead":false,"ExclusiveStartKey":<Key>,"ReturnConsumedCapacity":"INDEXES"}
            """,
            """{"Items":[<Item>,<Item>],"Count":2,"ScannedCount":5,"LastEvaluatedKey":<Key>,"ConsumedCapacity":<Consumed>}"""),
        (nameof(Query), """{"TableName":"shop","KeyConditionExpression":"PK = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"Select":"COUNT","ScanIndexForward":true}""",
            """{"Count":17,"ScannedCount":17}"""),
        (nameof(Query), """{"TableName":"shop","KeyConditionExpression":"PK = :p","ExpressionAttributeValues":{":p":{"S":"a"}}}""",
            """{"Items":[],"Count":0,"ScannedCount":0}"""),
        (nameof(Scan), """
            {"TableName":"shop","IndexName":"GSI1","FilterExpression":"#b > :b","ProjectionExpression":"#a",<Names>,<Values>,"Segment":0,"TotalSegments":4,
             "Limit":20,"Select":"SPECIFIC_ATTRIBUTES","ConsistentRead":true,"ExclusiveStartKey":<Key>,"ReturnConsumedCapacity":"TOTAL"}
            """,
            """{"Items":[<Item>],"Count":1,"ScannedCount":1,"LastEvaluatedKey":<Key>,"ConsumedCapacity":<Consumed>}"""),
        (nameof(BatchGetItem), """
            {"RequestItems":{"shop":{"Keys":[<Key>,{"PK":{"S":"b"}}],"ConsistentRead":true,"ProjectionExpression":"#a",<Names>},"other":{"Keys":[<Key>]}},
             "ReturnConsumedCapacity":"TOTAL"}
            """,
            """
            {"Responses":{"shop":[<Item>,<Item>],"other":[]},"UnprocessedKeys":{"shop":{"Keys":[<Key>],"ConsistentRead":true,"ProjectionExpression":"#a",<Names>}},
             "ConsumedCapacity":[<Consumed>,{"TableName":"other","CapacityUnits":1}]}
            """),
        (nameof(BatchGetItem), """{"RequestItems":{"shop":{"Keys":[<Key>]}}}""", """{"Responses":{"shop":[<Item>]},"UnprocessedKeys":{}}"""),
        (nameof(BatchWriteItem), """
            {"RequestItems":{"shop":[{"PutRequest":{"Item":<Item>}},{"DeleteRequest":{"Key":<Key>}}],"other":[{"DeleteRequest":{"Key":<Key>}}]},<Costs>}
            """,
            """
            {"UnprocessedItems":{"shop":[{"PutRequest":{"Item":<Item>}},{"DeleteRequest":{"Key":<Key>}}]},"ItemCollectionMetrics":{"shop":[<Metrics>,<Metrics>]},
             "ConsumedCapacity":[<Consumed>]}
            """),
        (nameof(BatchWriteItem), """{"RequestItems":{"shop":[{"PutRequest":{"Item":<Item>}}]}}""", """{"UnprocessedItems":{}}"""),
        (nameof(TransactGetItems), """
            {"TransactItems":[{"Get":{"TableName":"shop","Key":<Key>,"ProjectionExpression":"#a",<Names>}},{"Get":{"TableName":"shop","Key":<Key>}}],
             "ReturnConsumedCapacity":"TOTAL"}
            """,
            """{"Responses":[{"Item":<Item>},{}],"ConsumedCapacity":[<Consumed>]}"""),
        (nameof(TransactWriteItems), """
            {"TransactItems":[{"Put":{"TableName":"shop","Item":<Item>,"ConditionExpression":"c",<Write>}},
             {"Update":{"TableName":"shop","Key":<Key>,"UpdateExpression":"u","ConditionExpression":"c",<Write>}},
             {"Delete":{"TableName":"shop","Key":<Key>,"ConditionExpression":"c",<Write>}},
             {"ConditionCheck":{"TableName":"shop","Key":<Key>,"ConditionExpression":"c",<Write>}}],"ClientRequestToken":"token-1",<Costs>}
            """,
            """{"ConsumedCapacity":[<Consumed>],"ItemCollectionMetrics":{"shop":[<Metrics>]}}"""),
    ];

    internal static TransportOperation Operation(string name) => Enum.Parse<TransportOperation>(name);

    /// <summary>Puts the parts above in place of their names in angle brackets.</summary>
    private static string Fill(string json) => json
        .Replace("<Write>", Write, StringComparison.Ordinal).Replace("<Costs>", Costs, StringComparison.Ordinal)
        .Replace("<Names>", Names, StringComparison.Ordinal).Replace("<Values>", Values, StringComparison.Ordinal)
        .Replace("<Item>", Item, StringComparison.Ordinal).Replace("<Key>", Key, StringComparison.Ordinal)
        .Replace("<Consumed>", Consumed, StringComparison.Ordinal).Replace("<Metrics>", Metrics, StringComparison.Ordinal);
}
