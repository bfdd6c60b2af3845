using Tessera.Engine.Streams;

namespace Tessera.Engine.Tests.Fuzz;

/// <summary>Valid requests of every operation: what the mutations start from. Each is answered with status 200 when nothing is changed.</summary>
internal static class FuzzCorpus
{
    private const string Stream = "arn:aws:dynamodb:us-east-1:000000000000:table/Fuzz/stream/2025-01-01T00:00:00.000";

    private const string Shard = "shardId-00000001735689600000-00000001";

    private static readonly SequenceNumber _first = SequenceNumber.At(FuzzEngine.Now);

    /// <summary>The tables and items that the corpus speaks of.</summary>
    public static readonly FuzzRequest[] Setup =
    [
        FuzzRequest.Of("CreateTable", """
            {"TableName":"Fuzz","BillingMode":"PAY_PER_REQUEST",
             "KeySchema":[{"AttributeName":"PK","KeyType":"HASH"},{"AttributeName":"SK","KeyType":"RANGE"}],
             "AttributeDefinitions":[{"AttributeName":"PK","AttributeType":"S"},{"AttributeName":"SK","AttributeType":"S"},
               {"AttributeName":"GPK","AttributeType":"S"},{"AttributeName":"GSK","AttributeType":"N"},{"AttributeName":"LSK","AttributeType":"B"}],
             "GlobalSecondaryIndexes":[{"IndexName":"Global","KeySchema":[{"AttributeName":"GPK","KeyType":"HASH"},{"AttributeName":"GSK","KeyType":"RANGE"}],
               "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["s","m"]}}],
             "LocalSecondaryIndexes":[{"IndexName":"Local","KeySchema":[{"AttributeName":"PK","KeyType":"HASH"},{"AttributeName":"LSK","KeyType":"RANGE"}],
               "Projection":{"ProjectionType":"KEYS_ONLY"}}],
             "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}
            """),
        FuzzRequest.Of("CreateTable", """
            {"TableName":"Numbers","ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5},
             "KeySchema":[{"AttributeName":"Id","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"Id","AttributeType":"N"}]}
            """),
        FuzzRequest.Of("PutItem", """{"TableName":"Fuzz","Item":{"PK":{"S":"a"},"SK":{"S":"1"},"GPK":{"S":"g"},"GSK":{"N":"1"},"LSK":{"B":"AQ=="},"n":{"N":"7"},"l":{"L":[{"N":"1"},{"S":"x"}]},"m":{"M":{"k":{"S":"v"}}}}}"""),
        FuzzRequest.Of("PutItem", """{"TableName":"Fuzz","Item":{"PK":{"S":"a"},"SK":{"S":"2"},"GPK":{"S":"g"},"GSK":{"N":"2"},"s":{"S":"text"},"ss":{"SS":["a","b"]},"ns":{"NS":["1","2"]}}}"""),
        FuzzRequest.Of("PutItem", """{"TableName":"Fuzz","Item":{"PK":{"S":"a"},"SK":{"S":"3"},"b":{"B":"AAEC"},"t":{"BOOL":true},"z":{"NULL":true}}}"""),
        FuzzRequest.Of("PutItem", """{"TableName":"Numbers","Item":{"Id":{"N":"1"},"n":{"N":"9.99E125"}}}"""),
    ];

