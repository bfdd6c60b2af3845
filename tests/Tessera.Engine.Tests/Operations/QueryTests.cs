namespace Tessera.Engine.Tests.Operations;

public sealed class QueryTests : OperationTest
{
    public QueryTests()
    {
        Engine.Create("Things", "p:S s:N");
        for (var i = 1; i <= 5; i++)
            Put("Things", $$$"""{"p":{"S":"a"},"s":{"N":"{{{i}}}"},"even":{"BOOL":{{{(i % 2 == 0 ? "true" : "false")}}}}}""");
        Put("Things", """{"p":{"S":"b"},"s":{"N":"3"}}""");
    }

    [Theory]
    [InlineData("", "1 2 3 4 5")]
    [InlineData("AND s = :x", "2")]
    [InlineData("AND s < :x", "1")]
    [InlineData("AND s <= :x", "1 2")]
    [InlineData("AND s > :x", "3 4 5")]
    [InlineData("AND s >= :x", "2 3 4 5")]
    [InlineData("AND s BETWEEN :x AND :y", "2 3 4")]
    public void Query_KeyConditions_ReadTheirRangeBothWays(string condition, string expected)
    {
        var values = condition.Contains(":y", StringComparison.Ordinal) ? """,":x":{"N":"2"},":y":{"N":"4"}"""
            : condition.Length > 0 ? """,":x":{"N":"2"}""" : "";
        var request = $$$"""{"TableName":"Things","KeyConditionExpression":"p = :p {{{condition}}}","ExpressionAttributeValues":{":p":{"S":"a"}{{{values}}}}""";
        Assert.Equal(expected, Sorts(request + "}"));
        Assert.Equal(string.Join(' ', expected.Split(' ').Reverse()), Sorts(request + ",\"ScanIndexForward\":false}"));
    }

