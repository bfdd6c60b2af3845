namespace Tessera.Engine.Tests.Operations;

public sealed class GetAndDeleteItemTests : OperationTest
{
    public GetAndDeleteItemTests()
    {
        Engine.Create("Things", "p:S s:B");
        Put("Things", """{"p":{"S":"a"},"s":{"B":"AP8="},"m":{"M":{"x":{"N":"1"},"y":{"L":[{"S":"0"},{"S":"1"}]}}},"z":{"S":"zzz"}}""");
    }

    [Fact]
    public void GetItem_Existing_ReturnsItWhole() =>
        Do("GetItem", """{"TableName":"Things","Key":{"p":{"S":"a"},"s":{"B":"AP8="}},"ConsistentRead":true}""")
            .ShouldBe("""{"Item":{"p":{"S":"a"},"s":{"B":"AP8="},"m":{"M":{"x":{"N":"1"},"y":{"L":[{"S":"0"},{"S":"1"}]}}},"z":{"S":"zzz"}}}""");

    [Fact]
    public void GetItem_Missing_ReturnsEmptyObject() => Do("GetItem", """{"TableName":"Things","Key":{"p":{"S":"b"},"s":{"B":"AP8="}}}""").ShouldBe("{}");

    [Theory]
    [InlineData("m.y[1], z", """{"m":{"M":{"y":{"L":[{"S":"1"}]}}},"z":{"S":"zzz"}}""")]
    [InlineData("nothing", "{}")]
    public void GetItem_Projection_ReturnsOnlyThat(string projection, string item) =>
        Do("GetItem", $$$"""{"TableName":"Things","Key":{"p":{"S":"a"},"s":{"B":"AP8="}},"ProjectionExpression":"{{{projection}}}"}""").ShouldBe($$$"""{"Item":{{{item}}}}""");

    [Fact]
    public void GetItem_AttributesToGet_ReturnsOnlyThose() =>
        Do("GetItem", """{"TableName":"Things","Key":{"p":{"S":"a"},"s":{"B":"AP8="}},"AttributesToGet":["z","p"]}""")
            .ShouldBe("""{"Item":{"p":{"S":"a"},"z":{"S":"zzz"}}}""");

    [Theory]
    [InlineData("""{"TableName":"Things"}""", "1 validation error detected: Value null at 'key' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"TableName":"Things","Key":{"p":{"S":"a"}}}""", "The provided key element does not match the schema")]
    [InlineData(
        """{"TableName":"Things","Key":{"p":{"S":"a"},"s":{"B":""}}}""",
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty binary value. Key: s")]
    [InlineData(
        """{"TableName":"Things","Key":{"p":{"S":"a"},"s":{"B":"AA=="}},"AttributesToGet":["a","a"]}""",
        "One or more parameter values were invalid: Duplicate value in attribute name: a")]
    [InlineData(
        """{"TableName":"Things","Key":{"p":{"S":"a"},"s":{"B":"AA=="}},"ProjectionExpression":"p.x"}""",
        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: p")]
    public void GetItem_InvalidRequest_IsRefusedInTheServicesWords(string request, string message) =>
        Call("GetItem", request).ShouldFail("ValidationException", message);

    [Fact]
    public void DeleteItem_ExistingThenMissing_SucceedsBothTimes()
    {
        const string Request = """{"TableName":"Things","Key":{"p":{"S":"a"},"s":{"B":"AP8="}},"ReturnValues":"ALL_OLD"}""";
        Assert.Equal("zzz", Do("DeleteItem", Request).Text("Attributes.z.S"));
        Do("DeleteItem", Request).ShouldBe("{}");
        Assert.Equal("[]", Items("Things"));
    }

    [Fact]
    public void DeleteItem_FailedCondition_LeavesTheItem()
    {
        Call("DeleteItem", """
            {"TableName":"Things","Key":{"p":{"S":"a"},"s":{"B":"AP8="}},"ConditionExpression":"z = :z","ExpressionAttributeValues":{":z":{"S":"y"}}}
            """).ShouldFail("ConditionalCheckFailedException", "The conditional request failed");
        Assert.NotEqual("[]", Items("Things"));
    }

    [Fact]
    public void DeleteItem_ReturnValuesOtherThanAllOld_IsRefused() =>
        Call("DeleteItem", """{"TableName":"Things","Key":{"p":{"S":"a"},"s":{"B":"AP8="}},"ReturnValues":"UPDATED_NEW"}""")
            .ShouldFail("ValidationException", "ReturnValues can only be ALL_OLD or NONE");
}
