using Amazon.DynamoDBv2.Model;
using Tessera.Testing;

namespace Tessera.Lambda.Tests.EventSources;

/// <summary>A mapping over the engine's streams, with the checkpoints in a table of the same engine: what the scripted scenarios show holds for real records.</summary>
public sealed class EngineScenarios : IAsyncLifetime, IFunctionInvoker
{
    /// <summary>How long a test waits for what the engine's requests, which run in the thread pool, must bring about.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly TestEngine _engine = new(options => options with { StreamShardRecords = 4 });
    private readonly List<string> _delivered = [];
    private readonly List<string> _failed = [];
    private DynamoDBStreamsClient _streams = null!;
    private DynamoDBCheckpointStore _checkpoints = null!;
    private Func<string, bool> _fails = _ => false;
    private string _arn = "";

    public async ValueTask InitializeAsync()
    {
        _streams = _engine.CreateStreamsClient();
        _checkpoints = new(_engine.Client, "checkpoints");
        await _checkpoints.EnsureCreatedAsync();
        await _checkpoints.EnsureCreatedAsync();
        var created = await _engine.Client.CreateTableAsync(new CreateTableRequest
        {
            TableName = "shop",
            BillingMode = "PAY_PER_REQUEST",
            AttributeDefinitions = [new("PK", "S")],
            KeySchema = [new("PK", "HASH")],
            StreamSpecification = new() { StreamEnabled = true, StreamViewType = "NEW_AND_OLD_IMAGES" },
        });
        _arn = created.TableDescription.LatestStreamArn;
    }

