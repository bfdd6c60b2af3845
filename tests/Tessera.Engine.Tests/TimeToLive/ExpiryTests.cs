using System.Globalization;
using System.Text.Json.Nodes;
using Tessera.Engine.Store;
using Tessera.Engine.Tests.Kit;
using Tessera.Engine.Tests.Streams;

namespace Tessera.Engine.Tests.TimeToLive;

/// <summary>Which items are deleted, when, and how their deletion shows.</summary>
public sealed class ExpiryTests : IDisposable
{
    private static readonly long _start = EngineUnderTest.Start.ToUnixTimeSeconds();

    private readonly EngineUnderTest _engine = new(new EngineOptions { TimeToLiveDelay = TimeSpan.FromSeconds(2) });

    public ExpiryTests() => _engine.Create("Tab", "Id:S", """
        "AttributeDefinitions":[{"AttributeName":"Id","AttributeType":"S"},{"AttributeName":"g","AttributeType":"S"}],
        "GlobalSecondaryIndexes":[{"IndexName":"gsi","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}],
        "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}
        """);

    [Fact]
    public void Item_ThatExpires_GoesAfterTheDelayWithItsIndexEntries()
    {
        Enable();
        Put("a", $$"""{"N":"{{_start + 10}}"}""");
        _engine.Clock.AdvanceTo(DateTimeOffset.FromUnixTimeSeconds(_start + 12).AddTicks(-1));
        Assert.Equal(["a"], Ids());
        _engine.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Empty(Ids());
        Assert.Equal("0", _engine.Do("Scan", """{"TableName":"Tab","IndexName":"gsi"}""").Text("Count"));

        var record = Records()[^1];
        Assert.Equal("REMOVE", StreamClient.Event(record));
        Assert.Equal("""{"PrincipalId":"dynamodb.amazonaws.com","Type":"Service"}""", record["userIdentity"]!.ToJsonString());
        Assert.Equal("a", (string)record["dynamodb"]!["OldImage"]!["Id"]!["S"]!);
        Assert.Null(Records()[0]["userIdentity"]);
    }

    [Theory]
    [InlineData("N", "-10", true)]
    [InlineData("N", "0", true)]
    [InlineData("N", "0.5", false)]
    [InlineData("N", "1000", false)]
    [InlineData("S", "-10", false)]
    public void Item_WithSuchAnAttribute_Expires(string type, string afterStart, bool expires)
    {
        Enable();
        var seconds = _start + decimal.Parse(afterStart, CultureInfo.InvariantCulture);
        Put("a", $$"""{"{{type}}":"{{seconds.ToString(CultureInfo.InvariantCulture)}}"}""");
        _engine.Clock.AdvanceTo(DateTimeOffset.FromUnixTimeSeconds(_start + 2).AddMilliseconds(900));
        Assert.Equal(expires ? [] : ["a"], Ids());
    }

    [Theory]
    [InlineData("""{"N":"0"}""")]
    [InlineData("""{"N":"-1"}""")]
    [InlineData("""{"N":"1e30"}""")]
    [InlineData("""{"N":"9e-5"}""")]
    [InlineData("""{"N":"1767323045678"}""")]
    [InlineData("""{"M":{"ttl":{"N":"1767323000"}}}""")]
    [InlineData("""{"NS":["1767323000"]}""")]
    [InlineData("""{"NULL":true}""")]
    public void Item_WithoutAnExpiry_Stays(string value)
    {
        Enable();
        Put("a", value);
        _engine.Clock.Advance(TimeSpan.FromDays(365 * 4));
        Assert.Equal(["a"], Ids());
    }

    [Fact]
    public void Item_ExpiredMoreThanFiveYearsAgo_Stays()
    {
        Enable();
        var limit = EngineUnderTest.Start.AddYears(-5).ToUnixTimeSeconds();
        Put("older", $$"""{"N":"{{limit - 1}}"}""");
        Put("younger", $$"""{"N":"{{limit + 1}}"}""");
        Assert.Equal(["older"], Ids());
    }

