namespace Tessera.Engine.Tests.Operations;

public sealed class UpdateItemTests : OperationTest
{
    public UpdateItemTests() => Engine.Create("Things", "p:S");

    [Fact]
    public void UpdateItem_MissingItem_IsCreatedWithItsKey()
    {
        Do("UpdateItem", """{"TableName":"Things","Key":{"p":{"S":"a"}},"UpdateExpression":"SET x = :x","ExpressionAttributeValues":{":x":{"N":"1"}}}""").ShouldBe("{}");
        Do("UpdateItem", """{"TableName":"Things","Key":{"p":{"S":"b"}}}""").ShouldBe("{}");
        Assert.Equal(["""{"p":{"S":"a"},"x":{"N":"1"}}""", """{"p":{"S":"b"}}"""], Items());
    }

    [Theory]
    [InlineData("NONE", null)]
    [InlineData("ALL_OLD", """{"p":{"S":"a"},"n":{"N":"1"},"k":{"S":"kept"}}""")]
    [InlineData("ALL_NEW", """{"p":{"S":"a"},"n":{"N":"2"},"k":{"S":"kept"},"m":{"S":"new"}}""")]
    [InlineData("UPDATED_OLD", """{"n":{"N":"1"}}""")]
    [InlineData("UPDATED_NEW", """{"n":{"N":"2"},"m":{"S":"new"}}""")]
    public void UpdateItem_ReturnValues_ShowWhatWasAskedFor(string returnValues, string? attributes)
    {
        Put("Things", """{"p":{"S":"a"},"n":{"N":"1"},"k":{"S":"kept"}}""");
        var answer = Do("UpdateItem", $$$"""
            {"TableName":"Things","Key":{"p":{"S":"a"}},"UpdateExpression":"SET n = n + :one, m = :m","ReturnValues":"{{{returnValues}}}",
             "ExpressionAttributeValues":{":one":{"N":"1"},":m":{"S":"new"}} }
            """);
        answer.ShouldBe(attributes is null ? "{}" : $$$"""{"Attributes":{{{attributes}}}}""");
    }

    [Theory]
    [InlineData("SET p = :v", "One or more parameter values were invalid: Cannot update attribute p. This attribute is part of the key")]
    [InlineData("SET x = y + :v", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET a.b = :v", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET t = t + :v", "An operand in the update expression has an incorrect data type")]
    [InlineData("", "Invalid UpdateExpression: The expression can not be empty;")]
    public void UpdateItem_InvalidUpdate_IsRefusedAndChangesNothing(string expression, string message)
    {
        Put("Things", """{"p":{"S":"a"},"t":{"S":"text"}}""");
        Call("UpdateItem", $$$"""{"TableName":"Things","Key":{"p":{"S":"a"}},"UpdateExpression":"{{{expression}}}","ExpressionAttributeValues":{":v":{"N":"1"}} }""")
            .ShouldFail("ValidationException", message);
        Assert.Equal(["""{"p":{"S":"a"},"t":{"S":"text"}}"""], Items());
    }

    [Theory]
    [InlineData("""{"q":{"S":"a"}}""")]
    [InlineData("""{"p":{"N":"1"}}""")]
    [InlineData("""{"p":{"S":"a"},"x":{"S":"b"}}""")]
    [InlineData("{}")]
    public void UpdateItem_KeyOfAnotherShape_IsRefused(string key) =>
        Call("UpdateItem", $$$"""{"TableName":"Things","Key":{{{key}}}}""").ShouldFail("ValidationException", "The provided key element does not match the schema");

    [Fact]
    public void UpdateItem_ResultOver400KB_IsRefused()
    {
        var half = new string('x', 250_000);
        Put("Things", $$$"""{"p":{"S":"a"},"x":{"S":"{{{half}}}"}}""");
        Call("UpdateItem", $$$"""{"TableName":"Things","Key":{"p":{"S":"a"}},"UpdateExpression":"SET y = :y","ExpressionAttributeValues":{":y":{"S":"{{{half}}}"}} }""")
            .ShouldFail("ValidationException", "Item size to update has exceeded the maximum allowed size");
    }

    [Fact]
    public void UpdateItem_LegacyAttributeUpdates_PutAddAndDelete()
    {
        Put("Things", """{"p":{"S":"a"},"n":{"N":"1"},"s":{"SS":["x","y"]},"gone":{"S":"z"}}""");
        Do("UpdateItem", """
            {"TableName":"Things","Key":{"p":{"S":"a"}},"ReturnValues":"ALL_NEW","AttributeUpdates":{
             "n":{"Action":"ADD","Value":{"N":"2"}},"s":{"Action":"DELETE","Value":{"SS":["x"]}},"gone":{"Action":"DELETE"},"v":{"Value":{"BOOL":true}}}}
            """).ShouldBe("""{"Attributes":{"p":{"S":"a"},"n":{"N":"3"},"s":{"SS":["y"]},"v":{"BOOL":true}}}""");
    }

    [Fact]
    public void UpdateItem_EmptyAttributeName_KeepsTheItemWellFormed()
    {
        Put("Things", """{"p":{"S":"a"},"n":{"N":"1"}}""");
        Do("UpdateItem", """{"TableName":"Things","Key":{"p":{"S":"a"}},"AttributeUpdates":{"":{"Value":{"S":"x"}}},"ReturnValues":"ALL_NEW"}""")
            .ShouldBe("""{"Attributes":{"":{"S":"x"},"n":{"N":"1"},"p":{"S":"a"}}}""");
    }

    [Fact]
    public void UpdateItem_FailedCondition_ShowsTheItemThatIsThere()
    {
        Put("Things", """{"p":{"S":"a"},"n":{"N":"1"}}""");
        var answer = Call("UpdateItem", """
            {"TableName":"Things","Key":{"p":{"S":"a"}},"UpdateExpression":"SET n = :n","ConditionExpression":"n > :n",
             "ExpressionAttributeValues":{":n":{"N":"2"}},"ReturnValuesOnConditionCheckFailure":"ALL_OLD"}
            """);
        answer.ShouldFail("ConditionalCheckFailedException", "The conditional request failed");
        Assert.Equal("""{"n":{"N":"1"},"p":{"S":"a"}}""", answer.Text("Item"));
    }

    private string[] Items() =>
        [.. Do("Scan", """{"TableName":"Things"}""")["Items"]!.AsArray().Select(item => item!.ToJsonString()).Order(StringComparer.Ordinal)];
}
