namespace Tessera.Engine.Tests.Operations;

public sealed class PutItemTests : OperationTest
{
    public PutItemTests() => Engine.Create("Things", "p:S s:N");

    [Fact]
    public void PutItem_NewItem_AnswersEmptyObjectAndKeepsCanonicalForm()
    {
        Do("PutItem", """{"TableName":"Things","Item":{"s":{"N":"1.50"},"p":{"S":"a"},"x":{"L":[{"NULL":true},{"BOOL":false}]}}}""").ShouldBe("{}");
        Assert.Equal("""[{"p":{"S":"a"},"s":{"N":"1.5"},"x":{"L":[{"NULL":true},{"BOOL":false}]}}]""", Items("Things"));
    }

    [Fact]
    public void PutItem_ExistingItem_ReplacesItWholeAndReturnsOld()
    {
        Put("Things", """{"p":{"S":"a"},"s":{"N":"1"},"old":{"S":"x"}}""");
        Do("PutItem", """{"TableName":"Things","Item":{"p":{"S":"a"},"s":{"N":"1.0"},"new":{"S":"y"}},"ReturnValues":"ALL_OLD"}""")
            .ShouldBe("""{"Attributes":{"p":{"S":"a"},"s":{"N":"1"},"old":{"S":"x"}}}""");
        Assert.Equal("""[{"new":{"S":"y"},"p":{"S":"a"},"s":{"N":"1"}}]""", Items("Things"));
    }

    [Fact]
    public void PutItem_NewItemWithAllOld_ReturnsNoAttributes() =>
        Do("PutItem", """{"TableName":"Things","Item":{"p":{"S":"a"},"s":{"N":"1"}},"ReturnValues":"ALL_OLD"}""").ShouldBe("{}");

    [Fact]
    public void PutItem_FailedCondition_WritesNothingAndShowsItemWhenAsked()
    {
        Put("Things", """{"p":{"S":"a"},"s":{"N":"1"},"v":{"N":"5"}}""");
        const string Request = """{"TableName":"Things","Item":{"p":{"S":"a"},"s":{"N":"1"}},"ConditionExpression":"attribute_not_exists(p)"MORE}""";
        Call("PutItem", Request.Replace("MORE", "", StringComparison.Ordinal))
            .ShouldFail("ConditionalCheckFailedException", "The conditional request failed");
        var answer = Call("PutItem", Request.Replace("MORE", ",\"ReturnValuesOnConditionCheckFailure\":\"ALL_OLD\"", StringComparison.Ordinal));
        answer.ShouldFail("ConditionalCheckFailedException", "The conditional request failed");
        Assert.Equal("""{"p":{"S":"a"},"s":{"N":"1"},"v":{"N":"5"}}""", answer.Text("Item"));
        Assert.Equal("""[{"p":{"S":"a"},"s":{"N":"1"},"v":{"N":"5"}}]""", Items("Things"));
    }

    [Theory]
    [InlineData("PutItem", """{"TableName":"Things","Item":{"p":{"S":"a"},"s":{"N":"1"},"NAME":{"S":"x"}}}""")]
    [InlineData("PutItem", """{"TableName":"Things","Item":{"p":{"S":"a"},"s":{"N":"1"},"m":{"M":{"NAME":{"S":"x"}}}}}""")]
    [InlineData(
        "UpdateItem",
        """
        {"TableName":"Things","Key":{"p":{"S":"a"},"s":{"N":"1"}},"UpdateExpression":"SET m = :m","ExpressionAttributeValues":{":m":{"M":{"NAME":{"S":"x"}}}}}
        """)]
    [InlineData(
        "UpdateItem",
        """
        {"TableName":"Things","Key":{"p":{"S":"a"},"s":{"N":"1"}},"UpdateExpression":"SET #n = :v","ExpressionAttributeNames":{"#n":"NAME"},
         "ExpressionAttributeValues":{":v":{"S":"x"}}}
        """)]
    public void Write_AttributeNameAtItsLimit_IsTakenAndALongerOneIsRefused(string operation, string request)
    {
        Call(operation, request.Replace("NAME", new string('n', 65_533) + "é", StringComparison.Ordinal)).ShouldSucceed();
        Call(operation, request.Replace("NAME", new string('n', 65_534) + "é", StringComparison.Ordinal))
            .ShouldFail("ValidationException", "1 validation error detected: Attribute name is too large, must be less than 65536 bytes");
    }