    [Fact]
    public void Item_GivenMoreTime_Stays()
    {
        Enable();
        Put("a", $$"""{"N":"{{_start + 10}}"}""");
        Put("b", $$"""{"N":"{{_start + 10}}"}""");
        Put("c", $$"""{"N":"{{_start + 10}}"}""");
        _engine.Clock.AdvanceTo(DateTimeOffset.FromUnixTimeSeconds(_start + 11));
        Put("a", $$"""{"N":"{{_start + 20}}"}""");
        _engine.Do("UpdateItem", """{"TableName":"Tab","Key":{"Id":{"S":"b"}},"UpdateExpression":"REMOVE #t","ExpressionAttributeNames":{"#t":"ttl"}}""");
        _engine.Clock.AdvanceTo(DateTimeOffset.FromUnixTimeSeconds(_start + 12));
        Assert.Equal(["a", "b"], Ids());
        _engine.Clock.AdvanceTo(DateTimeOffset.FromUnixTimeSeconds(_start + 22));
        Assert.Equal(["b"], Ids());
    }

    [Fact]
    public void Items_OlderThanTheirTimeToLive_ExpireToo()
    {
        Put("a", $$"""{"N":"{{_start - 10}}"}""");
        Put("b", $$"""{"N":"{{_start + 10}}"}""");
        Assert.Equal(["a", "b"], Ids());
        Enable();
        Assert.Equal(["b"], Ids());
        Assert.Empty(_engine.Engine.Check());
    }

    [Fact]
    public void Items_OfADisabledTimeToLive_Stay()
    {
        Enable();
        Put("a", $$"""{"N":"{{_start + 7200}}"}""");
        _engine.Clock.Advance(TimeSpan.FromHours(1));
        _engine.Do("UpdateTimeToLive", """{"TableName":"Tab","TimeToLiveSpecification":{"Enabled":false,"AttributeName":"ttl"}}""");
        _engine.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(["a"], Ids());
    }

    [Fact]
    public void Engine_OverAStoreWithExpiredItems_DeletesThem()
    {
        using var store = new MemoryStore();
        using (var first = new EngineUnderTest(store: new LentStore(store)))
        {
            first.Create("Tab", "Id:S");
            first.Do("UpdateTimeToLive", """{"TableName":"Tab","TimeToLiveSpecification":{"Enabled":true,"AttributeName":"ttl"}}""");
            first.Do("PutItem", $$$"""{"TableName":"Tab","Item":{"Id":{"S":"a"},"ttl":{"N":"{{{_start + 60}}}"} }}""");
        }
        using var second = new EngineUnderTest(store: new LentStore(store));
        Assert.Equal("1", second.Do("Scan", """{"TableName":"Tab"}""").Text("Count"));
        second.Clock.Advance(TimeSpan.FromSeconds(63));
        Assert.Equal("0", second.Do("Scan", """{"TableName":"Tab"}""").Text("Count"));
    }

    public void Dispose()
    {
        Assert.Empty(_engine.Engine.Check());
        _engine.Dispose();
    }

    private void Enable() =>
        _engine.Do("UpdateTimeToLive", """{"TableName":"Tab","TimeToLiveSpecification":{"Enabled":true,"AttributeName":"ttl"}}""");

    private void Put(string id, string expiry) =>
        _engine.Do("PutItem", $$$"""{"TableName":"Tab","Item":{"Id":{"S":"{{{id}}}"},"g":{"S":"g"},"ttl":{{{expiry}}} }}""");

    private List<string> Ids() =>
        [.. _engine.Do("Scan", """{"TableName":"Tab"}""")["Items"]!.AsArray().Select(item => (string)item!["Id"]!["S"]!).Order(StringComparer.Ordinal)];

    private List<JsonNode> Records() => StreamClient.ReadAll(_engine, StreamClient.ArnOf(_engine, "Tab"));
}
