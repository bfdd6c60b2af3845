namespace Tessera.Engine.Tests.Operations;

public sealed class TransactGetItemsTests : OperationTest
{
    public TransactGetItemsTests()
    {
        Engine.Create("Users", "p:S");
        Put("Users", """{"p":{"S":"a"},"x":{"N":"1"}}""");
    }

    [Fact]
    public void TransactGetItems_PresentAndMissing_AnswersInOrder() =>
        Do("TransactGetItems", """
            {"TransactItems":[{"Get":{"TableName":"Users","Key":{"p":{"S":"none"}}}},
             {"Get":{"TableName":"Users","Key":{"p":{"S":"a"}},"ProjectionExpression":"x"}}],"ReturnConsumedCapacity":"TOTAL"}
            """).ShouldBe("""
            {"Responses":[{},{"Item":{"x":{"N":"1"}}}],"ConsumedCapacity":[{"TableName":"Users","CapacityUnits":4.0,"ReadCapacityUnits":4.0}]}
            """);

    [Fact]
    public void TransactGetItems_WrongKey_CancelsWithValidationError()
    {
        var answer = Call("TransactGetItems", """{"TransactItems":[{"Get":{"TableName":"Users","Key":{"q":{"S":"a"}}}}]}""");
        answer.ShouldFail(
            "TransactionCanceledException", "Transaction cancelled, please refer cancellation reasons for specific reasons [ValidationError]");
        Assert.Equal("The provided key element does not match the schema", answer.Text("CancellationReasons.0.Message"));
    }

    [Theory]
    [InlineData("""{"TransactItems":[{}]}""", "1 validation error detected: Value null at 'transactItems.1.member.get' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"TransactItems":null}""", "1 validation error detected: Value null at 'transactItems' failed to satisfy constraint: Member must not be null")]
    [InlineData(
        """
        {"TransactItems":[{"Get":{"TableName":"Users","Key":{"p":{"S":"a"}}}},{"Get":{"TableName":"Users","Key":{"q":{"S":"a"}}}},
         {"Get":{"TableName":"arn:aws:dynamodb:us-east-1:000000000000:table/Users","Key":{"p":{"S":"a"}},"ProjectionExpression":"x"}}]}
        """,
        "Transaction request cannot include multiple operations on one item")]
    [InlineData(
        """{"TransactItems":[]}""",
        "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public void TransactGetItems_InvalidRequest_IsRefused(string request, string message) =>
        Call("TransactGetItems", request).ShouldFail("ValidationException", message);
}
