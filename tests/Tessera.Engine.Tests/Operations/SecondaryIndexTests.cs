namespace Tessera.Engine.Tests.Operations;

public sealed class SecondaryIndexTests : OperationTest
{
    private const string Members = """
        "AttributeDefinitions":[{"AttributeName":"p","AttributeType":"S"},{"AttributeName":"s","AttributeType":"S"},
          {"AttributeName":"g","AttributeType":"S"},{"AttributeName":"n","AttributeType":"N"}],
        "LocalSecondaryIndexes":[
          {"IndexName":"local","KeySchema":[{"AttributeName":"p","KeyType":"HASH"},{"AttributeName":"n","KeyType":"RANGE"}],
           "Projection":{"ProjectionType":"KEYS_ONLY"}}],
        "GlobalSecondaryIndexes":[
          {"IndexName":"all","KeySchema":[{"AttributeName":"g","KeyType":"HASH"},{"AttributeName":"n","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}},
          {"IndexName":"keys","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],"Projection":{"ProjectionType":"KEYS_ONLY"}},
          {"IndexName":"some","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],"Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["x"]}}]
        """;

    public SecondaryIndexTests() => Engine.Create("Things", "p:S s:S", Members);

    [Fact]
    public void Write_ItemWithoutIndexKeys_HasNoEntries()
    {
        Put("Things", """{"p":{"S":"a"},"s":{"S":"1"},"g":{"S":"G"}}""", """{"p":{"S":"a"},"s":{"S":"2"},"n":{"N":"1"}}""");
        Assert.Equal("0", Count("all"));
        Assert.Equal("1", Count("keys"));
        Assert.Equal("1", Count("local"));
    }

    [Theory]
    [InlineData("all", """{"g":{"S":"G"},"n":{"N":"1"},"p":{"S":"a"},"s":{"S":"1"},"x":{"S":"X"},"y":{"S":"Y"}}""")]
    [InlineData("keys", """{"g":{"S":"G"},"p":{"S":"a"},"s":{"S":"1"}}""")]
    [InlineData("some", """{"g":{"S":"G"},"p":{"S":"a"},"s":{"S":"1"},"x":{"S":"X"}}""")]
    [InlineData("local", """{"n":{"N":"1"},"p":{"S":"a"},"s":{"S":"1"}}""")]
    public void Scan_Index_ShowsItsProjection(string index, string item)
    {
        Put("Things", """{"p":{"S":"a"},"s":{"S":"1"},"g":{"S":"G"},"n":{"N":"1"},"x":{"S":"X"},"y":{"S":"Y"}}""");
        Assert.Equal($"[{item}]", Do("Scan", $$$"""{"TableName":"Things","IndexName":"{{{index}}}"}""").Text("Items"));
    }

