using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.TimeToLive;

/// <summary>Enabling and disabling, and what is refused.</summary>
public sealed class TimeToLiveStatusTests : IDisposable
{
    private readonly EngineUnderTest _engine = new(new EngineOptions { StatusDelay = TimeSpan.FromSeconds(1) });

    public TimeToLiveStatusTests()
    {
        _engine.Create("Tab", "Id:S");
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Status_OfATable_WalksThroughAllOfThem()
    {
        Assert.Equal("""{"TimeToLiveDescription":{"TimeToLiveStatus":"DISABLED"}}""", Describe());
        Assert.Equal("""{"TimeToLiveSpecification":{"Enabled":true,"AttributeName":"a b"}}""", Update(true, "a b").Body);
        Assert.Equal("""{"TimeToLiveDescription":{"TimeToLiveStatus":"ENABLING","AttributeName":"a b"}}""", Describe());
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("""{"TimeToLiveDescription":{"TimeToLiveStatus":"ENABLED","AttributeName":"a b"}}""", Describe());
        _engine.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("""{"TimeToLiveSpecification":{"Enabled":false,"AttributeName":"a b"}}""", Update(false, "a b").Body);
        Assert.Equal("""{"TimeToLiveDescription":{"TimeToLiveStatus":"DISABLING","AttributeName":"a b"}}""", Describe());
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("""{"TimeToLiveDescription":{"TimeToLiveStatus":"DISABLED"}}""", Describe());
        Assert.Equal("ACTIVE", _engine.Do("DescribeTable", """{"TableName":"Tab"}""").Text("Table.TableStatus"));
    }

    [Theory]
    [InlineData(true, "ttl", "TimeToLive is already enabled")]
    [InlineData(true, "other", "TimeToLive is active on a different AttributeName: current AttributeName is ttl")]
    [InlineData(false, "other", "TimeToLive is active on a different AttributeName: current AttributeName is ttl")]
    [InlineData(false, "ttl", "Time to live has been modified multiple times within a fixed interval")]
    public void Update_OfAnEnabledTable_IsRefused(bool enabled, string attribute, string message)
    {
        Update(true, "ttl").ShouldSucceed();
        Update(enabled, attribute).ShouldFail("ValidationException", message);
        _engine.Clock.Advance(TimeSpan.FromMinutes(59));
        Update(enabled, attribute).ShouldFail("ValidationException", message);
    }

    [Fact]
    public void Update_OfADisabledTable_IsRefusedForAnHour()
    {
        Update(false, "ttl").ShouldFail("ValidationException", "TimeToLive is already disabled");
        Update(true, "ttl");
        _engine.Clock.Advance(TimeSpan.FromHours(1));
        Update(false, "ttl").ShouldSucceed();
        Update(false, "ttl").ShouldFail("ValidationException", "TimeToLive is already disabled");
        Update(true, "ttl").ShouldFail("ValidationException", "Time to live has been modified multiple times within a fixed interval");
        _engine.Clock.Advance(TimeSpan.FromHours(1));
        Update(true, "other").ShouldSucceed();
    }

    [Theory]
    [InlineData("{}", "The parameter 'TableName' is required but was not present in the request")]
    [InlineData("""{"TableName":"Tab"}""", "1 validation error detected: Value null at 'timeToLiveSpecification' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"TableName":"Tab","TimeToLiveSpecification":{}}""", "2 validation errors detected: Value null at 'timeToLiveSpecification.enabled' failed to satisfy constraint: Member must not be null; Value null at 'timeToLiveSpecification.attributeName' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"TableName":"Tab","TimeToLiveSpecification":{"Enabled":true,"AttributeName":""}}""", "1 validation error detected: Value '' at 'timeToLiveSpecification.attributeName' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public void Update_ThatIsWrong_IsRefused(string json, string message) => _engine.Call("UpdateTimeToLive", json).ShouldFail("ValidationException", message);

    [Fact]
    public void Update_OfAMissingTable_IsRefused() => _engine.Call(
        "UpdateTimeToLive", """{"TableName":"None","TimeToLiveSpecification":{"Enabled":true,"AttributeName":"x"}}""")
        .ShouldFail("ResourceNotFoundException", "Requested resource not found: Table: None not found");

    public void Dispose() => _engine.Dispose();

    private Answer Update(bool enabled, string attribute) => _engine.Call(
        "UpdateTimeToLive",
        $$$"""{"TableName":"Tab","TimeToLiveSpecification":{"Enabled":{{{(enabled ? "true" : "false")}}},"AttributeName":"{{{attribute}}}"}}""");

    private string Describe() => _engine.Do("DescribeTimeToLive", """{"TableName":"Tab"}""").Body;
}
