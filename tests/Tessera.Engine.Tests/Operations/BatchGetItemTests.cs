namespace Tessera.Engine.Tests.Operations;

public sealed class BatchGetItemTests : OperationTest
{
    public BatchGetItemTests()
    {
        Engine.Create("Users", "p:S");
        Engine.Create("Orders", "p:S s:N");
        Put("Users", """{"p":{"S":"a"},"n":{"N":"1"}}""", """{"p":{"S":"b"},"n":{"N":"2"}}""");
        Put("Orders", """{"p":{"S":"a"},"s":{"N":"1"},"x":{"S":"X"}}""");
    }

    [Fact]
    public void BatchGetItem_SeveralTables_ReturnsWhatIsThereByTable() =>
        Do("BatchGetItem", """
            {"RequestItems":{"Users":{"Keys":[{"p":{"S":"b"}},{"p":{"S":"missing"}},{"p":{"S":"a"}}],"ProjectionExpression":"#n","ExpressionAttributeNames":{"#n":"n"}},
             "Orders":{"Keys":[{"s":{"N":"1.0"},"p":{"S":"a"}}],"ConsistentRead":true}},"ReturnConsumedCapacity":"TOTAL"}
            """).ShouldBe("""
            {"Responses":{"Users":[{"n":{"N":"2"}},{"n":{"N":"1"}}],"Orders":[{"p":{"S":"a"},"s":{"N":"1"},"x":{"S":"X"}}]},"UnprocessedKeys":{},
             "ConsumedCapacity":[{"TableName":"Users","CapacityUnits":1.5},{"TableName":"Orders","CapacityUnits":1.0}]}
            """);

    [Fact]
    public void BatchGetItem_Over16MB_LeavesTheRestWithItsOptions()
    {
        var data = new string('x', 390_000);
        for (var i = 0; i < 50; i++)
            Put("Orders", $$$"""{"p":{"S":"big"},"s":{"N":"{{{i}}}"},"d":{"S":"{{{data}}}"}}""");
        var keys = string.Join(",", Enumerable.Range(0, 50).Select(i => $$$"""{"p":{"S":"big"},"s":{"N":"{{{i}}}"}}"""));
        var request = $$$"""{"Orders":{"Keys":[{{{keys}}}],"ConsistentRead":true,"AttributesToGet":["s","d"]},"Users":{"Keys":[{"p":{"S":"a"}}]}}""";
        var seen = new List<string>();
        var users = 0;
        for (var rounds = 1; request != "{}"; rounds++)
        {
            var answer = Do("BatchGetItem", $$$"""{"RequestItems":{{{request}}}}""");
            seen.AddRange(answer["Responses.Orders"]?.AsArray().Select(item => item!["s"]!["N"]!.GetValue<string>()) ?? []);
            users += answer["Responses.Users"]?.AsArray().Count ?? 0;
            request = answer.Text("UnprocessedKeys")!;
            if (rounds == 1)
                Assert.Equal("""["s","d"]""", answer.Text("UnprocessedKeys.Orders.AttributesToGet"));
            Assert.InRange(rounds, 1, 2);
        }
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), seen);
        Assert.Equal(1, users);
    }

    [Theory]
    [InlineData("{}", "The requestItems parameter is required for BatchGetItem")]
    [InlineData("""{"RequestItems":{}}""", "The requestItems parameter is required for BatchGetItem")]
    [InlineData(
        """{"RequestItems":{"Users":{"Keys":[{"p":{"S":"a"}},{"p":{"S":"a"}}]}}}""",
        "Provided list of item keys contains duplicates")]
    [InlineData(
        """{"RequestItems":{"Orders":{"Keys":[{"p":{"S":"a"},"s":{"N":"1"}},{"s":{"N":"1.0"},"p":{"S":"a"}}]}}}""",
        "Provided list of item keys contains duplicates")]
    [InlineData("""{"RequestItems":{"Users":{"Keys":[{"q":{"S":"a"}}]}}}""", "The provided key element does not match the schema")]
    [InlineData(
        """{"RequestItems":{"Users":{}}}""",
        "1 validation error detected: Value null at 'requestItems.Users.member.keys' failed to satisfy constraint: Member must not be null")]
    [InlineData(
        """{"RequestItems":{"Users":{"Keys":[{"p":{"S":"a"}}],"AttributesToGet":["a"],"ProjectionExpression":"a"}}}""",
        "Can not use both expression and non-expression parameters in the same request: "
        + "Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}")]
    public void BatchGetItem_InvalidRequest_IsRefusedInTheServicesWords(string request, string message) =>
        Call("BatchGetItem", request).ShouldFail("ValidationException", message);

    [Theory]
    [InlineData(101, 0, "1 validation error detected: Value at 'RequestItems.Users.member.Keys' failed to satisfy constraint: Member must have length less than or equal to 100")]
    [InlineData(60, 41, "Too many items requested for the BatchGetItem call")]
    public void BatchGetItem_Over100Keys_IsRefused(int users, int orders, string message)
    {
        var userKeys = string.Join(",", Enumerable.Range(0, users).Select(i => $$$"""{"p":{"S":"{{{i}}}"}}"""));
        var orderKeys = string.Join(",", Enumerable.Range(0, orders).Select(i => $$$"""{"p":{"S":"a"},"s":{"N":"{{{i}}}"}}"""));
        var more = orders == 0 ? "" : $$$""","Orders":{"Keys":[{{{orderKeys}}}]}""";
        Call("BatchGetItem", $$$"""{"RequestItems":{"Users":{"Keys":[{{{userKeys}}}]}{{{more}}}}}""").ShouldFail("ValidationException", message);
    }

    // Looking each name up among those before it would take minutes here, and hours for a body of the full size.
    [Theory]
    [InlineData("BatchGetItem", "null")]
    [InlineData("BatchWriteItem", "[]")]
    public void Batch_ManyTables_IsRefusedInTimeThatGrowsWithTheirNumber(string operation, string request)
    {
        var tables = string.Join(",", Enumerable.Range(0, 200_000).Select(i => $"\"t{i}\":{request}"));
        var answer = Call(operation, $$$"""{"RequestItems":{{{{tables}}}}}""");
        Assert.Equal("ValidationException", answer.Error);
        Assert.StartsWith("10 validation errors detected: ", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BatchGetItem_MissingTable_IsNotFound() =>
        Call("BatchGetItem", """{"RequestItems":{"Users":{"Keys":[{"p":{"S":"a"}}]},"None":{"Keys":[{"p":{"S":"a"}}]}}}""")
            .ShouldFail("ResourceNotFoundException", "Requested resource not found");
}
