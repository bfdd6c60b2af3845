namespace Tessera.Engine.Tests.Operations;

public sealed class BatchWriteItemTests : OperationTest
{
    public BatchWriteItemTests()
    {
        Engine.Create("Users", "p:S");
        Engine.Create("Orders", "p:S");
    }

    [Fact]
    public void BatchWriteItem_PutsAndDeletes_AreAllDone()
    {
        Put("Users", """{"p":{"S":"gone"}}""");
        Do("BatchWriteItem", """
            {"RequestItems":{"Users":[{"DeleteRequest":{"Key":{"p":{"S":"gone"}}}},{"PutRequest":{"Item":{"p":{"S":"a"},"n":{"N":"1.0"}}}}],
             "Orders":[{"DeleteRequest":{"Key":{"p":{"S":"missing"}}}}]},"ReturnConsumedCapacity":"INDEXES","ReturnItemCollectionMetrics":"SIZE"}
            """).ShouldBe("""
            {"UnprocessedItems":{},"ConsumedCapacity":[{"TableName":"Users","CapacityUnits":2.0,"Table":{"CapacityUnits":2.0}},
             {"TableName":"Orders","CapacityUnits":1.0,"Table":{"CapacityUnits":1.0}}]}
            """);
        Assert.Equal("""[{"n":{"N":"1"},"p":{"S":"a"}}]""", Items("Users"));
    }

    [Theory]
    [InlineData(
        """{"RequestItems":{"Users":[{"PutRequest":{"Item":{"p":{"S":"a"}}}}],"arn:aws:dynamodb:us-east-1:000000000000:table/Users":[{"DeleteRequest":{"Key":{"p":{"S":"a"}}}}]}}""",
        "Provided list of item keys contains duplicates")]
    [InlineData("{}", "The requestItems parameter is required for BatchWriteItem")]
    [InlineData(
        """{"RequestItems":{"Users":[{"PutRequest":{"Item":{"p":{"S":"a"}}}},{"DeleteRequest":{"Key":{"p":{"S":"a"}}}}]}}""",
        "Provided list of item keys contains duplicates")]
    [InlineData(
        """{"RequestItems":{"Users":[{"PutRequest":{"Item":{"p":{"S":"a"}}}},{"PutRequest":{"Item":{"p":{"N":"1"}}}}]}}""",
        "One or more parameter values were invalid: Type mismatch for key p expected: S actual: N")]
    [InlineData(
        """{"RequestItems":{"Users":[{"PutRequest":{"Item":{"p":{"S":"a"}}}},{}]}}""",
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes")]
    [InlineData("""{"RequestItems":{"Users":[{"DeleteRequest":{"Key":{"p":{"S":"a"},"x":{"S":"b"}}}}]}}""", "The provided key element does not match the schema")]
    [InlineData(
        """{"RequestItems":{"Users":[{"DeleteRequest":{}}]}}""",
        "1 validation error detected: Value null at 'requestItems.Users.member.1.member.deleteRequest.key' failed to satisfy constraint: Member must not be null")]
    public void BatchWriteItem_InvalidRequest_IsRefusedAndWritesNothing(string request, string message)
    {
        Call("BatchWriteItem", request).ShouldFail("ValidationException", message);
        Assert.Equal("[]", Items("Users"));
    }

    [Fact]
    public void BatchWriteItem_MoreThan25_IsRefused()
    {
        string Puts(int from, int count) =>
            string.Join(",", Enumerable.Range(from, count).Select(i => $$$"""{"PutRequest":{"Item":{"p":{"S":"{{{i}}}"} } } }"""));
        var answer = Call("BatchWriteItem", $$$"""{"RequestItems":{"Users":[{{{Puts(0, 26)}}}]}}""");
        Assert.Equal("ValidationException", answer.Error);
        Assert.EndsWith("failed to satisfy constraint: Member must have length less than or equal to 25", answer.Message, StringComparison.Ordinal);
        Call("BatchWriteItem", $$$"""{"RequestItems":{"Users":[{{{Puts(0, 20)}}}],"Orders":[{{{Puts(0, 6)}}}]}}""")
            .ShouldFail("ValidationException", "Too many items requested for the BatchWriteItem call");
        Assert.Equal("[]", Items("Users"));
    }

    [Fact]
    public void BatchWriteItem_MissingTable_WritesNothing()
    {
        Call("BatchWriteItem", """
            {"RequestItems":{"Users":[{"PutRequest":{"Item":{"p":{"S":"a"}}}}],"None":[{"PutRequest":{"Item":{"p":{"S":"a"}}}}]}}
            """).ShouldFail("ResourceNotFoundException", "Requested resource not found");
        Assert.Equal("[]", Items("Users"));
    }
}
