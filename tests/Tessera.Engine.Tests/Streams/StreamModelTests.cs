using System.Text.Json.Nodes;
using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Streams;

/// <summary>
/// Random writes of every kind, with items that expire, shards that split and follow one another: who reads the shards, parents first, must be able to
/// rebuild the table from the records alone.
/// </summary>
public sealed class StreamModelTests : IDisposable
{
    private const int Keys = 25;

    private readonly EngineUnderTest _engine = new(new EngineOptions { StreamShardRecords = 30, TimeToLiveDelay = TimeSpan.FromSeconds(1) });
    private readonly Random _random = TestSeed.Random();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Records_OfRandomWrites_RebuildTheTable(int _)
    {
        Create();
        var consumer = new Consumer(_engine, StreamClient.ArnOf(_engine, "Tab"));
        for (var i = 0; i < 300; i++)
        {
            Step(consumer);
            if (_random.Next(10) == 0)
                consumer.Poll(_random.Next(1, 40));
            if (_random.Next(40) == 0)
                Assert.Empty(_engine.Engine.Check());
        }

        consumer.Poll(1000);
        var items = _engine.Do("Scan", """{"TableName":"Tab"}""")["Items"]!.AsArray().Select(item => item!.ToJsonString()).Order(StringComparer.Ordinal);
        Assert.Equal(items, consumer.Items.Values.Order(StringComparer.Ordinal));
        Assert.True(consumer.Expired > 0);
        Assert.True(StreamClient.Shards(_engine, StreamClient.ArnOf(_engine, "Tab")).Count > 3);
    }

    public void Dispose()
    {
        Assert.Empty(_engine.Engine.Check());
        _engine.Dispose();
    }

    private void Create()
    {
        _engine.Create("Tab", "Id:S At:N", """ "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"} """);
        _engine.Do("UpdateTimeToLive", """{"TableName":"Tab","TimeToLiveSpecification":{"Enabled":true,"AttributeName":"ttl"}}""");
    }

    private void Step(Consumer consumer)
    {
        switch (_random.Next(9))
        {
            case 0 or 1: _engine.Do("PutItem", $$"""{"TableName":"Tab","Item":{{Item(Key())}}}"""); break;
            case 2: _engine.Do("DeleteItem", $$"""{"TableName":"Tab","Key":{{Key()}}}"""); break;
            case 3: _engine.Do("UpdateItem", $$$"""{"TableName":"Tab","Key":{{{Key()}}},"UpdateExpression":"ADD n :n","ExpressionAttributeValues":{":n":{"N":"{{{_random.Next(2)}}}"} }}"""); break;
            case 4: Batch(); break;
            case 5 or 6: Transact(); break;
            case 7: _engine.Clock.Advance(TimeSpan.FromSeconds(_random.Next(20))); break;
            default: Wait(consumer); break;
        }
    }

    /// <summary>Mostly a moment; at times so long that shards are followed by others, before which the consumer reads, so that no record grows too old for it.</summary>
    private void Wait(Consumer consumer)
    {
        var isLong = _random.Next(8) == 0;
        if (isLong)
            consumer.Poll(_random.Next(1, 200));
        _engine.Clock.Advance(isLong ? TimeSpan.FromHours(_random.Next(4, 10)) : TimeSpan.FromMilliseconds(_random.Next(1000)));
    }

    private void Batch()
    {
        var writes = DistinctKeys(12).Select(key => _random.Next(3) == 0
            ? $$$"""{"DeleteRequest":{"Key":{{{key}}} }}"""
            : $$$"""{"PutRequest":{"Item":{{{Item(key)}}} }}""");
        _engine.Do("BatchWriteItem", $$$"""{"RequestItems":{"Tab":[{{{string.Join(',', writes)}}}]}}""");
    }

