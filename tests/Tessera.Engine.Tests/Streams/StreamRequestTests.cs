using System.Text;
using Tessera.Engine.Store;
using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Streams;

/// <summary>What requests to the streams may say, and where iterators stand.</summary>
public sealed class StreamRequestTests : IDisposable
{
    private const string NoArn = "arn:aws:dynamodb:us-east-1:000000000000:table/None/stream/2026-01-02T03:04:05.678";
    private const string NoShard = "shardId-00000001767323045678-00000009";

    private readonly EngineUnderTest _engine = new();
    private readonly string _arn;
    private readonly string _shardId;

    public StreamRequestTests()
    {
        _engine.Create("Tab", "Id:S", """ "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"} """);
        _arn = StreamClient.ArnOf(_engine, "Tab");
        _shardId = (string)StreamClient.Shards(_engine, _arn).Single()["ShardId"]!;
    }

    [Theory]
    [InlineData("ListStreams", """{"TableName":"ab"}""", "ValidationException", "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3")]
    [InlineData("ListStreams", """{"Limit":0}""", "ValidationException", "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData("ListStreams", """{"Limit":101}""", "ValidationException", "One or more parameter values were invalid: Limit should be less than or equal to 100")]
    [InlineData("DescribeStream", "{}", "ValidationException", "1 validation error detected: Value null at 'streamArn' failed to satisfy constraint: Member must not be null")]
    [InlineData("DescribeStream", """{"StreamArn":"fake-stream"}""", "ValidationException", "Invalid StreamArn")]
    [InlineData("DescribeStream", """{"StreamArn":"arn:aws:dynamodb:us-east-1:000000000000:table/Tab"}""", "ValidationException", "Invalid StreamArn")]
    [InlineData("DescribeStream", """{"StreamArn":"NOARN"}""", "ResourceNotFoundException", $"Requested resource not found: Stream: {NoArn} not found")]
    [InlineData("DescribeStream", """{"StreamArn":"ARN","Limit":101}""", "ValidationException", "One or more parameter values were invalid: Limit should be less than or equal to 100")]
    [InlineData("DescribeStream", """{"StreamArn":"ARN","ExclusiveStartShardId":"short"}""", "ValidationException", "1 validation error detected: Value 'short' at 'exclusiveStartShardId' failed to satisfy constraint: Member must have length greater than or equal to 28")]
    [InlineData("DescribeStream", """{"StreamArn":"ARN","ShardFilter":{"Type":"ALL","ShardId":"SHARD"}}""", "ValidationException", "1 validation error detected: Value 'ALL' at 'shardFilter.type' failed to satisfy constraint: Member must satisfy enum value set: [CHILD_SHARDS]")]
    [InlineData("GetShardIterator", """{"StreamArn":"ARN"}""", "ValidationException", "2 validation errors detected: Value null at 'shardId' failed to satisfy constraint: Member must not be null; Value null at 'shardIteratorType' failed to satisfy constraint: Member must not be null")]
    [InlineData("GetShardIterator", """{"StreamArn":"ARN","ShardId":"SHARD","ShardIteratorType":"AT_TIMESTAMP"}""", "ValidationException", "1 validation error detected: Value 'AT_TIMESTAMP' at 'shardIteratorType' failed to satisfy constraint: Member must satisfy enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_SEQUENCE_NUMBER, TRIM_HORIZON]")]
    [InlineData("GetShardIterator", """{"StreamArn":"NOARN","ShardId":"SHARD","ShardIteratorType":"LATEST"}""", "ResourceNotFoundException", $"Requested resource not found: Stream: {NoArn} not found")]
    [InlineData("GetShardIterator", $$"""{"StreamArn":"ARN","ShardId":"{{NoShard}}","ShardIteratorType":"LATEST"}""", "ResourceNotFoundException", "Requested resource not found: Shard does not exist")]
    [InlineData("GetShardIterator", """{"StreamArn":"ARN","ShardId":"SHARD","ShardIteratorType":"AT_SEQUENCE_NUMBER"}""", "ValidationException", "One or more parameter values were invalid: SequenceNumber must be specified when ShardIteratorType is AT_SEQUENCE_NUMBER")]
    [InlineData("GetShardIterator", """{"StreamArn":"ARN","ShardId":"SHARD","ShardIteratorType":"LATEST","SequenceNumber":"101853172547520790528"}""", "ValidationException", "One or more parameter values were invalid: SequenceNumber must not be specified when ShardIteratorType is LATEST")]
    [InlineData("GetShardIterator", """{"StreamArn":"ARN","ShardId":"SHARD","ShardIteratorType":"AT_SEQUENCE_NUMBER","SequenceNumber":"1"}""", "ValidationException", "1 validation error detected: Value '1' at 'sequenceNumber' failed to satisfy constraint: Member must have length greater than or equal to 21")]
    [InlineData("GetShardIterator", """{"StreamArn":"ARN","ShardId":"SHARD","ShardIteratorType":"AT_SEQUENCE_NUMBER","SequenceNumber":"199999999999999999999"}""", "ValidationException", "Invalid SequenceNumber")]
    [InlineData("GetShardIterator", """{"StreamArn":"ARN","ShardId":"SHARD","ShardIteratorType":"AFTER_SEQUENCE_NUMBER","SequenceNumber":"abcdefghijklmnopqrstu"}""", "ValidationException", "Invalid SequenceNumber")]
    [InlineData("GetRecords", "{}", "ValidationException", "1 validation error detected: Value null at 'shardIterator' failed to satisfy constraint: Member must not be null")]
    [InlineData("GetRecords", """{"ShardIterator":"AAAAAAAAAAGx1...=="}""", "ValidationException", "Invalid ShardIterator")]
    [InlineData("GetRecords", """{"ShardIterator":"ITERATORx"}""", "ValidationException", "Invalid ShardIterator")]
    [InlineData("GetRecords", """{"ShardIterator":"xITERATOR"}""", "ValidationException", "Invalid ShardIterator")]
    [InlineData("GetRecords", """{"ShardIterator":"ITERATOR","Limit":0}""", "ValidationException", "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData("GetRecords", """{"ShardIterator":"ITERATOR","Limit":1001}""", "ValidationException", "One or more parameter values were invalid: Limit should be less than or equal to 1000")]
    [InlineData("GetItem", "{}", "UnknownOperationException", null)]
    public void Request_ThatIsWrong_IsRefused(string operation, string json, string error, string? message) => _engine.CallStreams(operation, Filled(json)).ShouldFail(error, message);

    [Fact]
    public void Streams_OfAnotherRegion_AreNotFound()
    {
        Assert.Equal("""{"Streams":[]}""", _engine.DoStreams("ListStreams", "{}", "eu-west-1").Body);
        _engine.CallStreams("DescribeStream", Filled("""{"StreamArn":"ARN"}"""), "eu-west-1")
            .ShouldFail("ResourceNotFoundException", $"Requested resource not found: Stream: {_arn} not found");
    }

    [Fact]
    public void ListStreams_PageByPage_ListsAll()
    {
        _engine.Create("Another", "Id:S", """ "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"} """);
        var first = _engine.DoStreams("ListStreams", """{"Limit":1}""");
        Assert.Equal(("Another", StreamClient.ArnOf(_engine, "Another")), (first.Text("Streams.0.TableName"), first.Text("LastEvaluatedStreamArn")));
        var second = _engine.DoStreams("ListStreams", $$"""{"Limit":1,"ExclusiveStartStreamArn":"{{first.Text("LastEvaluatedStreamArn")}}"}""");
        second.ShouldBe($$"""{"Streams":[{"StreamArn":"{{_arn}}","TableName":"Tab","StreamLabel":"2026-01-02T03:04:05.678"}]}""");
    }

    [Theory]
    [InlineData("TRIM_HORIZON", -1, "abcd")]
    [InlineData("LATEST", -1, "d")]
    [InlineData("AT_SEQUENCE_NUMBER", 1, "bcd")]
    [InlineData("AFTER_SEQUENCE_NUMBER", 1, "cd")]
    [InlineData("AFTER_SEQUENCE_NUMBER", 2, "d")]
    public void Iterator_OfEachType_StandsWhereItWasTaken(string type, int record, string expected)
    {
        foreach (var id in "abc")
            Put($"{id}");
        var number = record < 0 ? null : StreamClient.Number(StreamClient.ReadAll(_engine, _arn)[record]);
        var iterator = StreamClient.Iterator(_engine, _arn, _shardId, type, number);
        Put("d");
        Assert.Equal(expected, string.Concat(StreamClient.ReadOn(_engine, iterator, limit: 2).Select(read => (string)read["dynamodb"]!["Keys"]!["Id"]!["S"]!)));
    }

    [Fact]
    public void GetRecords_OfLargeRecords_ReturnsAboutAMegabyte()
    {
        using var engine = new EngineUnderTest();
        engine.Create("Tab", "Id:S", """ "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"} """);
        for (var i = 0; i < 7; i++)
            engine.Do("PutItem", $$$"""{"TableName":"Tab","Item":{"Id":{"S":"{{{i}}}"},"d":{"S":"{{{new string('x', 300_000)}}}"} }}""");
        var arn = StreamClient.ArnOf(engine, "Tab");
        var iterator = StreamClient.Iterator(engine, arn, _shardId);
        var sizes = new List<int>();
        for (var left = 7; left > 0; left -= sizes[^1])
        {
            var page = StreamClient.Get(engine, iterator);
            Assert.True(Encoding.UTF8.GetByteCount(page.Body) < 1_100_000);
            sizes.Add(page["Records"]!.AsArray().Count);
            iterator = page.Text("NextShardIterator")!;
        }
        Assert.Equal([3, 3, 1], sizes);
    }

    [Fact]
    public void Engine_OverAStoreWithStreams_GoesOnWithThem()
    {
        using var store = new MemoryStore();
        using var first = new EngineUnderTest(store: new LentStore(store));
        first.Create("Tab", "Id:S", """ "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"} """);
        first.Do("PutItem", """{"TableName":"Tab","Item":{"Id":{"S":"a"}}}""");
        var before = StreamClient.ReadAll(first, _arn);
        using var second = new EngineUnderTest(store: new LentStore(store));
        second.Do("PutItem", """{"TableName":"Tab","Item":{"Id":{"S":"b"}}}""");
        var records = StreamClient.ReadAll(second, _arn);
        Assert.Equal(before[0].ToJsonString(), records[0].ToJsonString());
        Assert.True(string.CompareOrdinal(StreamClient.Number(records[0]), StreamClient.Number(records[1])) < 0);
    }

    public void Dispose() => _engine.Dispose();

    private void Put(string id) => _engine.Do("PutItem", $$$"""{"TableName":"Tab","Item":{"Id":{"S":"{{{id}}}"} }}""");

    private string Filled(string json) => json
        .Replace("NOARN", NoArn, StringComparison.Ordinal)
        .Replace("\"ARN\"", $"\"{_arn}\"", StringComparison.Ordinal)
        .Replace("\"SHARD\"", $"\"{_shardId}\"", StringComparison.Ordinal)
        .Replace("ITERATOR", json.Contains("ITERATOR", StringComparison.Ordinal) && !json.Contains("ShardIteratorType", StringComparison.Ordinal)
            ? StreamClient.Iterator(_engine, _arn, _shardId) : "ITERATOR", StringComparison.Ordinal);
}