    public ValueTask DisposeAsync()
    {
        _streams.Dispose();
        _engine.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task GrowingTable_IsDeliveredExactlyOnce_AndInOrderOfEachKey()
    {
        for (var round = 0; round < 4; round++)
        {
            foreach (var key in (string[])["a", "b", "c", "d", "e"])
                await PutAsync(key, round);
        }

        Assert.True((await _streams.DescribeStreamAsync(_arn)).Shards.Count > 3, "The stream has not split.");
        await RunUntilAsync(new() { BatchSize = 3 }, () => _delivered.Count >= 20);

        Assert.Equal(["a 0", "a 1", "a 2", "a 3"], _delivered.Where(one => one[0] == 'a'));
        Assert.Equal(
            [.. new[] { "a", "b", "c", "d", "e" }.SelectMany(key => Enumerable.Range(0, 4).Select(round => $"{key} {round}"))],
            _delivered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Restart_GoesOnFromTheTable()
    {
        await PutAsync("a", 1);
        await RunUntilAsync(new(), () => _delivered.Count >= 1);
        await PutAsync("a", 2);
        await PutAsync("b", 3);
        await RunUntilAsync(new(), () => _delivered.Count >= 3);

        Assert.Equal(["a 1", "a 2", "b 3"], _delivered);
        var checkpoint = Assert.Single(await _checkpoints.LoadAsync("orders", _arn, CancellationToken.None));
        Assert.NotNull(checkpoint.SequenceNumber);
    }

    [Theory]
    [InlineData(3.5, 24.5)] // The shard of the checkpoint is still there, but not the record.
    [InlineData(10, 30)] // The shard is gone too.
    public async Task Restart_WhenTheCheckpointIsOlderThanTheStream_GoesOnWithTheOldestRecord(double writtenAtHours, double restartAtHours)
    {
        await PutAsync("a", 1);
        await RunUntilAsync(new(), () => _delivered.Count >= 1);
        _engine.Clock.Advance(TimeSpan.FromHours(writtenAtHours));
        await PutAsync("b", 2);
        _engine.Clock.Advance(TimeSpan.FromHours(restartAtHours - writtenAtHours));
        await PutAsync("c", 3);
        await RunUntilAsync(new() { StartingPosition = StartingPosition.Latest }, () => _delivered.Count >= 3);

        Assert.Equal(["a 1", "b 2", "c 3"], _delivered);
    }

    [Fact]
    public async Task PoisonRecord_IsBisectedAndGivenUp()
    {
        for (var number = 1; number <= 4; number++)
            await PutAsync("k" + number, number);
        _fails = item => item == "k3 3";
        await RunUntilAsync(new() { BisectBatchOnFunctionError = true, MaximumRetryAttempts = 1 }, () => _delivered.Count >= 3);

        Assert.Equal(["k1 1", "k2 2", "k4 4"], _delivered);
        Assert.Single(_failed);
    }

    [Fact]
    public async Task Filter_OverNewImages_PassesOverTheRest()
    {
        await PutAsync("a", 1);
        await PutAsync("b", 2);
        await _engine.Client.DeleteItemAsync("shop", new() { ["PK"] = new("a") });
        await RunUntilAsync(
            new() { FilterPatterns = ["""{"eventName":["INSERT"],"dynamodb":{"NewImage":{"Round":{"N":["2"]}}}}"""] }, () => _delivered.Count >= 1);

        Assert.Equal(["b 2"], _delivered);
    }

    [Fact]
    public async Task ExpiredItem_ComesAsADeleteOfTheService()
    {
        await _engine.Client.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest { TableName = "shop", TimeToLiveSpecification = new() { AttributeName = "Expires", Enabled = true } });
        var expires = _engine.Clock.GetUtcNow().AddHours(2).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        await _engine.Client.PutItemAsync("shop", new() { ["PK"] = new("cart"), ["Round"] = new() { N = "7" }, ["Expires"] = new() { N = expires } });
        _engine.Clock.Advance(TimeSpan.FromHours(2) + TimeSpan.FromMinutes(1));
        await RunUntilAsync(
            new() { FilterPatterns = ["""{"userIdentity":{"type":["Service"],"principalId":["dynamodb.amazonaws.com"]}}"""] }, () => _delivered.Count >= 1);

        Assert.Equal(["cart 7"], _delivered);
    }

    [Fact]
    public async Task Checkpoint_OfEveryKind_ComesBackFromTheTable()
    {
        ShardCheckpoint[] checkpoints =
        [
            new("s1"),
            new("s2") { IsCompleted = true, SequenceNumber = "5" },
            new("s3") { StartedAt = _engine.Clock.GetUtcNow(), Window = new(_engine.Clock.GetUtcNow(), """{"n":1}""") },
        ];
        foreach (var checkpoint in checkpoints)
            await _checkpoints.SaveAsync("m", _arn, checkpoint, CancellationToken.None);
        await _checkpoints.SaveAsync("other", _arn, new("s9"), CancellationToken.None);
        Assert.Equal(checkpoints, await _checkpoints.LoadAsync("m", _arn, CancellationToken.None));

        await _checkpoints.RemoveAsync("m", _arn, "s2", CancellationToken.None);
        Assert.Equal([checkpoints[0], checkpoints[2]], await _checkpoints.LoadAsync("m", _arn, CancellationToken.None));
    }

    private Task<PutItemResponse> PutAsync(string key, int round) =>
        _engine.Client.PutItemAsync("shop", new() { ["PK"] = new(key), ["Round"] = new() { N = round.ToString(System.Globalization.CultureInfo.InvariantCulture) } });

    /// <summary>Runs a mapping and moves the clock, step by step, until a condition holds.</summary>
    private async Task RunUntilAsync(EventSourceMappingOptions options, Func<bool> condition)
    {
        using var stop = new CancellationTokenSource();
        var destination = new DelegateFailureDestination((record, _) =>
        {
            lock (_delivered)
                _failed.Add(System.Text.Encoding.UTF8.GetString(record.Span));
            return Task.CompletedTask;
        });
        var mapping = new EventSourceMapping("orders", _arn, _streams, this, options, _checkpoints, destination, _engine.Clock);
        var running = mapping.RunAsync(stop.Token);
        using var patience = new CancellationTokenSource(_patience);
        while (!Holds(condition))
        {
            patience.Token.ThrowIfCancellationRequested();
            _engine.Clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }

        await stop.CancelAsync();
        await running.WaitAsync(patience.Token);
    }

    private bool Holds(Func<bool> condition)
    {
        lock (_delivered)
            return condition();
    }

    Task<FunctionResult> IFunctionInvoker.InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        using var json = System.Text.Json.JsonDocument.Parse(payload);
        var items = json.RootElement.GetProperty("Records").EnumerateArray().Select(record => record.GetProperty("dynamodb")).Select(change =>
            change.GetProperty("Keys").GetProperty("PK").GetProperty("S").GetString() + " "
            + change.GetProperty(change.TryGetProperty("NewImage", out _) ? "NewImage" : "OldImage").GetProperty("Round").GetProperty("N").GetString()).ToList();
        if (items.Exists(item => _fails(item)))
            return Task.FromResult(new FunctionResult(default, "Unhandled"));
        lock (_delivered)
            _delivered.AddRange(items);
        return Task.FromResult(new FunctionResult(default));
    }
}
