namespace Tessera.Engine.Tests.Operations;

public sealed class TransactWriteItemsTests : OperationTest
{
    private const string Cancelled = "Transaction cancelled, please refer cancellation reasons for specific reasons ";

    public TransactWriteItemsTests()
    {
        Engine.Create("Users", "p:S");
        Engine.Create("Orders", "p:S");
        Put("Users", """{"p":{"S":"u"},"balance":{"N":"10"}}""");
    }

    [Fact]
    public void TransactWriteItems_AllKinds_AreDoneTogetherAndCostTwice()
    {
        Put("Orders", """{"p":{"S":"old"}}""");
        Do("TransactWriteItems", """
            {"ReturnConsumedCapacity":"INDEXES","TransactItems":[
             {"Put":{"TableName":"Orders","Item":{"p":{"S":"new"}}}},
             {"Update":{"TableName":"Users","Key":{"p":{"S":"u"}},"UpdateExpression":"ADD balance :d","ExpressionAttributeValues":{":d":{"N":"-4"}}}},
             {"Delete":{"TableName":"Orders","Key":{"p":{"S":"old"}}}},
             {"ConditionCheck":{"TableName":"Users","Key":{"p":{"S":"none"}},"ConditionExpression":"attribute_not_exists(p)"}}]}
            """).ShouldBe("""
            {"ConsumedCapacity":[
             {"TableName":"Orders","CapacityUnits":4.0,"WriteCapacityUnits":4.0,"Table":{"CapacityUnits":4.0,"WriteCapacityUnits":4.0}},
             {"TableName":"Users","CapacityUnits":4.0,"WriteCapacityUnits":4.0,"Table":{"CapacityUnits":4.0,"WriteCapacityUnits":4.0}}]}
            """);
        Assert.Equal("""[{"p":{"S":"new"}}]""", Items("Orders"));
        Assert.Equal("""[{"balance":{"N":"6"},"p":{"S":"u"}}]""", Items("Users"));
    }

    [Fact]
    public void TransactWriteItems_OneFailedCondition_ChangesNothingAndTellsWhich()
    {
        var answer = Call("TransactWriteItems", """
            {"TransactItems":[{"Put":{"TableName":"Orders","Item":{"p":{"S":"new"}}}},
             {"Update":{"TableName":"Users","Key":{"p":{"S":"u"}},"UpdateExpression":"SET balance = balance - :d","ConditionExpression":"balance >= :d",
              "ExpressionAttributeValues":{":d":{"N":"11"}},"ReturnValuesOnConditionCheckFailure":"ALL_OLD"}}]}
            """);
        answer.ShouldFail("TransactionCanceledException", Cancelled + "[None, ConditionalCheckFailed]");
        Assert.Equal(
            """[{"Code":"None"},{"Code":"ConditionalCheckFailed","Message":"The conditional request failed","Item":{"balance":{"N":"10"},"p":{"S":"u"}}}]""",
            answer.Text("CancellationReasons"));
        Assert.Equal("[]", Items("Orders"));
        Assert.Contains("\"Message\":", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Put":{"TableName":"Orders","Item":{"q":{"S":"x"}}}}""", "One or more parameter values were invalid: Missing the key p in the item")]
    [InlineData("""{"Delete":{"TableName":"Orders","Key":{"p":{"N":"1"}}}}""", "The provided key element does not match the schema")]
    [InlineData(
        """{"Update":{"TableName":"Orders","Key":{"p":{"S":"x"}},"UpdateExpression":"SET p = :p","ExpressionAttributeValues":{":p":{"S":"y"}}}}""",
        "One or more parameter values were invalid: Cannot update attribute p. This attribute is part of the key")]
    [InlineData(
        """{"Update":{"TableName":"Orders","Key":{"p":{"S":"x"}},"UpdateExpression":"SET a = b"}}""",
        "The provided expression refers to an attribute that does not exist in the item")]
    public void TransactWriteItems_ActionThatIsInvalidForItsTable_CancelsWithValidationError(string action, string message)
    {
        var answer = Call("TransactWriteItems", $$$"""{"TransactItems":[{"Put":{"TableName":"Orders","Item":{"p":{"S":"new"} } } },{{{action}}}]}""");
        answer.ShouldFail("TransactionCanceledException", Cancelled + "[None, ValidationError]");
        Assert.Equal(message, answer.Text("CancellationReasons.1.Message"));
        Assert.Equal("[]", Items("Orders"));
    }

