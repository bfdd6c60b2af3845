using System.Text.Json;

namespace Tessera.Lambda.Tests.EventSources;

/// <summary>What a mapping delivers, and when, while the function succeeds.</summary>
public sealed class DeliveryScenarios
{
    private static readonly EventSourceMappingOptions _options = new();

    [Fact]
    public void TrimHorizon_DeliversWhatIsThere_ThenWhatComes()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("s").Put("s", 1, 2);
        run.Start();
        run.Stream.Put("s", 3);
        run.Advance(0.25);

        Assert.Equal(["+0 [1 2] ok", "checkpoint 2", "+0.25 [3] ok", "checkpoint 3"], run.TakeTrace());
    }

    [Fact]
    public void Latest_DeliversWhatComes()
    {
        using var run = new MappingRun(_options with { StartingPosition = StartingPosition.Latest });
        run.Stream.AddShard("s").Put("s", 1, 2);
        run.Start();
        run.Stream.Put("s", 3);
        run.Advance(0.25);

        Assert.Equal(["checkpoint start", "+0.25 [3] ok", "checkpoint 3"], run.TakeTrace());
    }

    [Fact]
    public void PollInterval_IsKept()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("s");
        run.Start().Advance(1);

        Assert.Equal(5, run.Stream.Reads);
        Assert.Equal("No records processed", run.Mapping.LastProcessingResult);
    }

    [Fact]
    public void FullPage_IsFollowedAtOnce()
    {
        using var run = new MappingRun(_options with { BatchSize = 10_000 }) { TracesCheckpoints = false };
        run.Stream.AddShard("s").Put("s", [.. Enumerable.Range(1, 1001)]);
        run.Start();

        Assert.Equal(2, run.Stream.Reads);
        Assert.Equal(2, run.TakeTrace().Length);
    }

    [Fact]
    public void BatchSize_CutsWhatIsRead()
    {
        using var run = new MappingRun(_options with { BatchSize = 2 });
        run.Stream.AddShard("s").Put("s", 1, 2, 3, 4, 5);
        run.Start();

        Assert.Equal(["+0 [1 2] ok", "checkpoint 2", "+0 [3 4] ok", "checkpoint 4", "+0 [5] ok", "checkpoint 5"], run.TakeTrace());
    }

    [Fact]
    public void PayloadLimit_CutsBatchesAtSixMegabytes()
    {
        using var run = new MappingRun(_options) { TracesCheckpoints = false };
        run.Stream.AddShard("s");
        for (var number = 1; number <= 7; number++)
            run.Stream.Put("s", number, "k", padding: 2_000_000);
        var sizes = new List<int>();
        run.Answer = call =>
        {
            sizes.Add(call.Json.Length);
            return null;
        };
        run.Start();

        Assert.Equal(["+0 [1 2 3] ok", "+0 [4 5 6] ok", "+0 [7] ok"], run.TakeTrace());
        Assert.All(sizes, size => Assert.InRange(size, 1, 6 * 1024 * 1024));
    }

    [Fact]
    public void BatchingWindow_SendsAFullBatchAtOnceAndTheRestWhenItIsOver()
    {
        using var run = new MappingRun(_options with { BatchSize = 3, MaximumBatchingWindow = TimeSpan.FromSeconds(2) }) { TracesCheckpoints = false };
        run.Stream.AddShard("s").Put("s", 1, 2);
        run.Start().Advance(1);
        Assert.Empty(run.TakeTrace());

        run.Stream.Put("s", 3, 4);
        run.Advance(0.25);
        Assert.Equal(["+1.25 [1 2 3] ok"], run.TakeTrace());

        // Record 4 was read at 1.25 s: its window ends at 3.25 s.
        run.Advance(1.75);
        Assert.Empty(run.TakeTrace());
        run.Advance(0.25);
        Assert.Equal(["+3.25 [4] ok"], run.TakeTrace());
    }

    [Fact]
    public void BatchingWindow_IsCutShortByTheEndOfTheShard()
    {
        using var run = new MappingRun(_options with { MaximumBatchingWindow = TimeSpan.FromSeconds(300) });
        run.Stream.AddShard("s").Put("s", 1, 2);
        run.Stream.Close("s");
        run.Start();

        Assert.Equal(["+0 [1 2] ok", "checkpoint 2", "checkpoint completed"], run.TakeTrace());
    }

    [Fact]
    public void ParallelizationFactor_KeepsTheOrderOfAKey_AndTheCheckpointBehindWhatIsMissing()
    {
        using var run = new MappingRun(_options with { ParallelizationFactor = 10, MaximumRetryAttempts = 1 });
        run.Stream.AddShard("s");
        run.Stream.Put("s", 1, "poison");
        foreach (var number in Enumerable.Range(2, 7))
            run.Stream.Put("s", number, number % 2 == 0 ? "even" : "odd");
        run.Answer = MappingRun.FailsWith(1);
        run.Start();

        // Each key has its own lane. What is done waits for record 1 before the checkpoint passes it.
        Assert.Equal(["+0 [1] failed", "+0 [2 4 6 8] ok", "+0 [3 5 7] ok"], run.TakeTrace().Order(StringComparer.Ordinal));
        run.Advance(1);
        Assert.Equal(["+1 [1] failed", "gave up [1] RetryAttemptsExhausted x2", "checkpoint 8"], run.TakeTrace());
    }

    [Fact]
    public void Filter_PassesOverRecords_AndTheCheckpointPassesThemToo()
    {
        using var run = new MappingRun(_options with { FilterPatterns = ["""{"eventName":["REMOVE"]}""", """{"dynamodb":{"NewImage":{"Total":{"N":["5"]}}}}"""] });
        run.Stream.AddShard("s");
        run.Stream.Put("s", 1, "a");
        run.Stream.Put("s", 2, "b", "REMOVE");
        run.Stream.Put("s", 3, "c", "MODIFY", """{"Total":{"N":"5"}}""");
        run.Stream.Put("s", 4, "d", "MODIFY", """{"Total":{"N":"6"}}""");
        run.Start();
        Assert.Equal(["checkpoint 1", "+0 [2 3] ok", "checkpoint 4"], Reordered(run.TakeTrace()));

        // A batch of which nothing is left causes no call.
        run.Stream.Put("s", 5, "e");
        run.Advance(0.25);
        Assert.Equal(["checkpoint 5"], run.TakeTrace());
        Assert.Equal((5, 3, 2), (run.Mapping.Statistics.RecordsRead, run.Mapping.Statistics.RecordsFilteredOut, run.Mapping.Statistics.RecordsProcessed));

        // The lane runs while the page is handed out: when it is done, the checkpoint of what was passed over before is out of date already.
        static string[] Reordered(string[] trace) => trace is ["+0 [2 3] ok", "checkpoint 4"] ? ["checkpoint 1", .. trace] : trace;
    }

    [Fact]
    public void Event_IsTheRecordAsTheServiceDeliversIt()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("s");
        run.Stream.Put("s", 1, "USER#1", "REMOVE", userIdentity: """{ "PrincipalId" : "dynamodb.amazonaws.com", "Type": "Service" }""");
        var json = "";
        run.Answer = call =>
        {
            json = call.Json;
            return null;
        };
        run.Start();

        Assert.Equal(
            """
            {"Records":[{"eventID":"e1","eventName":"REMOVE","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"eu-central-1",
            "dynamodb":{"ApproximateCreationDateTime":1735689600,"Keys":{"PK":{"S":"USER#1"}},"SequenceNumber":"000000000000000000001","SizeBytes":26,
            "StreamViewType":"NEW_AND_OLD_IMAGES"},"userIdentity":{"type":"Service","principalId":"dynamodb.amazonaws.com"},
            "eventSourceARN":"arn:aws:dynamodb:eu-central-1:123456789012:table/shop/stream/2025-01-01T00:00:00.000"}]}
            """.ReplaceLineEndings(""),
            json);
    }

    [Fact]
    public void TimeToLive_ExpiriesAreTakenByTheServicesRecipe()
    {
        using var run = new MappingRun(_options with
        {
            FilterPatterns = ["""{"userIdentity":{"type":["Service"],"principalId":["dynamodb.amazonaws.com"]}}"""],
        });
        run.Stream.AddShard("s");
        run.Stream.Put("s", 1, "a", "REMOVE");
        run.Stream.Put("s", 2, "b", "REMOVE", userIdentity: """{"Type":"Service","PrincipalId":"dynamodb.amazonaws.com"}""");
        run.Start();

        Assert.Contains("+0 [2] ok", run.TakeTrace());
        Assert.Equal(1, run.Mapping.Statistics.RecordsProcessed);
    }

    [Fact]
    public void IteratorAge_IsThatOfTheLastRecordWhenItIsDone()
    {
        using var run = new MappingRun(_options with { MaximumBatchingWindow = TimeSpan.FromSeconds(5) });
        run.Stream.AddShard("s").Put("s", 1);
        EventSourceMappingBatch? seen = null;
        run.Mapping.BatchProcessed += batch => seen = batch;
        run.Start();
        Assert.Null(run.Mapping.IteratorAge);
        run.Advance(5);

        Assert.Equal(TimeSpan.FromSeconds(5), run.Mapping.IteratorAge);
        Assert.Equal("OK", run.Mapping.LastProcessingResult);
        Assert.Equal(
            new("s", 1, ScriptedStream.SequenceOf(1), ScriptedStream.SequenceOf(1), BatchOutcome.Succeeded, TimeSpan.Zero, TimeSpan.FromSeconds(5), null), seen);
    }

    [Theory]
    [InlineData("1480642020", "1480642020", 1480642020)]
    [InlineData("1480642020.5", "1480642020.5", 1480642020.5)]
    [InlineData("1.48064202E9", "1480642020", 1480642020)]
    [InlineData("\"2016-12-02T01:27:00Z\"", "1480642020", 1480642020)]
    [InlineData("1480642020123", "1480642020123", 1480642020.123)]
    public void CreationTime_IsAPlainNumberInTheEvent(string sent, string delivered, double seconds)
    {
        var page = $$$"""{"NextShardIterator":"i","Records":[{"dynamodb":{"ApproximateCreationDateTime":{{{sent}}},"SequenceNumber":"1"}}]}""";

        var record = Assert.Single(new RecordPageReader("arn", "PK", []).Read(System.Text.Encoding.UTF8.GetBytes(page)));

        using var json = JsonDocument.Parse(record.Json);
        Assert.Equal(delivered, json.RootElement.GetProperty("dynamodb").GetProperty("ApproximateCreationDateTime").GetRawText());
        Assert.Equal("arn", json.RootElement.GetProperty("eventSourceARN").GetString());
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMilliseconds(seconds * 1000), record.CreatedAt);
    }
}
