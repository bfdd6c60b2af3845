using Amazon.DynamoDBv2;

namespace Tessera.Lambda.Tests.EventSources;

/// <summary>Shards that split, end, vanish and lose their place.</summary>
public sealed class ShardScenarios
{
    private static readonly EventSourceMappingOptions _options = new();

    [Fact]
    public void ShardSplit_DrainsTheParentBeforeItsChildren()
    {
        using var run = new MappingRun(_options with { MaximumRetryAttempts = 1 });
        run.Stream.AddShard("p").AddShard("a", "p").AddShard("b", "p");
        run.Stream.Put("p", 1, 2);
        run.Stream.Put("a", 3);
        run.Stream.Put("b", 4);
        run.Stream.Close("p");
        run.Answer = MappingRun.FailsWith(2);
        run.Start().Advance(1);

        Assert.Equal(
            [
                "+0 [1 2] failed",
                "+1 [1 2] failed",
                "gave up [1..2] RetryAttemptsExhausted x2",
                "checkpoint p 2",
                "checkpoint p completed",
                "+1 [3] ok",
                "checkpoint a 3",
                "+1 [4] ok",
                "checkpoint b 4",
            ],
            run.TakeTrace());
    }

    [Fact]
    public void ShardSplit_WhileRunning_IsFoundWhenTheParentEnds()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("p").Put("p", 1);
        run.Start();
        run.Stream.AddShard("a", "p").Put("a", 2);
        run.Stream.Put("p", 3);
        run.Stream.Close("p");
        run.Advance(0.25);