    public static readonly FuzzRequest[] Valid =
    [
        FuzzRequest.Of("GetItem", """{"TableName":"Fuzz","Key":{"PK":{"S":"a"},"SK":{"S":"1"}},"ProjectionExpression":"#n, l[0], m.k, s","ExpressionAttributeNames":{"#n":"n"},"ConsistentRead":true,"ReturnConsumedCapacity":"INDEXES"}"""),
        FuzzRequest.Of("GetItem", """{"TableName":"Numbers","Key":{"Id":{"N":"1.0"}},"AttributesToGet":["n","Id"]}"""),
        FuzzRequest.Of("PutItem", """
            {"TableName":"Fuzz","Item":{"PK":{"S":"p"},"SK":{"S":"9"},"GPK":{"S":"g"},"GSK":{"N":"-1.5E-10"},"LSK":{"B":"/w=="},
              "n":{"N":"99999999999999999999999999999999999999"},"ss":{"SS":["x","y"]},"ns":{"NS":["1","2.50"]},"bs":{"BS":["AA==","AQ=="]},
              "l":{"L":[{"L":[{"M":{"deep":{"NULL":true}}}]}]},"t":{"BOOL":false},"e":{"S":""}},
             "ConditionExpression":"attribute_not_exists(PK) OR (size(s) > :zero AND NOT contains(ss, :x))",
             "ExpressionAttributeValues":{":zero":{"N":"0"},":x":{"S":"nothing"}},"ReturnValues":"ALL_OLD","ReturnValuesOnConditionCheckFailure":"ALL_OLD",
             "ReturnItemCollectionMetrics":"SIZE","ReturnConsumedCapacity":"TOTAL"}
            """),
        FuzzRequest.Of("PutItem", """{"TableName":"Numbers","Item":{"Id":{"N":"2"}},"Expected":{"n":{"Exists":false},"o":{"ComparisonOperator":"NULL"}},"ConditionalOperator":"OR"}"""),
        FuzzRequest.Of("UpdateItem", """
            {"TableName":"Fuzz","Key":{"PK":{"S":"a"},"SK":{"S":"1"}},
             "UpdateExpression":"SET #c = if_not_exists(#c, :zero) + :one, l2 = list_append(:list, :list), m.k2 = :text REMOVE z, l[7] ADD hits :one, tags :set DELETE olds :set",
             "ConditionExpression":"attribute_exists(PK) AND n BETWEEN :zero AND :big AND (n IN (:zero, :one, :big) OR n <> :zero) AND begins_with(SK, :text) OR attribute_type(n, :type)",
             "ExpressionAttributeNames":{"#c":"count"},
             "ExpressionAttributeValues":{":zero":{"N":"0"},":one":{"N":"1"},":big":{"N":"1E100"},":list":{"L":[{"S":"a"}]},":text":{"S":"1"},":set":{"SS":["a"]},":type":{"S":"N"}},
             "ReturnValues":"UPDATED_NEW"}
            """),
        FuzzRequest.Of("UpdateItem", """{"TableName":"Numbers","Key":{"Id":{"N":"1"}},"AttributeUpdates":{"n":{"Action":"PUT","Value":{"N":"1"}},"x":{"Action":"DELETE"},"y":{"Action":"ADD","Value":{"N":"1"}}},"ReturnValues":"ALL_NEW"}"""),
        FuzzRequest.Of("DeleteItem", """{"TableName":"Fuzz","Key":{"PK":{"S":"zz"},"SK":{"S":"1"}},"ConditionExpression":"attribute_not_exists(#p.#q[1].r)","ExpressionAttributeNames":{"#p":"p","#q":"q"},"ReturnValues":"ALL_OLD"}"""),
        FuzzRequest.Of("Query", """
            {"TableName":"Fuzz","KeyConditionExpression":"PK = :p AND SK BETWEEN :lo AND :hi","FilterExpression":"n > :n OR attribute_not_exists(absent.part[2]) OR size(l) >= :n",
             "ProjectionExpression":"PK, SK, m","ExpressionAttributeValues":{":p":{"S":"a"},":lo":{"S":"0"},":hi":{"S":"9"},":n":{"N":"3"}},
             "Limit":2,"ScanIndexForward":false,"ExclusiveStartKey":{"PK":{"S":"a"},"SK":{"S":"3"}},"ReturnConsumedCapacity":"INDEXES"}
            """),
        FuzzRequest.Of("Query", """{"TableName":"Fuzz","IndexName":"Global","KeyConditionExpression":"GPK = :g AND GSK >= :n","ExpressionAttributeValues":{":g":{"S":"g"},":n":{"N":"1"}},"ExclusiveStartKey":{"PK":{"S":"a"},"SK":{"S":"1"},"GPK":{"S":"g"},"GSK":{"N":"1"}}}"""),
        FuzzRequest.Of("Query", """{"TableName":"Fuzz","IndexName":"Local","KeyConditionExpression":"(PK = :p) AND begins_with(LSK, :b)","ExpressionAttributeValues":{":p":{"S":"a"},":b":{"B":"AQ=="}},"Select":"ALL_ATTRIBUTES","ConsistentRead":true}"""),
        FuzzRequest.Of("Query", """{"TableName":"Fuzz","KeyConditions":{"PK":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]}},"QueryFilter":{"n":{"ComparisonOperator":"NOT_NULL"}},"Select":"COUNT"}"""),
        FuzzRequest.Of("Scan", """{"TableName":"Fuzz","FilterExpression":"contains(ss, :a) OR b = :b OR t = :t OR (NOT z = :z)","ExpressionAttributeValues":{":a":{"S":"a"},":b":{"B":"AAEC"},":t":{"BOOL":true},":z":{"NULL":true}},"Segment":1,"TotalSegments":3}"""),
        FuzzRequest.Of("Scan", """{"TableName":"Fuzz","IndexName":"Global","Limit":1,"ScanFilter":{"GSK":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"0"},{"N":"9"}]}}}"""),
        FuzzRequest.Of("BatchGetItem", """{"RequestItems":{"Fuzz":{"Keys":[{"PK":{"S":"a"},"SK":{"S":"1"}},{"PK":{"S":"a"},"SK":{"S":"2"}}],"ProjectionExpression":"PK, #n","ExpressionAttributeNames":{"#n":"n"}},"Numbers":{"Keys":[{"Id":{"N":"1"}}],"ConsistentRead":true}},"ReturnConsumedCapacity":"TOTAL"}"""),
        FuzzRequest.Of("BatchWriteItem", """{"RequestItems":{"Fuzz":[{"PutRequest":{"Item":{"PK":{"S":"b"},"SK":{"S":"1"},"l":{"L":[]}}}},{"DeleteRequest":{"Key":{"PK":{"S":"b"},"SK":{"S":"2"}}}}]},"ReturnItemCollectionMetrics":"SIZE"}"""),
        FuzzRequest.Of("TransactGetItems", """{"TransactItems":[{"Get":{"TableName":"Fuzz","Key":{"PK":{"S":"a"},"SK":{"S":"1"}},"ProjectionExpression":"n"}},{"Get":{"TableName":"Numbers","Key":{"Id":{"N":"1"}}}}],"ReturnConsumedCapacity":"TOTAL"}"""),
        FuzzRequest.Of("TransactWriteItems", """
            {"TransactItems":[
              {"Put":{"TableName":"Fuzz","Item":{"PK":{"S":"t"},"SK":{"S":"1"}},"ConditionExpression":"attribute_not_exists(nothing)"}},
              {"Update":{"TableName":"Numbers","Key":{"Id":{"N":"1"}},"UpdateExpression":"SET c = :v","ExpressionAttributeValues":{":v":{"N":"1"}},"ReturnValuesOnConditionCheckFailure":"ALL_OLD"}},
              {"Delete":{"TableName":"Fuzz","Key":{"PK":{"S":"t"},"SK":{"S":"2"}}}},
              {"ConditionCheck":{"TableName":"Fuzz","Key":{"PK":{"S":"a"},"SK":{"S":"2"}},"ConditionExpression":"#pk = :a OR attribute_not_exists(#pk)","ExpressionAttributeNames":{"#pk":"PK"},"ExpressionAttributeValues":{":a":{"S":"a"}}}}]}
            """),
        FuzzRequest.Of("CreateTable", """
            {"TableName":"Other","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"k","KeyType":"HASH"}],
             "AttributeDefinitions":[{"AttributeName":"k","AttributeType":"B"},{"AttributeName":"i","AttributeType":"S"}],
             "GlobalSecondaryIndexes":[{"IndexName":"Index","KeySchema":[{"AttributeName":"i","KeyType":"HASH"}],"Projection":{"ProjectionType":"KEYS_ONLY"}}],
             "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"},"SSESpecification":{"Enabled":true},"Tags":[{"Key":"a","Value":"b"}]}
            """),
        FuzzRequest.Of("DescribeTable", """{"TableName":"Fuzz"}"""),
        FuzzRequest.Of("ListTables", """{"ExclusiveStartTableName":"AAA","Limit":10}"""),
        FuzzRequest.Of("UpdateTable", """{"TableName":"Numbers","ProvisionedThroughput":{"ReadCapacityUnits":6,"WriteCapacityUnits":6}}"""),
        FuzzRequest.Of("UpdateTable", """{"TableName":"Fuzz","AttributeDefinitions":[{"AttributeName":"s","AttributeType":"S"}],"GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"Later","KeySchema":[{"AttributeName":"s","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}}]}"""),
        FuzzRequest.Of("UpdateTimeToLive", """{"TableName":"Numbers","TimeToLiveSpecification":{"Enabled":true,"AttributeName":"n"}}"""),
        FuzzRequest.Of("DescribeTimeToLive", """{"TableName":"Numbers"}"""),
        FuzzRequest.Of("ListStreams", """{"TableName":"Fuzz","Limit":10,"ExclusiveStartStreamArn":"arn:aws:dynamodb"}"""),
        FuzzRequest.Of("DescribeStream", $$$"""{"StreamArn":"{{{Stream}}}","Limit":10,"ExclusiveStartShardId":"{{{Shard}}}","ShardFilter":{"Type":"CHILD_SHARDS","ShardId":"{{{Shard}}}"}}"""),
        FuzzRequest.Of("GetShardIterator", $$"""{"StreamArn":"{{Stream}}","ShardId":"{{Shard}}","ShardIteratorType":"AT_SEQUENCE_NUMBER","SequenceNumber":"{{_first}}"}"""),
        FuzzRequest.Of("GetRecords", $$"""{"ShardIterator":"{{new ShardIterator(Stream, 1, _first, FuzzEngine.Now)}}","Limit":2}"""),
        FuzzRequest.Of("DeleteTable", """{"TableName":"Numbers"}"""),
    ];
}
