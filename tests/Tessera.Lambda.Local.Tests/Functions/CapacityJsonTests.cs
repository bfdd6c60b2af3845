using System.Text;
using Tessera.Lambda.Local.Functions;

namespace Tessera.Lambda.Local.Tests.Functions;

public sealed class CapacityJsonTests
{
    [Theory]
    [InlineData("""{"TableName":"t"}""", """{"ReturnConsumedCapacity":"TOTAL","TableName":"t"}""")]
    [InlineData(""" { "a":1}""", """ {"ReturnConsumedCapacity":"TOTAL", "a":1}""")]
    [InlineData("""{"ReturnConsumedCapacity":"INDEXES","TableName":"t"}""", null)]
    [InlineData("{}", null)]
    [InlineData("", null)]
    [InlineData("[1]", null)]
    public void TryAsk_Body_GetsTheQuestionOnce(string body, string? expected) =>
        Assert.Equal(expected, CapacityJson.TryAsk(Encoding.UTF8.GetBytes(body)) is { } asked ? Encoding.UTF8.GetString(asked) : null);

    [Theory]
    [InlineData("""{"ConsumedCapacity":{"TableName":"t","CapacityUnits":1.5}}""", 1.5, "{}")]
    [InlineData("""{"Count":1,"ConsumedCapacity":{"CapacityUnits":2.0}}""", 2, """{"Count":1}""")]
    [InlineData("""{"ConsumedCapacity":[{"CapacityUnits":2},{"CapacityUnits":0.5}],"Responses":{"ConsumedCapacity":{}}}""", 2.5, """{"Responses":{"ConsumedCapacity":{}}}""")]
    [InlineData("""{"a":[{"b":1}],"ConsumedCapacity":{"CapacityUnits":1},"z":0}""", 1, """{"a":[{"b":1}],"z":0}""")]
    public void Remove_WhatWasFound_LeavesTheRest(string response, double units, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(response);
        var found = CapacityJson.Find(bytes);
        Assert.Equal(units, found.Units);
        Assert.Equal(expected, Encoding.UTF8.GetString(CapacityJson.Remove(bytes, found.Property)));
    }

    [Fact]
    public void Find_WithoutCapacity_HasNoProperty() => Assert.Equal((0, default), CapacityJson.Find("""{"Item":{"ConsumedCapacity":{"N":"1"}}}"""u8));
}
