using System.Text.Json.Nodes;
using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Streams;

/// <summary>How streams and shards come, are closed and go, by the engine's clock.</summary>
public sealed class StreamLifeTests : IDisposable
{
    private const string Enable = """{"TableName":"Tab","StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"}}""";
    private const string Disable = """{"TableName":"Tab","StreamSpecification":{"StreamEnabled":false}}""";

    private readonly EngineUnderTest _engine = new(new EngineOptions { StatusDelay = TimeSpan.FromSeconds(1), StreamShardRecords = 4 });

    [Fact]
    public void Stream_OfANewTable_IsDescribed()
    {
        Create();
        var arn = StreamClient.ArnOf(_engine, "Tab");
        Assert.Equal("arn:aws:dynamodb:us-east-1:000000000000:table/Tab/stream/2026-01-02T03:04:05.678", arn);
        Assert.Equal("ENABLING", Describe(arn).Text("StreamDescription.StreamStatus"));
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        Describe(arn).ShouldBe($$$"""
            {"StreamDescription":{"StreamArn":"{{{arn}}}","StreamLabel":"2026-01-02T03:04:05.678","StreamStatus":"ENABLED","StreamViewType":"KEYS_ONLY",
             "CreationRequestDateTime":1767323045.678,"TableName":"Tab","KeySchema":[{"AttributeName":"Id","KeyType":"HASH"}],
             "Shards":[{"ShardId":"shardId-00000001767323045678-00000001","SequenceNumberRange":{"StartingSequenceNumber":"101853172529944854528"}}]}}
            """);
    }

