namespace Tessera.Engine.Tests.Operations;

public sealed class ScanTests : OperationTest
{
    public ScanTests()
    {
        Engine.Create("Things", "p:S");
        for (var i = 0; i < 50; i++)
            Put("Things", $$$"""{"p":{"S":"key{{{i}}}"},"n":{"N":"{{{i}}}"}}""");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    [InlineData(1000)]
    public void Scan_AllPages_ReadEveryItemOnce(int limit) => Assert.Equal(Everything(), Pages($"\"Limit\":{limit}"));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(999)]
    public void Scan_Segments_PartitionTheTable(int total)
    {
        var seen = new List<string>();
        for (var segment = 0; segment < total; segment++)
            seen.AddRange(Pages($"\"Limit\":3,\"Segment\":{segment},\"TotalSegments\":{total}"));
        Assert.Equal(50, seen.Count);
        Assert.Equal(Everything(), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Scan_FourSegments_EachHoldAFairPart()
    {
        for (var segment = 0; segment < 4; segment++)
            Assert.InRange(Pages($"\"Segment\":{segment},\"TotalSegments\":4").Count, 4, 25);
    }

    [Fact]
    public void Scan_FilterAndProjection_ApplyAfterCounting() =>
        Do("Scan", """
            {"TableName":"Things","FilterExpression":"n = :n","ExpressionAttributeValues":{":n":{"N":"7"}},"ProjectionExpression":"n","ReturnConsumedCapacity":"INDEXES"}
            """).ShouldBe("""
            {"Items":[{"n":{"N":"7"}}],"Count":1,"ScannedCount":50,
             "ConsumedCapacity":{"TableName":"Things","CapacityUnits":0.5,"Table":{"CapacityUnits":0.5}}}
            """);

    [Theory]
    [InlineData("\"Segment\":1", "The TotalSegments parameter is required but was not present in the request when Segment parameter is present")]
    [InlineData("\"TotalSegments\":1", "The Segment parameter is required but was not present in the request when parameter TotalSegments is present")]
    [InlineData(
        "\"Segment\":5,\"TotalSegments\":5",
        "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 5 is not less than TotalSegments: 5")]
    [InlineData("\"Limit\":0", "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData(
        "\"ExclusiveStartKey\":{\"q\":{\"S\":\"a\"}}",
        "The provided starting key is invalid: The provided key element does not match the schema")]
    [InlineData(
        "\"ExclusiveStartKey\":{\"p\":{\"S\":\"a\"},\"q\":{\"S\":\"a\"}}",
        "The provided starting key is invalid: The provided key element does not match the schema")]
    public void Scan_InvalidRequest_IsRefusedInTheServicesWords(string members, string message) =>
        Call("Scan", $$$"""{"TableName":"Things",{{{members}}}}""").ShouldFail("ValidationException", message);

    [Fact]
    public void Scan_StartKeyOfAnotherSegment_IsRefused()
    {
        var first = Do("Scan", """{"TableName":"Things","Segment":1,"TotalSegments":2,"Limit":1}""").Text("LastEvaluatedKey");
        Call("Scan", $$$"""{"TableName":"Things","Segment":0,"TotalSegments":2,"ExclusiveStartKey":{{{first}}}}""").ShouldFail(
            "ValidationException",
            "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: 2 Segment: 0");
    }

    private static IEnumerable<string> Everything() => Enumerable.Range(0, 50).Select(i => $"key{i}").Order(StringComparer.Ordinal);

    private List<string> Pages(string members)
    {
        var seen = new List<string>();
        string? start = null;
        do
        {
            var answer = Do("Scan", $$$"""{"TableName":"Things",{{{members}}}{{{(start is null ? "" : $",\"ExclusiveStartKey\":{start}")}}}}""");
            seen.AddRange(answer["Items"]!.AsArray().Select(item => item!["p"]!["S"]!.GetValue<string>()));
            start = answer.Text("LastEvaluatedKey");
        }
        while (start is not null);
        seen.Sort(StringComparer.Ordinal);
        return seen;
    }
}