        Assert.Equal(
            ["+0 [1] ok", "checkpoint p 1", "+0.25 [3] ok", "checkpoint p 3", "checkpoint p completed", "+0.25 [2] ok", "checkpoint a 2"], run.TakeTrace());
    }

    [Fact]
    public void NewShardWithoutParent_IsFoundInTheDiscoveryInterval()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("p");
        run.Start();
        run.Stream.AddShard("q").Put("q", 1);
        run.Advance(9.75);
        Assert.Empty(run.TakeTrace());
        run.Advance(0.25);

        Assert.Equal(["+10 [1] ok", "checkpoint q 1"], run.TakeTrace());
    }

    [Fact]
    public void ChildWhoseParentIsTrimmed_IsReadAtOnce()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("a", "gone").Put("a", 1);
        run.Start();

        Assert.Equal(["+0 [1] ok", "checkpoint a 1"], run.TakeTrace());
    }

    [Fact]
    public void ChildWhoseParentIsTrimmedWhileItIsProcessed_Waits()
    {
        using var run = new MappingRun(_options) { Gate = new() };
        run.Stream.AddShard("p").AddShard("a", "p");
        run.Stream.Put("p", 1);
        run.Stream.Put("a", 2);
        run.Start();
        run.Stream.RemoveShard("p");
        run.Advance(30);
        Assert.Equal(["+0 [1] begins"], run.TakeTrace());
        MappingRun.Do(run.Gate.SetResult);
        run.Advance(20);

        // The child is started by the next look at the shards, when the parent's last batch is done.
        Assert.Equal(["+0 [1] ok", "checkpoint p 1", "checkpoint a start", "forgot p", "+40 [2] begins", "+40 [2] ok", "checkpoint a 2"], run.TakeTrace());
    }

    [Fact]
    public void Latest_IgnoresClosedShards_AndReadsLaterOnesFromTheirBeginning()
    {
        using var run = new MappingRun(_options with { StartingPosition = StartingPosition.Latest });
        run.Stream.AddShard("p").AddShard("a", "p");
        run.Stream.Put("p", 1);
        run.Stream.Close("p");
        run.Stream.Put("a", 2);
        run.Start();
        run.Stream.Put("a", 3);
        run.Stream.AddShard("c", "a").Put("c", 4);
        run.Stream.Close("a");
        run.Advance(0.25);

        Assert.Equal(
            ["checkpoint p completed", "checkpoint a start", "+0.25 [3] ok", "checkpoint a 3", "checkpoint a completed", "+0.25 [4] ok", "checkpoint c 4"],
            run.TakeTrace());
    }

    [Fact]
    public void Restart_SkipsShardsThatAreDone_AndForgetsThoseThatVanished()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("o").AddShard("p").AddShard("a", "p");
        run.Stream.Put("p", 1);
        run.Stream.Close("o");
        run.Stream.Close("p");
        run.Start();
        run.TakeTrace();
        run.Stream.RemoveShard("o");
        run.Stream.Put("a", 2);
        run.Restart();

        Assert.Equal(["forgot o", "+0 [2] ok", "checkpoint a 2"], run.TakeTrace());
    }

    [Fact]
    public void ExpiredIterator_IsReplacedAtTheLastRecordRead()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("s").Put("s", 1, 2);
        run.Start();
        run.Stream.Put("s", 3);
        run.Stream.FailRead(new ExpiredIteratorException("expired"));
        run.Advance(0.25);

        Assert.Equal(["+0 [1 2] ok", "checkpoint 2", "+0.25 [3] ok", "checkpoint 3"], run.TakeTrace());
        Assert.Equal(["iterator s TRIM_HORIZON", "iterator s AFTER_SEQUENCE_NUMBER 2"], run.Stream.Calls);
    }

    [Fact]
    public void ExpiredIterator_OfLatest_LosesNothingAndDeliversNothingOlder()
    {
        using var run = new MappingRun(_options with { StartingPosition = StartingPosition.Latest });
        run.Stream.AddShard("s").Put("s", 1);
        run.Advance(100);
        run.Start();
        run.Stream.Put("s", 2);
        run.Stream.FailRead(new ExpiredIteratorException("expired"));
        run.Advance(0.25);

        Assert.Equal(["checkpoint start", "+100.25 [2] ok", "checkpoint 2"], run.TakeTrace());
        Assert.Equal(["iterator s LATEST", "iterator s TRIM_HORIZON"], run.Stream.Calls);
    }

    [Fact]
    public void Latest_OfAStreamWhoseClockIsBehind_LosesNothing()
    {
        using var run = new MappingRun(_options with { StartingPosition = StartingPosition.Latest });
        run.Stream.AddShard("s").ClockLag = TimeSpan.FromSeconds(5);
        run.Start();
        run.Stream.Put("s", 1);
        run.Advance(0.25);

        Assert.Equal(["checkpoint start", "+0.25 [1] ok", "checkpoint 1"], run.TakeTrace());
    }

    [Fact]
    public void TrimmedRecords_AreGivenUpSilently_AndTheOldestOnesLeftComeNext()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("s").Put("s", 1, 2);
        run.Start();
        run.Stop();
        run.Stream.Put("s", 3, 4, 5);
        run.Stream.Trim("s", upTo: 4);
        run.TakeTrace();
        run.Restart();

        Assert.Equal(["+0 [5] ok", "checkpoint 5"], run.TakeTrace());
        Assert.Equal(["iterator s TRIM_HORIZON", "iterator s AFTER_SEQUENCE_NUMBER 2", "iterator s TRIM_HORIZON"], run.Stream.Calls);
    }

    [Fact]
    public void ReadThatFails_IsTriedAgain_AfterLongerAndLongerWaits()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("s").Put("s", 1);
        foreach (var message in new[] { "one", "two", "three" })
            run.Stream.FailRead(new AmazonDynamoDBException(message));
        run.Start();
        Assert.Equal("PROBLEM: The stream could not be read: one", run.Mapping.LastProcessingResult);
        run.Advance(60);

        Assert.Equal(["+7 [1] ok", "checkpoint 1"], run.TakeTrace());
    }

    [Fact]
    public void IteratorsThatExpireAtOnce_AreNotAskedForWithoutEnd()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("s").Put("s", 1);
        for (var count = 0; count < 4; count++)
            run.Stream.FailRead(new ExpiredIteratorException("expired"));
        run.Start().Advance(60);

        Assert.Equal(["+7 [1] ok", "checkpoint 1"], run.TakeTrace());
    }

    [Fact]
    public void Restart_AfterEveryKnownShardIsGone_LosesNothingThatIsThere()
    {
        using var run = new MappingRun(_options with { StartingPosition = StartingPosition.Latest });
        run.Stream.AddShard("s").Put("s", 1);
        run.Start();
        run.Stop();
        run.Stream.RemoveShard("s");
        run.Stream.AddShard("t", "s").Put("t", 2);
        run.Restart();
        Assert.Equal(["checkpoint start", "checkpoint t start", "forgot s", "+0 [2] ok", "checkpoint t 2"], run.TakeTrace());
    }

    [Fact]
    public void Restart_OfLatestAfterALongRest_IsNotTakenForTheFirstRun()
    {
        using var run = new MappingRun(_options with { StartingPosition = StartingPosition.Latest });
        run.Stream.AddShard("s");
        run.Start();
        run.Stop();
        run.Stream.RemoveShard("s");
        run.Stream.AddShard("t", "s");
        run.Restart();
        run.Stop();
        run.Stream.Put("t", 1);
        run.TakeTrace();
        run.Restart();

        Assert.Equal(["+0 [1] ok", "checkpoint t 1"], run.TakeTrace());
    }

    [Fact]
    public void ShardThatIsGone_EndsWithoutBlockingOthers()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("s").AddShard("t");
        run.Stream.Put("s", 1);
        run.Start();
        run.Stream.RemoveShard("s");
        run.Stream.Put("t", 2);
        run.Advance(20);

        Assert.Equal(["+0 [1] ok", "checkpoint 1", "+0.25 [2] ok", "checkpoint t 2", "forgot s"], run.TakeTrace());
    }
}