    [Fact]
    public void PutItem_FailedConditionOnMissingItem_ShowsNoItem()
    {
        var answer = Call("PutItem", """
            {"TableName":"Things","Item":{"p":{"S":"a"},"s":{"N":"1"}},"ConditionExpression":"attribute_exists(p)","ReturnValuesOnConditionCheckFailure":"ALL_OLD"}
            """);
        answer.ShouldFail("ConditionalCheckFailedException", "The conditional request failed");
        Assert.Null(answer["Item"]);
    }

    [Theory]
    [InlineData("""{"Item":{}}""", "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"TableName":"Things"}""", "1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not be null")]
    [InlineData(
        """{"TableName":"Things","Item":{},"ReturnValues":"X"}""",
        "1 validation error detected: Value 'X' at 'returnValues' failed to satisfy constraint: "
        + "Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]")]
    [InlineData("""{"TableName":"Things","Item":{"p":{"S":"a"},"s":{"N":"1"}},"ReturnValues":"ALL_NEW"}""", "ReturnValues can only be ALL_OLD or NONE")]
    [InlineData(
        """{"TableName":"Things","Item":{"p":{}}}""",
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes")]
    [InlineData("""{"TableName":"Things","Item":{"p":{"S":"a"}}}""", "One or more parameter values were invalid: Missing the key s in the item")]
    [InlineData(
        """{"TableName":"Things","Item":{"p":{"S":"a"},"s":{"S":"1"}}}""",
        "One or more parameter values were invalid: Type mismatch for key s expected: N actual: S")]
    [InlineData(
        """{"TableName":"Things","Item":{"p":{"BOOL":true},"s":{"N":"1"}}}""",
        "One or more parameter values were invalid: Type mismatch for key p expected: S actual: BOOL")]
    [InlineData(
        """{"TableName":"Things","Item":{"p":{"S":""},"s":{"N":"1"}}}""",
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: p")]
    [InlineData(
        """{"TableName":"Things","Item":{"p":{"S":"a"},"s":{"N":"1"}},"Expected":{"p":{"Exists":false}},"ConditionExpression":"attribute_exists(p)"}""",
        "Can not use both expression and non-expression parameters in the same request: "
        + "Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}")]
    [InlineData(
        """{"TableName":"Things","Item":{"p":{"S":"a"},"s":{"N":"1"}},"ExpressionAttributeValues":{":a":{"S":"x"}}}""",
        "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null")]
    [InlineData(
        """{"TableName":"Things","Item":{"p":{"S":"a"},"s":{"N":"1"}},"ConditionExpression":"attribute_exists(p.x)"}""",
        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: p")]
    public void PutItem_InvalidRequest_IsRefusedInTheServicesWords(string request, string message) =>
        Call("PutItem", request).ShouldFail("ValidationException", message);

    [Fact]
    public void PutItem_MissingTable_IsNotFoundOnlyAfterExpressionsAreRight()
    {
        Call("PutItem", """{"TableName":"none","Item":{"p":{"S":"a"}}}""").ShouldFail("ResourceNotFoundException", "Requested resource not found");
        Call("PutItem", """{"TableName":"none","Item":{"p":{"S":"a"}},"ConditionExpression":""}""")
            .ShouldFail("ValidationException", "Invalid ConditionExpression: The expression can not be empty;");
    }

    [Theory]
    [InlineData(2048, 0, null)]
    [InlineData(2049, 0, "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes")]
    [InlineData(1, 409_600 - 5, null)]
    [InlineData(1, 409_600 - 4, "Item size has exceeded the maximum allowed size")]
    public void PutItem_SizesAtTheLimits_AreTakenAndPastThemRefused(int keyLength, int dataLength, string? message)
    {
        // Names p, s and d; the number 1 takes two bytes.
        var data = dataLength == 0 ? "" : $$$""","d":{"S":"{{{new string('d', dataLength - keyLength)}}}"}""";
        var answer = Call("PutItem", $$$"""{"TableName":"Things","Item":{"p":{"S":"{{{new string('k', keyLength)}}}"},"s":{"N":"1"}{{{data}}}}}""");
        if (message is null)
            answer.ShouldSucceed();
        else
            answer.ShouldFail("ValidationException", message);
    }

    [Fact]
    public void PutItem_LegacyExpected_IsCheckedInsideTheWrite()
    {
        const string Request = """{"TableName":"Things","Item":{"p":{"S":"a"},"s":{"N":"1"}},"Expected":{"p":{"Exists":false}}}""";
        Do("PutItem", Request);
        Call("PutItem", Request).ShouldFail("ConditionalCheckFailedException", "The conditional request failed");
    }
}
