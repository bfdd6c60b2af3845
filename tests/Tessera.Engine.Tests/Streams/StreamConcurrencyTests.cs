using System.Globalization;
using System.Text.Json.Nodes;
using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Streams;

/// <summary>What a reader may rely on while many write.</summary>
public sealed class StreamConcurrencyTests
{
    private const int WriterCount = 8;
    private const int IncrementsPerWriter = 250;

    [Fact]
    public async Task GetRecords_WhileManyWrite_SeesEveryChangeOnceAndInOrder()
    {
        using var engine = new EngineUnderTest(new EngineOptions { StreamShardRecords = 200 });
        engine.Create("Tab", "Id:N", """ "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"} """);
        var writers = Task.WhenAll(Enumerable.Range(0, WriterCount).Select(writer => Start(() => Write(engine, writer))));
        var reader = Start(() => Read(engine, writers));
        await writers;
        var seen = await reader;

        Assert.Equal(WriterCount * IncrementsPerWriter, seen.Values.Sum(values => values.Count));
        Assert.All(seen.Values, values => Assert.Equal(Enumerable.Range(1, values.Count), values));
        Assert.True(StreamClient.Shards(engine, StreamClient.ArnOf(engine, "Tab")).Count > 5);
    }

    /// <summary>Each writer counts up counters that others count up as well.</summary>
    private static int Write(EngineUnderTest engine, int writer)
    {
        for (var i = 0; i < IncrementsPerWriter; i++)
        {
            engine.Do("UpdateItem", $$$"""
                {"TableName":"Tab","Key":{"Id":{"N":"{{{(writer + i) % 13}}}"}},"UpdateExpression":"ADD n :one","ExpressionAttributeValues":{":one":{"N":"1"} } }
                """);
        }
        return IncrementsPerWriter;
    }

    /// <summary>The values that each counter went through, as a reader saw them that began before the writers had ended.</summary>
    private static Dictionary<string, List<int>> Read(EngineUnderTest engine, Task writers)
    {
        var arn = StreamClient.ArnOf(engine, "Tab");
        var seen = new Dictionary<string, List<int>>();
        var iterators = new Dictionary<string, string?>();
        bool wasDone;
        do
        {
            wasDone = writers.IsCompleted;
            foreach (var shard in StreamClient.Shards(engine, arn))
            {
                var id = (string)shard["ShardId"]!;
                var isParentDone = (string?)shard["ParentShardId"] is not { } parent || (iterators.TryGetValue(parent, out var rest) && rest is null);
                if (isParentDone)
                    iterators[id] = ReadOn(engine, iterators.TryGetValue(id, out var iterator) ? iterator : StreamClient.Iterator(engine, arn, id), seen);
            }
        }
        while (!wasDone);
        return seen;
    }

    private static string? ReadOn(EngineUnderTest engine, string? iterator, Dictionary<string, List<int>> seen)
    {
        while (iterator is not null)
        {
            var page = StreamClient.Get(engine, iterator, limit: 50);
            page.ShouldSucceed();
            iterator = page.Text("NextShardIterator");
            var records = page["Records"]!.AsArray();
            foreach (var record in records)
                Add(seen, record!["dynamodb"]!["NewImage"]!);
            if (records.Count == 0)
                break;
        }
        return iterator;
    }

    private static void Add(Dictionary<string, List<int>> seen, JsonNode image)
    {
        var id = (string)image["Id"]!["N"]!;
        if (!seen.TryGetValue(id, out var values))
            seen[id] = values = [];
        values.Add(int.Parse((string)image["n"]!["N"]!, CultureInfo.InvariantCulture));
    }

    private static Task<T> Start<T>(Func<T> run) => Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