    private void Transact()
    {
        var condition = _random.Next(2) == 0 ? "" : ""","ConditionExpression":"attribute_exists(Id)" """;
        var actions = DistinctKeys(8).Select(key => _random.Next(3) switch
        {
            0 => $$$"""{"Delete":{"TableName":"Tab","Key":{{{key}}}{{{condition}}} }}""",
            1 => $$$"""{"Update":{"TableName":"Tab","Key":{{{key}}},"UpdateExpression":"ADD n :n","ExpressionAttributeValues":{":n":{"N":"1"} } }}""",
            _ => $$$"""{"Put":{"TableName":"Tab","Item":{{{Item(key)}}} }}""",
        });
        _engine.Call("TransactWriteItems", $$"""{"TransactItems":[{{string.Join(',', actions)}}]}""");
    }

    private List<string> DistinctKeys(int max) => [.. Enumerable.Range(0, _random.Next(1, max)).Select(_ => Key()).Distinct()];

    private string Key() => $$$"""{"Id":{"S":"{{{_random.Next(Keys)}}}"},"At":{"N":"{{{_random.Next(3)}}}"} }""";

    private string Item(string key)
    {
        var expiry = _random.Next(3) == 0 ? $$$""","ttl":{"N":"{{{_engine.Clock.GetUtcNow().ToUnixTimeSeconds() + _random.Next(-5, 60)}}}"}""" : "";
        return $$$"""{{{key[..^1].TrimEnd()}}},"n":{"N":"{{{_random.Next(3)}}}"},"v":{"S":"{{{_random.Next(3)}}}"}{{{expiry}}} }""";
    }

    /// <summary>Keeps a copy of the table up to date, reading each shard after its parent's end, as a client that can trust the order of records does.</summary>
    private sealed class Consumer(EngineUnderTest engine, string arn)
    {
        private readonly Dictionary<string, string> _iterators = [];
        private readonly HashSet<string> _done = [];
        private readonly HashSet<string> _events = [];

        public Dictionary<string, string> Items { get; } = [];

        public int Expired { get; private set; }

        public void Poll(int limit)
        {
            // Iterators expire within a quarter of an hour; a consumer that comes back later begins after what it has read.
            foreach (var shard in StreamClient.Shards(engine, arn))
            {
                var id = (string)shard["ShardId"]!;
                var parent = (string?)shard["ParentShardId"];
                if (!_done.Contains(id) && (parent is null || _done.Contains(parent)))
                    Read(id, limit);
            }
        }

        private void Read(string id, int limit)
        {
            var after = _iterators.GetValueOrDefault(id);
            var iterator = after is null ? StreamClient.Iterator(engine, arn, id) : StreamClient.Iterator(engine, arn, id, "AFTER_SEQUENCE_NUMBER", after);
            while (true)
            {
                var page = StreamClient.Get(engine, iterator, limit);
                page.ShouldSucceed();
                foreach (var record in page["Records"]!.AsArray())
                {
                    Apply(record!);
                    _iterators[id] = StreamClient.Number(record!);
                }
                if (page.Text("NextShardIterator") is not { } next)
                {
                    _done.Add(id);
                    return;
                }
                if (page["Records"]!.AsArray().Count == 0)
                    return;
                iterator = next;
            }
        }

        private void Apply(JsonNode record)
        {
            Assert.True(_events.Add((string)record["eventID"]!));
            var change = record["dynamodb"]!;
            var key = change["Keys"]!.ToJsonString();
            Assert.Equal(Items.GetValueOrDefault(key), change["OldImage"]?.ToJsonString());
            Assert.Equal(
                (change["OldImage"], change["NewImage"]) switch { (null, _) => "INSERT", (_, null) => "REMOVE", _ => "MODIFY" }, StreamClient.Event(record));
            if (change["NewImage"] is { } image)
                Items[key] = image.ToJsonString();
            else
                Items.Remove(key);
            Expired += record["userIdentity"] is null ? 0 : 1;
        }
    }
}