    [Theory]
    [InlineData("{}", "1 validation error detected: Value null at 'transactItems' failed to satisfy constraint: Member must not be null")]
    [InlineData(
        """{"TransactItems":[]}""",
        "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("""{"TransactItems":[{}]}""", "TransactItems can only contain one of Check, Put, Update or Delete")]
    [InlineData(
        """{"TransactItems":[{"Put":{"TableName":"Orders","Item":{"p":{"S":"a"}}},"Delete":{"TableName":"Orders","Key":{"p":{"S":"a"}}}}]}""",
        "TransactItems can only contain one of Check, Put, Update or Delete")]
    [InlineData(
        """{"TransactItems":[{"Put":{"TableName":"Orders","Item":{"p":{"S":"a"}}}},{"Delete":{"TableName":"Orders","Key":{"p":{"S":"a"}}}}]}""",
        "Transaction request cannot include multiple operations on one item")]
    [InlineData(
        """{"TransactItems":[{"Update":{"TableName":"Orders","Key":{"p":{"S":"a"}}}}]}""",
        "1 validation error detected: Value null at 'transactItems.1.member.update.updateExpression' failed to satisfy constraint: Member must not be null")]
    [InlineData(
        """{"TransactItems":[{"Update":{"TableName":"Orders","Key":{"p":{"S":"a"}},"UpdateExpression":"SET"}}]}""",
        "Invalid UpdateExpression: Syntax error; token: \"<EOF>\", near: \"SET\"")]
    public void TransactWriteItems_InvalidRequest_IsRefusedAsAWhole(string request, string message) =>
        Call("TransactWriteItems", request).ShouldFail("ValidationException", message);

    [Fact]
    public void TransactWriteItems_MissingTable_IsNotFound() =>
        Call("TransactWriteItems", """{"TransactItems":[{"Put":{"TableName":"None","Item":{"p":{"S":"a"}}}}]}""")
            .ShouldFail("ResourceNotFoundException", "Requested resource not found");

    [Fact]
    public void TransactWriteItems_SameToken_IsDoneOnceWithinTenMinutes()
    {
        string Add(int amount, string more = "") => $$$"""
            {"ClientRequestToken":"token","TransactItems":[{"Update":{"TableName":"Users","Key":{"p":{"S":"u"}},"UpdateExpression":"ADD balance :d",
             "ExpressionAttributeValues":{":d":{"N":"{{{amount}}}"} } } }]{{{more}}}}
            """;
        Do("TransactWriteItems", Add(1));
        Do("TransactWriteItems", Add(1, ",\"ReturnConsumedCapacity\":\"TOTAL\""))
            .ShouldBe("""{"ConsumedCapacity":[{"TableName":"Users","CapacityUnits":2.0,"ReadCapacityUnits":2.0}]}""");
        Assert.Equal("IdempotentParameterMismatchException", Call("TransactWriteItems", Add(2)).Error);
        Assert.Equal("11", Balance());
        Engine.Clock.Advance(TimeSpan.FromMinutes(10));
        Do("TransactWriteItems", Add(2));
        Assert.Equal("13", Balance());
    }

    [Fact]
    public void TransactWriteItems_CancelledTransaction_DoesNotUseUpItsToken()
    {
        const string Request = """
            {"ClientRequestToken":"token","TransactItems":[{"Put":{"TableName":"Orders","Item":{"p":{"S":"o"}},"ConditionExpression":"attribute_exists(p)"}}]}
            """;
        Assert.Equal("TransactionCanceledException", Call("TransactWriteItems", Request).Error);
        Put("Orders", """{"p":{"S":"o"},"x":{"N":"1"}}""");
        Do("TransactWriteItems", Request).ShouldBe("{}");
        Assert.Equal("""[{"p":{"S":"o"}}]""", Items("Orders"));
    }

    [Fact]
    public async Task TransactWriteItems_ParallelTransfers_KeepTheSum()
    {
        const int Accounts = 5;
        for (var i = 0; i < Accounts; i++)
            Put("Users", $$$"""{"p":{"S":"account{{{i}}}"},"balance":{"N":"100"}}""");
        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(() => Transfer(new Random(writer), Accounts))));
        var sum = 0;
        for (var i = 0; i < Accounts; i++)
            sum += int.Parse(Balance($"account{i}"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(Accounts * 100, sum);
    }

    private void Transfer(Random random, int accounts)
    {
        for (var i = 0; i < 50; i++)
        {
            var from = random.Next(accounts);
            var to = (from + random.Next(1, accounts)) % accounts;
            var amount = random.Next(1, 60);
            var answer = Call("TransactWriteItems", $$$"""
                {"TransactItems":[
                 {"Update":{"TableName":"Users","Key":{"p":{"S":"account{{{from}}}"} },"UpdateExpression":"SET balance = balance - :a",
                  "ConditionExpression":"balance >= :a","ExpressionAttributeValues":{":a":{"N":"{{{amount}}}"} } } },
                 {"Update":{"TableName":"Users","Key":{"p":{"S":"account{{{to}}}"} },"UpdateExpression":"SET balance = balance + :a",
                  "ExpressionAttributeValues":{":a":{"N":"{{{amount}}}"} } } }]}
                """);
            Assert.True(answer.Error is null or "TransactionCanceledException", answer.Body);
        }
    }

    private string Balance(string user = "u") =>
        Do("GetItem", $$$"""{"TableName":"Users","Key":{"p":{"S":"{{{user}}}"} } }""").Text("Item.balance.N")!;
}
