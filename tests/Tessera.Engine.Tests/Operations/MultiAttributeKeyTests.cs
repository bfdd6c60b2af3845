namespace Tessera.Engine.Tests.Operations;

/// <summary>Global indexes whose keys have several attributes.</summary>
public sealed class MultiAttributeKeyTests : OperationTest
{
    public MultiAttributeKeyTests()
    {
        Engine.Create("Games", "id:S", """
            "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},{"AttributeName":"a","AttributeType":"S"},{"AttributeName":"b","AttributeType":"N"},
              {"AttributeName":"c","AttributeType":"S"},{"AttributeName":"d","AttributeType":"S"}],
            "GlobalSecondaryIndexes":[{"IndexName":"multi","Projection":{"ProjectionType":"ALL"},"KeySchema":[
              {"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"HASH"},
              {"AttributeName":"c","KeyType":"RANGE"},{"AttributeName":"d","KeyType":"RANGE"}]}]
            """);
        var id = 0;
        foreach (var (c, d) in new[] { ("x", "1"), ("x", "12"), ("x", "2"), ("y", "1") })
            Put("Games", $$$"""{"id":{"S":"{{{id++}}}"},"a":{"S":"A"},"b":{"N":"1"},"c":{"S":"{{{c}}}"},"d":{"S":"{{{d}}}"} }""");
        Put("Games", """{"id":{"S":"other"},"a":{"S":"A"},"b":{"N":"2"},"c":{"S":"x"},"d":{"S":"1"}}""");
        Put("Games", """{"id":{"S":"sparse"},"a":{"S":"A"},"b":{"N":"1"},"c":{"S":"x"}}""");
    }

    [Theory]
    [InlineData("a = :a AND b = :b", "0 1 2 3")]
    [InlineData("a = :a AND b = :b AND c = :c", "0 1 2")]
    [InlineData("a = :a AND b = :b AND c > :c", "3")]
    [InlineData("a = :a AND b = :b AND c = :c AND begins_with(d, :d)", "0 1")]
    [InlineData("a = :a AND b = :b AND c = :c AND d = :d", "0")]
    public void Query_SeveralKeyAttributes_ReadsTheirRange(string condition, string expected)
    {
        string[] values = ["\":a\":{\"S\":\"A\"}", "\":b\":{\"N\":\"1\"}", "\":c\":{\"S\":\"x\"}", "\":d\":{\"S\":\"1\"}"];
        var used = string.Join(",", values.Where(value => condition.Contains(value[1..3], StringComparison.Ordinal)));
        var answer = Do("Query", $$$"""
            {"TableName":"Games","IndexName":"multi","KeyConditionExpression":"{{{condition}}}","ExpressionAttributeValues":{ {{{used}}} } }
            """);
        Assert.Equal(expected, string.Join(' ', answer["Items"]!.AsArray().Select(item => item!["id"]!["S"]!.GetValue<string>())));
    }

    [Fact]
    public void Query_PagesOfOne_ReturnAllKeysAndReadEverythingOnce()
    {
        var seen = new List<string>();
        for (var start = ""; ;)
        {
            var answer = Do("Query", $$$"""
                {"TableName":"Games","IndexName":"multi","KeyConditionExpression":"a = :a AND b = :b","Limit":1,
                 "ExpressionAttributeValues":{":a":{"S":"A"},":b":{"N":"1"} }{{{start}}} }
                """);
            seen.AddRange(answer["Items"]!.AsArray().Select(item => item!["id"]!["S"]!.GetValue<string>()));
            if (answer.Text("LastEvaluatedKey") is not { } last)
                break;
            Assert.Equal(5, answer["LastEvaluatedKey"]!.AsObject().Count);
            start = $",\"ExclusiveStartKey\":{last}";
        }
        Assert.Equal(["0", "1", "2", "3"], seen);
    }

    [Theory]
    [InlineData("a = :a")]
    [InlineData("a = :a AND b = :b AND d = :b")]
    public void Query_KeyAttributeLeftOut_IsRefused(string condition)
    {
        var values = condition.Contains(":b", StringComparison.Ordinal) ? "\":a\":{\"S\":\"A\"},\":b\":{\"N\":\"1\"}" : "\":a\":{\"S\":\"A\"}";
        var answer = Call("Query", $$$"""
            {"TableName":"Games","IndexName":"multi","KeyConditionExpression":"{{{condition}}}","ExpressionAttributeValues":{ {{{values}}} } }
            """);
        Assert.Equal("ValidationException", answer.Error);
    }
}