    [Fact]
    public void Write_ChangeOfIndexKey_MovesTheEntry()
    {
        Put("Things", """{"p":{"S":"a"},"s":{"S":"1"},"g":{"S":"G"},"n":{"N":"1"}}""");
        Do("UpdateItem", """
            {"TableName":"Things","Key":{"p":{"S":"a"},"s":{"S":"1"}},"UpdateExpression":"SET g = :g REMOVE n","ExpressionAttributeValues":{":g":{"S":"H"}}}
            """);
        Assert.Equal("0", Query("all", "G").Text("Count"));
        Assert.Equal("0", Query("keys", "G").Text("Count"));
        Assert.Equal("1", Query("keys", "H").Text("Count"));
        Do("DeleteItem", """{"TableName":"Things","Key":{"p":{"S":"a"},"s":{"S":"1"}}}""");
        Assert.Equal("0", Query("keys", "H").Text("Count"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Query_GlobalIndexWithEqualKeys_PagesWithoutLosingOrLooping(bool forward)
    {
        for (var i = 0; i < 9; i++)
            Put("Things", $$$"""{"p":{"S":"p{{{i}}}"},"s":{"S":"s"},"g":{"S":"G"},"n":{"N":"{{{i / 4}}}"}}""");
        var seen = new List<string>();
        string? start = null;
        do
        {
            var answer = Do("Query", $$$"""
                {"TableName":"Things","IndexName":"all","KeyConditionExpression":"g = :g","ExpressionAttributeValues":{":g":{"S":"G"} },"Limit":2,
                 "ScanIndexForward":{{{(forward ? "true" : "false")}}}{{{(start is null ? "" : $",\"ExclusiveStartKey\":{start}")}}}}
                """);
            seen.AddRange(answer["Items"]!.AsArray().Select(item => item!["p"]!["S"]!.GetValue<string>()));
            start = answer.Text("LastEvaluatedKey");
            if (start is not null)
                Assert.Equal(["g", "n", "p", "s"], answer["LastEvaluatedKey"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        }
        while (start is not null);
        var expected = Enumerable.Range(0, 9).Select(i => $"p{i}");
        Assert.Equal(forward ? expected : expected.Reverse(), seen);
    }

    [Fact]
    public void Query_LocalIndex_FetchesWhatItDoesNotProjectAndChargesIt()
    {
        Put("Things", $$$"""{"p":{"S":"a"},"s":{"S":"1"},"n":{"N":"2"},"x":{"S":"X"},"d":{"S":"{{{new string('d', 5000)}}}"}}""");
        Put("Things", """{"p":{"S":"a"},"s":{"S":"2"},"n":{"N":"1"},"x":{"S":"Y"}}""");
        Do("Query", """
            {"TableName":"Things","IndexName":"local","KeyConditionExpression":"p = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"ProjectionExpression":"x",
             "ConsistentRead":true,"ReturnConsumedCapacity":"INDEXES"}
            """).ShouldBe("""
            {"Items":[{"x":{"S":"Y"}},{"x":{"S":"X"}}],"Count":2,"ScannedCount":2,"ConsumedCapacity":{"TableName":"Things","CapacityUnits":4.0,
             "Table":{"CapacityUnits":3.0},"LocalSecondaryIndexes":{"local":{"CapacityUnits":1.0}}}}
            """);
    }

    [Fact]
    public void Query_LocalIndexWithAllAttributes_ReturnsWholeItems()
    {
        Put("Things", """{"p":{"S":"a"},"s":{"S":"1"},"n":{"N":"2"},"x":{"S":"X"}}""");
        Assert.Equal("X", Do("Query", """
            {"TableName":"Things","IndexName":"local","KeyConditionExpression":"p = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"Select":"ALL_ATTRIBUTES"}
            """).Text("Items.0.x.S"));
    }

    [Theory]
    [InlineData("", """[{"n":{"N":"2"},"p":{"S":"a"},"s":{"S":"1"}}]""")]
    [InlineData(",\"Select\":\"ALL_PROJECTED_ATTRIBUTES\"", """[{"n":{"N":"2"},"p":{"S":"a"},"s":{"S":"1"}}]""")]
    [InlineData(",\"Select\":\"ALL_ATTRIBUTES\"", """[{"n":{"N":"2"},"p":{"S":"a"},"s":{"S":"1"},"x":{"S":"X"}}]""")]
    [InlineData(",\"ProjectionExpression\":\"x\"", """[{"x":{"S":"X"}}]""")]
    public void Query_LocalIndexFilteredByWhatItLacks_StillReturnsWhatWasSelected(string members, string items)
    {
        Put("Things", """{"p":{"S":"a"},"s":{"S":"1"},"n":{"N":"2"},"x":{"S":"X"}}""", """{"p":{"S":"a"},"s":{"S":"2"},"n":{"N":"1"},"x":{"S":"Y"}}""");
        Assert.Equal(items, Do("Query", $$$"""
            {"TableName":"Things","IndexName":"local","KeyConditionExpression":"p = :p","FilterExpression":"x = :x",
             "ExpressionAttributeValues":{":p":{"S":"a"},":x":{"S":"X"}}{{{members}}}}
            """).Text("Items"));
    }

    [Theory]
    [InlineData("all", "\"ConsistentRead\":true", "Consistent reads are not supported on global secondary indexes")]
    [InlineData("some", "\"ProjectionExpression\":\"x, y\"", "One or more parameter values were invalid: Global secondary index some does not project [y]")]
    [InlineData(
        "keys",
        "\"Select\":\"ALL_ATTRIBUTES\"",
        "One or more parameter values were invalid: "
        + "Select type ALL_ATTRIBUTES is not supported for global secondary index keys because its projection type is not ALL")]
    [InlineData(
        "keys",
        "\"FilterExpression\":\"attribute_exists(y)\"",
        "One or more parameter values were invalid: Secondary index keys does not project one or more filter attributes: [y]")]
    [InlineData("all", "\"ExclusiveStartKey\":{\"p\":{\"S\":\"a\"},\"s\":{\"S\":\"1\"}}", "The provided starting key is invalid")]
    public void Query_WhatAGlobalIndexCannotDo_IsRefused(string index, string members, string message) =>
        Call("Query", $$$"""
            {"TableName":"Things","IndexName":"{{{index}}}","KeyConditionExpression":"g = :g","ExpressionAttributeValues":{":g":{"S":"G"}},{{{members}}}}
            """).ShouldFail("ValidationException", message);

    [Theory]
    [InlineData("""{"N":"1"}""", "One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N IndexName: all")]
    [InlineData(
        """{"S":""}""",
        "One or more parameter values are not valid. A value specified for a secondary index key is not supported. "
        + "The AttributeValue for a key attribute cannot contain an empty string value. IndexName: all, IndexKey: g")]
    public void PutItem_ValueThatCannotBeAnIndexKey_IsRefused(string value, string message)
    {
        Call("PutItem", $$$"""{"TableName":"Things","Item":{"p":{"S":"a"},"s":{"S":"1"},"g":{{{value}}}}}""").ShouldFail("ValidationException", message);
        Assert.Equal("[]", Items("Things"));
    }

    [Theory]
    [InlineData("SET n = :v", "One or more parameter values were invalid: Type mismatch for Index Key n Expected: N Actual: S IndexName: local")]
    [InlineData("SET n = t", "The update expression attempted to update the secondary index key to unsupported type")]
    [InlineData(
        "SET g = nothing",
        "One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. "
        + "The AttributeValue for a key attribute cannot contain an empty string value.")]
    [InlineData("SET g = longer", "The update expression attempted to update the secondary index key beyond allowed size limits")]
    public void UpdateItem_ValueThatCannotBeAnIndexKey_IsRefused(string update, string message)
    {
        Put("Things", $$$"""{"p":{"S":"a"},"s":{"S":"1"},"t":{"S":"text"},"nothing":{"S":""},"longer":{"S":"{{{new string('x', 2049)}}}"} }""");
        Call("UpdateItem", $$$"""
            {"TableName":"Things","Key":{"p":{"S":"a"},"s":{"S":"1"}},"UpdateExpression":"{{{update}}}, used = :v","ExpressionAttributeValues":{":v":{"S":"text"} } }
            """).ShouldFail("ValidationException", message);
        Assert.Equal("0", Count("keys"));
    }

    [Fact]
    public void Write_IndexCapacity_CountsEntriesAsPublished()
    {
        const string Put = """{"TableName":"Things","Item":{"p":{"S":"a"},"s":{"S":"1"}MORE},"ReturnConsumedCapacity":"INDEXES"}""";
        string Units(string more) => Do("PutItem", Put.Replace("MORE", more, StringComparison.Ordinal)).Text("ConsumedCapacity")!;
        Assert.Equal("""{"TableName":"Things","CapacityUnits":1.0,"Table":{"CapacityUnits":1.0}}""", Units(""));
        Assert.Equal(
            """{"TableName":"Things","CapacityUnits":3.0,"Table":{"CapacityUnits":1.0},"GlobalSecondaryIndexes":{"keys":{"CapacityUnits":1.0},"some":{"CapacityUnits":1.0}}}""",
            Units(""","g":{"S":"G"}"""));
        Assert.Equal("""{"TableName":"Things","CapacityUnits":1.0,"Table":{"CapacityUnits":1.0}}""", Units(""","g":{"S":"G"},"y":{"S":"not projected"}"""));
        Assert.Equal(
            """{"TableName":"Things","CapacityUnits":5.0,"Table":{"CapacityUnits":1.0},"GlobalSecondaryIndexes":{"keys":{"CapacityUnits":2.0},"some":{"CapacityUnits":2.0}}}""",
            Units(""","g":{"S":"H"}"""));
    }

    [Fact]
    public void Write_ItemCollectionMetrics_AreShownWhereThereAreLocalIndexes() =>
        Do("PutItem", """{"TableName":"Things","Item":{"p":{"S":"a"},"s":{"S":"1"}},"ReturnItemCollectionMetrics":"SIZE"}""")
            .ShouldBe("""{"ItemCollectionMetrics":{"ItemCollectionKey":{"p":{"S":"a"}},"SizeEstimateRangeGB":[0.0,1.0]}}""");

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public void Scan_SegmentsOfAnIndex_PartitionIt(int total)
    {
        for (var i = 0; i < 40; i++)
            Put("Things", $$$"""{"p":{"S":"p{{{i}}}"},"s":{"S":"s"},"g":{"S":"g{{{i}}}"}}""");
        var count = 0;
        for (var segment = 0; segment < total; segment++)
            count += int.Parse(Do("Scan", $$$"""{"TableName":"Things","IndexName":"keys","Segment":{{{segment}}},"TotalSegments":{{{total}}}}""").Text("Count")!);
        Assert.Equal(40, count);
    }

    [Fact]
    public void UpdateTable_NewIndex_IsFilledFromTheItems()
    {
        Put("Things", """{"p":{"S":"a"},"s":{"S":"1"},"z":{"S":"Z"}}""", """{"p":{"S":"a"},"s":{"S":"2"}}""", """{"p":{"S":"a"},"s":{"S":"3"},"z":{"N":"1"}}""");
        Do("UpdateTable", """
            {"TableName":"Things","AttributeDefinitions":[{"AttributeName":"z","AttributeType":"S"}],"GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"late",
             "KeySchema":[{"AttributeName":"z","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}}]}
            """);
        Assert.Equal("""[{"p":{"S":"a"},"s":{"S":"1"},"z":{"S":"Z"}}]""", Do("Scan", """{"TableName":"Things","IndexName":"late"}""").Text("Items"));
        Do("UpdateItem", """{"TableName":"Things","Key":{"p":{"S":"a"},"s":{"S":"3"}},"UpdateExpression":"SET y = :y","ExpressionAttributeValues":{":y":{"S":"y"}}}""");
        Do("DeleteItem", """{"TableName":"Things","Key":{"p":{"S":"a"},"s":{"S":"3"}}}""");
        Assert.Equal("1", Count("late"));
    }

    private string? Count(string index) => Do("Scan", $$$"""{"TableName":"Things","IndexName":"{{{index}}}"}""").Text("Count");

    private Kit.Answer Query(string index, string value) =>
        Do("Query", $$$"""{"TableName":"Things","IndexName":"{{{index}}}","KeyConditionExpression":"g = :g","ExpressionAttributeValues":{":g":{"S":"{{{value}}}"} }}""");
}