    [Fact]
    public void Stream_DisabledAndEnabled_IsAnotherOneAndTheOldOneStaysForADay()
    {
        CreateActive();
        var first = StreamClient.ArnOf(_engine, "Tab");
        Put("a");
        _engine.Do("UpdateTable", Disable);
        Assert.Equal("DISABLING", Describe(first).Text("StreamDescription.StreamStatus"));
        Assert.Equal(first, StreamClient.ArnOf(_engine, "Tab"));
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("DISABLED", Describe(first).Text("StreamDescription.StreamStatus"));
        Put("unseen");
        _engine.Do("UpdateTable", Enable);
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = StreamClient.ArnOf(_engine, "Tab");
        Put("b");

        Assert.Equal(["a"], Keys(first));
        Assert.Equal(["b"], Keys(second));
        Assert.All(StreamClient.Shards(_engine, first), shard => Assert.NotNull(shard["SequenceNumberRange"]!["EndingSequenceNumber"]));
        Assert.Equal($"{first} {second}", Arns("""{"TableName":"Tab"}"""));

        _engine.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(3));
        Assert.Equal("DISABLED", Describe(first).Text("StreamDescription.StreamStatus"));
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        Describe(first).ShouldFail("ResourceNotFoundException", $"Requested resource not found: Stream: {first} not found");
        Assert.Equal(second, Arns("""{"TableName":"Tab"}"""));
    }

    [Fact]
    public void Stream_OfADeletedTable_StaysForADay()
    {
        CreateActive();
        Put("a");
        var arn = StreamClient.ArnOf(_engine, "Tab");
        _engine.Do("DeleteTable", """{"TableName":"Tab"}""");
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("DISABLED", Describe(arn).Text("StreamDescription.StreamStatus"));
        Assert.Equal(["a"], Keys(arn));
        CreateActive();
        Assert.NotEqual(arn, StreamClient.ArnOf(_engine, "Tab"));
        Assert.Empty(Keys(StreamClient.ArnOf(_engine, "Tab")));
        _engine.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(StreamClient.ArnOf(_engine, "Tab"), Arns("{}"));
    }

    [Fact]
    public void Streams_MadeWhileTheClockStands_HaveLabelsOfTheirOwn()
    {
        using var engine = new EngineUnderTest();
        engine.Create("Tab", "Id:S", """ "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"} """);
        var first = StreamClient.ArnOf(engine, "Tab");
        engine.Do("UpdateTable", Disable);
        engine.Do("UpdateTable", Enable);
        Assert.Equal(first.Replace(".678", ".679", StringComparison.Ordinal), StreamClient.ArnOf(engine, "Tab"));
    }

    [Fact]
    public void Shard_OpenForFourHours_IsFollowedByAnother()
    {
        CreateActive();
        var arn = StreamClient.ArnOf(_engine, "Tab");
        Put("a");
        var iterator = StreamClient.Iterator(_engine, arn, ShardIds(arn).Single(), "LATEST");
        _engine.Clock.Advance(TimeSpan.FromHours(4) - TimeSpan.FromMinutes(1));
        iterator = StreamClient.Iterator(_engine, arn, ShardIds(arn).Single(), "LATEST");
        _engine.Clock.Advance(TimeSpan.FromMinutes(1));
        Put("b");

        var (parent, child) = (StreamClient.Shards(_engine, arn)[0], StreamClient.Shards(_engine, arn)[1]);
        Assert.Equal((string)parent["ShardId"]!, (string)child["ParentShardId"]!);
        Assert.True(string.CompareOrdinal((string)parent["SequenceNumberRange"]!["EndingSequenceNumber"]!, (string)child["SequenceNumberRange"]!["StartingSequenceNumber"]!) < 0);
        var last = StreamClient.Get(_engine, iterator);
        Assert.Equal(("[]", null), (last.Text("Records"), last.Text("NextShardIterator")));
        Assert.Equal(["a"], Keys(StreamClient.ReadOn(_engine, StreamClient.Iterator(_engine, arn, (string)parent["ShardId"]!))));
        Assert.Equal(["b"], Keys(StreamClient.ReadOn(_engine, StreamClient.Iterator(_engine, arn, (string)child["ShardId"]!))));
    }

    [Fact]
    public void Shard_OfAnIdleEngine_IsFollowedAsIfThereHadBeenRequests()
    {
        CreateActive();
        var arn = StreamClient.ArnOf(_engine, "Tab");
        Put("a");
        _engine.Clock.Advance(TimeSpan.FromHours(9));
        var shards = StreamClient.Shards(_engine, arn);
        Assert.Equal(["shardId-00000001767323045678-00000001", "shardId-00000001767351845678-00000002"], shards.Select(shard => (string)shard["ShardId"]!));
        _engine.Clock.Advance(TimeSpan.FromDays(100));
        Assert.Single(StreamClient.Shards(_engine, arn));
    }

    [Fact]
    public void Shard_ThatHasTakenManyRecords_IsSplitByPartitionKey()
    {
        CreateActive();
        var arn = StreamClient.ArnOf(_engine, "Tab");
        for (var i = 0; i < 40; i++)
            Put($"k{i % 10}", i);
        var shards = StreamClient.Shards(_engine, arn, pageSize: 2);
        Assert.Null(shards[0]["ParentShardId"]);
        Assert.True(shards.Count > 5);
        Assert.All(shards.Skip(1), shard => Assert.Contains((string)shard["ParentShardId"]!, shards.Select(other => (string)other["ShardId"]!)));
        Assert.Equal(2, shards.Count(shard => (string?)shard["ParentShardId"] == (string)shards[0]["ShardId"]!));

        var filtered = _engine.DoStreams("DescribeStream", $$$"""{"StreamArn":"{{{arn}}}","ShardFilter":{"Type":"CHILD_SHARDS","ShardId":"{{{shards[0]["ShardId"]}}}"}}""");
        Assert.Equal(2, filtered["StreamDescription.Shards"]!.AsArray().Count);
        Assert.Equal(40, StreamClient.ReadAll(_engine, arn, limit: 3).Count);
    }

    [Fact]
    public void Shards_FollowedInAnIdleTime_AreAllListedPageByPage()
    {
        CreateActive();
        var arn = StreamClient.ArnOf(_engine, "Tab");
        _engine.Clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 4; i++)
            Put($"k{i}");
        _engine.Clock.Advance(TimeSpan.FromMinutes(30));
        for (var i = 1; i <= 4; i++)
            Put("k", i);

        // Three shards are open, half an hour apart: the older one has missed two turns by now, the others one.
        _engine.Clock.Advance(TimeSpan.FromHours(7.7));
        var shards = ShardIds(arn);
        Assert.Equal(8, shards.Count);
        Assert.Equal(shards, StreamClient.Shards(_engine, arn, pageSize: 1).Select(shard => (string)shard["ShardId"]!));
        Assert.Equal(shards.Order(StringComparer.Ordinal), shards);
    }

    [Fact]
    public void Records_OlderThanADay_AreTrimmed()
    {
        CreateActive();
        var arn = StreamClient.ArnOf(_engine, "Tab");
        Put("old");
        _engine.Clock.Advance(TimeSpan.FromHours(1));
        Put("new");
        _engine.Clock.Advance(TimeSpan.FromHours(22));
        var records = StreamClient.ReadAll(_engine, arn);
        Assert.Equal(["old", "new"], Keys(records));
        _engine.Clock.Advance(TimeSpan.FromMinutes(59));
        var shardId = ShardIds(arn)[0];
        var iterator = StreamClient.Iterator(_engine, arn, shardId);
        _engine.Clock.Advance(TimeSpan.FromMinutes(2));

        StreamClient.Get(_engine, iterator).ShouldFail("TrimmedDataAccessException", "The data you are trying to access has been trimmed");
        Iterator(arn, shardId, "AT_SEQUENCE_NUMBER", StreamClient.Number(records[0]))
            .ShouldFail("TrimmedDataAccessException", "The data you are trying to access has been trimmed");
        Assert.Equal(["new"], Keys(arn));
        _engine.Clock.Advance(TimeSpan.FromHours(5));
        Assert.DoesNotContain(shardId, ShardIds(arn));
        Assert.Empty(Keys(arn));
        Iterator(arn, shardId, "TRIM_HORIZON", null).ShouldFail("ResourceNotFoundException", "Requested resource not found: Shard does not exist");
    }

    [Fact]
    public void Iterator_OlderThanAQuarterOfAnHour_HasExpired()
    {
        CreateActive();
        var arn = StreamClient.ArnOf(_engine, "Tab");
        var iterator = StreamClient.Iterator(_engine, arn, ShardIds(arn).Single());
        _engine.Clock.Advance(TimeSpan.FromMinutes(15));
        var next = StreamClient.Get(_engine, iterator).Text("NextShardIterator")!;
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        StreamClient.Get(_engine, iterator).ShouldFail("ExpiredIteratorException", "The provided iterator exceeds the maximum age allowed");
        StreamClient.Get(_engine, next).ShouldSucceed();
    }

    public void Dispose()
    {
        Assert.Empty(_engine.Engine.Check());
        _engine.Dispose();
    }

    private void Create() => _engine.Create("Tab", "Id:S", """ "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"} """);

    private void CreateActive()
    {
        Create();
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private void Put(string id, int value = 0) => _engine.Do("PutItem", $$$"""{"TableName":"Tab","Item":{"Id":{"S":"{{{id}}}"},"v":{"N":"{{{value}}}"} }}""");

    private Answer Describe(string arn) => _engine.CallStreams("DescribeStream", $$"""{"StreamArn":"{{arn}}"}""");

    private Answer Iterator(string arn, string shardId, string type, string? number) => _engine.CallStreams(
        "GetShardIterator",
        $$"""{"StreamArn":"{{arn}}","ShardId":"{{shardId}}","ShardIteratorType":"{{type}}","SequenceNumber":{{(number is null ? "null" : $"\"{number}\"")}}}""");

    private List<string> ShardIds(string arn) => [.. StreamClient.Shards(_engine, arn).Select(shard => (string)shard["ShardId"]!)];

    private List<string> Keys(string arn) => Keys(StreamClient.ReadAll(_engine, arn));

    private static List<string> Keys(IEnumerable<JsonNode> records) => [.. records.Select(record => (string)record["dynamodb"]!["Keys"]!["Id"]!["S"]!)];

    private string Arns(string request) =>
        string.Join(' ', _engine.DoStreams("ListStreams", request)["Streams"]!.AsArray().Select(stream => (string)stream!["StreamArn"]!));
}
