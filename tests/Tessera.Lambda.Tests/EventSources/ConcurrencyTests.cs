using System.Collections.Concurrent;

namespace Tessera.Lambda.Tests.EventSources;

/// <summary>The parts of a mapping on the threads of the pool, as in production: shards and lanes at once, and a function that fails now and then.</summary>
public sealed class ConcurrencyTests
{
    private const int Shards = 4;
    private const int RecordsOfAShard = 300;
    private const int Keys = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Lanes_OnManyThreads_DeliverEveryRecord_InOrderOfItsKey(int seed)
    {
        var stream = MakeStream();
        var function = new Flaky(new Random(seed));
        var store = new MemoryCheckpointStore();
        var options = new EventSourceMappingOptions
        {
            BatchSize = 7,
            ParallelizationFactor = 10,
            ReportBatchItemFailures = true,
            BisectBatchOnFunctionError = seed % 2 == 0,
            RetryDelay = TimeSpan.FromTicks(1),
            PollInterval = TimeSpan.FromMilliseconds(1),
        };
        using var stop = new CancellationTokenSource();
        var mapping = new EventSourceMapping("m", ScriptedStream.Arn, stream, function, options, store);

        var running = mapping.RunAsync(stop.Token);
        await function.WaitForAsync(Shards * RecordsOfAShard).WaitAsync(TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.All(function.DeliveredByKey.Values, numbers => Assert.Equal(numbers.Order(), numbers));
        Assert.Equal(Enumerable.Range(1, Shards * RecordsOfAShard), function.DeliveredByKey.Values.SelectMany(numbers => numbers).Order());
        Assert.Equal(Shards * RecordsOfAShard, mapping.Statistics.RecordsProcessed);
        // Whichever lane finished last, the checkpoint is at the end of the shard.
        Assert.Equal(
            Enumerable.Range(1, Shards).Select(shard => shard * RecordsOfAShard),
            (await store.LoadAsync("m", ScriptedStream.Arn, CancellationToken.None)).Select(checkpoint => ScriptedStream.NumberOf(checkpoint.SequenceNumber!)));
    }

    /// <summary>Shard n has the numbers from n × 300 + 1 on.</summary>
    private static ScriptedStream MakeStream()
    {
        var stream = new ScriptedStream(TimeProvider.System);
        for (var shard = 0; shard < Shards; shard++)
        {
            stream.AddShard("s" + shard);
            for (var number = (shard * RecordsOfAShard) + 1; number <= (shard + 1) * RecordsOfAShard; number++)
                stream.Put("s" + shard, number, $"key {shard} {number % Keys}");
        }

        return stream;
    }

    /// <summary>Fails, or does a part of the batch, by a seeded chance; what it does it remembers by key.</summary>
    private sealed class Flaky(Random random) : IFunctionInvoker
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _expected = int.MaxValue;
        private int _delivered;

        public ConcurrentDictionary<string, List<int>> DeliveredByKey { get; } = new();

        public Task WaitForAsync(int count)
        {
            Volatile.Write(ref _expected, count);
            if (Volatile.Read(ref _delivered) >= count)
                _all.TrySetResult();
            return _all.Task;
        }

        public async Task<FunctionResult> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
        {
            await Task.Yield();
            var (chance, part) = Draw();
            if (chance < 0.05)
                throw new InvalidOperationException("not now");
            if (chance < 0.1)
                return new(default, "Unhandled");
            var records = Read(payload);
            var done = chance < 0.3 ? (int)(part * records.Count) : records.Count;
            foreach (var (number, key) in records.Take(done))
                DeliveredByKey.GetOrAdd(key, _ => []).Add(number);
            if (Interlocked.Add(ref _delivered, done) >= Volatile.Read(ref _expected))
                _all.TrySetResult();
            return new(done == records.Count ? default : System.Text.Encoding.UTF8.GetBytes(MappingRun.Failures(records[done].Number)));
        }

        private (double Chance, double Part) Draw()
        {
            lock (random)
                return (random.NextDouble(), random.NextDouble());
        }

        private static List<(int Number, string Key)> Read(ReadOnlyMemory<byte> payload)
        {
            using var json = System.Text.Json.JsonDocument.Parse(payload);
            return [.. json.RootElement.GetProperty("Records").EnumerateArray().Select(record => record.GetProperty("dynamodb")).Select(change =>
                (ScriptedStream.NumberOf(change.GetProperty("SequenceNumber").GetString()!), change.GetProperty("Keys").GetProperty("PK").GetProperty("S").GetString()!))];
        }
    }
}