    [Fact]
    public void Query_Filter_CountsWhatItEvaluates()
    {
        var answer = Do("Query", """
            {"TableName":"Things","KeyConditionExpression":"p = :p","FilterExpression":"even = :t","ExpressionAttributeValues":{":p":{"S":"a"},":t":{"BOOL":true}},
             "ProjectionExpression":"s"}
            """);
        answer.ShouldBe("""{"Items":[{"s":{"N":"2"}},{"s":{"N":"4"}}],"Count":2,"ScannedCount":5}""");
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Query_Limit_PagesThroughEverythingOnce(int limit, bool forward)
    {
        var seen = new List<string>();
        string? start = null;
        do
        {
            var answer = Do("Query", $$$"""
                {"TableName":"Things","KeyConditionExpression":"p = :p","ExpressionAttributeValues":{":p":{"S":"a"} },"Limit":{{{limit}}},
                 "ScanIndexForward":{{{(forward ? "true" : "false")}}}{{{(start is null ? "" : $",\"ExclusiveStartKey\":{start}")}}}}
                """);
            seen.AddRange(answer["Items"]!.AsArray().Select(item => item!["s"]!["N"]!.GetValue<string>()));
            start = answer.Text("LastEvaluatedKey");
        }
        while (start is not null);
        Assert.Equal(forward ? ["1", "2", "3", "4", "5"] : ["5", "4", "3", "2", "1"], seen);
    }

    [Fact]
    public void Query_StartKeyThatDoesNotExist_GoesOnBehindIt() =>
        Assert.Equal("3 4 5", Sorts("""
            {"TableName":"Things","KeyConditionExpression":"p = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"ExclusiveStartKey":{"p":{"S":"a"},"s":{"N":"2.5"}}}
            """));

    [Fact]
    public void Query_LimitThatEndsWithTheLastItem_StillReturnsAKey() =>
        Assert.NotNull(Do("Query", """
            {"TableName":"Things","KeyConditionExpression":"p = :p","ExpressionAttributeValues":{":p":{"S":"b"}},"Limit":1}
            """)["LastEvaluatedKey"]);

    [Fact]
    public void Query_SelectCount_ReturnsNoItems() =>
        Do("Query", """{"TableName":"Things","KeyConditionExpression":"p = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"Select":"COUNT"}""")
            .ShouldBe("""{"Count":5,"ScannedCount":5}""");

    [Fact]
    public void Query_PageOf1MB_EndsWithTheItemThatReachesIt()
    {
        Engine.Create("Big", "p:S s:N");
        for (var i = 0; i < 12; i++)
            Put("Big", $$$"""{"p":{"S":"a"},"s":{"N":"{{{i}}}"},"d":{"S":"{{{new string('x', 300_000)}}}"}}""");
        var answer = Do("Query", """
            {"TableName":"Big","KeyConditionExpression":"p = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"ProjectionExpression":"s",
             "ReturnConsumedCapacity":"TOTAL"}
            """);
        Assert.Equal("4", answer.Text("ScannedCount"));
        Assert.Equal("""{"p":{"S":"a"},"s":{"N":"3"}}""", answer.Text("LastEvaluatedKey"));
        Assert.Equal("146.5", answer.Text("ConsumedCapacity.CapacityUnits"));
    }

    [Fact]
    public void Query_LegacyKeyConditions_ReadTheSame() =>
        Assert.Equal("2 3", Sorts("""
            {"TableName":"Things","KeyConditions":{"p":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]},
             "s":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"2"},{"N":"3"}]}}}
            """));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Query_LegacyBetweenWithBoundsInTheWrongOrder_IsRefused(bool forward)
    {
        var answer = Call("Query", $$$"""
            {"TableName":"Things","ScanIndexForward":{{{(forward ? "true" : "false")}}},
             "KeyConditions":{"p":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]},
             "s":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"4"},{"N":"2"}]} } }
            """);
        answer.ShouldFail(
            "ValidationException",
            "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
    }

    [Theory]
    [InlineData("""{"TableName":"Things"}""", "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.")]
    [InlineData(
        """{"TableName":"Things","KeyConditionExpression":"s = :p","ExpressionAttributeValues":{":p":{"N":"1"}}}""",
        "Query condition missed key schema element: p")]
    [InlineData("""{"TableName":"Things","KeyConditionExpression":"p = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"Limit":0}""",
        "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData("""{"TableName":"Things","IndexName":"none","KeyConditionExpression":"p = :p","ExpressionAttributeValues":{":p":{"S":"a"}}}""",
        "The table does not have the specified index: none")]
    [InlineData("""{"TableName":"Things","KeyConditionExpression":"p = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"Select":"ALL_PROJECTED_ATTRIBUTES"}""",
        "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName")]
    [InlineData("""{"TableName":"Things","KeyConditionExpression":"p = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"Select":"SPECIFIC_ATTRIBUTES"}""",
        "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES")]
    [InlineData(
        """{"TableName":"Things","KeyConditionExpression":"p = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"Select":"COUNT","ProjectionExpression":"s"}""",
        "Cannot specify the ProjectionExpression when choosing to get only the Count")]
    [InlineData(
        """{"TableName":"Things","KeyConditionExpression":"p = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"Select":"x"}""",
        "1 validation error detected: Value 'x' at 'select' failed to satisfy constraint: "
        + "Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]")]
    [InlineData(
        """{"TableName":"Things","KeyConditionExpression":"p = :p","FilterExpression":"s = :s","ExpressionAttributeValues":{":p":{"S":"a"},":s":{"N":"1"}}}""",
        "Filter Expression can only contain non-primary key attributes: Primary key attribute: s")]
    public void Query_InvalidRequest_IsRefusedInTheServicesWords(string request, string message) =>
        Call("Query", request).ShouldFail("ValidationException", message);

    [Theory]
    [InlineData("", """{"p":{"S":"a"}}""", "The provided starting key is invalid")]
    [InlineData("", """{"p":{"S":"a"},"s":{"S":"1"}}""", "The provided starting key is invalid: The provided key element does not match the schema")]
    [InlineData("", """{"p":{"S":"b"},"s":{"N":"1"}}""", "The provided starting key is outside query boundaries based on provided conditions")]
    [InlineData(" AND s > :x", """{"p":{"S":"a"},"s":{"N":"1"}}""", "The provided starting key does not match the range key predicate")]
    [InlineData(" AND s > :x", """{"p":{"S":"b"},"s":{"N":"3"}}""", "The query can return at most one row and cannot be restarted")]
    public void Query_StartKeyThatCannotBe_IsRefused(string condition, string start, string message)
    {
        var values = condition.Length > 0 ? """,":x":{"N":"2"}""" : "";
        Call("Query", $$$"""
            {"TableName":"Things","KeyConditionExpression":"p = :p{{{condition}}}","ExpressionAttributeValues":{":p":{"S":"a"}{{{values}}}},"ExclusiveStartKey":{{{start}}}}
            """).ShouldFail("ValidationException", message);
    }

    private string Sorts(string request) =>
        string.Join(' ', Do("Query", request)["Items"]!.AsArray().Select(item => item!["s"]!["N"]!.GetValue<string>()));
}
