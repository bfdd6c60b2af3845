namespace Tessera.Lambda.Tests.EventSources;

/// <summary>Stopping, disabling and starting again: nothing is lost, and what was in flight is finished or delivered again.</summary>
public sealed class StopScenarios
{
    private static readonly EventSourceMappingOptions _options = new();

    [Fact]
    public void Restart_GoesOnAfterTheCheckpoint()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("s").Put("s", 1, 2);
        run.Start();
        run.Stream.Put("s", 3);
        run.Restart();

        Assert.Equal(["+0 [1 2] ok", "checkpoint 2", "+0 [3] ok", "checkpoint 3"], run.TakeTrace());
        Assert.Equal("iterator s AFTER_SEQUENCE_NUMBER 2", run.Stream.Calls[^1]);
    }

    [Fact]
    public void Restart_OfLatest_DeliversWhatCameInBetween()
    {
        using var run = new MappingRun(_options with { StartingPosition = StartingPosition.Latest });
        run.Stream.AddShard("s").Put("s", 1);
        run.Advance(100);
        run.Start().Advance(5);
        run.Stop();
        run.Stream.Put("s", 2);
        run.Restart();

        Assert.Equal(["checkpoint start", "+105 [2] ok", "checkpoint 2"], run.TakeTrace());
    }

    [Fact]
    public void Restart_AfterAFailure_DeliversTheBatchAgain()
    {
        using var run = new MappingRun(_options with { MaximumRetryAttempts = 5, BatchSize = 2 });
        run.Stream.AddShard("s").Put("s", 1, 2, 3, 4);
        run.Answer = MappingRun.FailsWith(3);
        run.Start().Advance(0.5);
        run.Answer = _ => null;
        run.Restart();

        Assert.Equal(["+0 [1 2] ok", "checkpoint 2", "+0 [3 4] failed", "+0.5 [3 4] ok", "checkpoint 4"], run.TakeTrace());
    }

    [Fact]
    public void Restart_WithSeveralLanes_DeliversAgainWhatWasDoneBeyondTheCheckpoint()
    {
        using var run = new MappingRun(_options with { ParallelizationFactor = 10 });
        run.Stream.AddShard("s");
        run.Stream.Put("s", 1, "poison");
        run.Stream.Put("s", 2, "even");
        run.Answer = MappingRun.FailsWith(1);
        run.Start();
        run.Answer = _ => null;
        run.Restart();

        Assert.Equal(["+0 [1] failed", "+0 [1] ok", "+0 [2] ok", "+0 [2] ok", "checkpoint 2"], [.. run.TakeTrace().Where(line => line != "checkpoint 1").Order(StringComparer.Ordinal)]);
    }

    [Fact]
    public void Stop_WaitsForTheBatchInFlight()
    {
        using var run = new MappingRun(_options with { BatchSize = 1 }) { Gate = new() };
        run.Stream.AddShard("s").Put("s", 1, 2);
        run.Start();
        run.Stop();
        Assert.Equal(EventSourceMappingState.Disabling, run.Mapping.State);
        Assert.False(run.Running.IsCompleted);
        MappingRun.Do(run.Gate.SetResult);

        Assert.True(run.Running.IsCompletedSuccessfully);
        Assert.Equal(["+0 [1] begins", "+0 [1] ok", "checkpoint 1"], run.TakeTrace());
        Assert.Equal(EventSourceMappingState.Disabled, run.Mapping.State);
    }

    [Fact]
    public void Stop_AbandonsABatchThatTakesTooLong_WithoutMovingTheCheckpoint()
    {
        using var run = new MappingRun(_options) { Gate = new() };
        run.Stream.AddShard("s").Put("s", 1, 2);
        run.Start();
        run.Stop();
        run.Advance(4.9);
        Assert.False(run.Running.IsCompleted);
        run.Advance(0.1);

        Assert.True(run.Running.IsCompletedSuccessfully);
        Assert.Equal(["+0 [1 2] begins"], run.TakeTrace());
        Assert.Equal(0, run.Mapping.Statistics.Invocations);
    }

    [Fact]
    public void Disable_KeepsThePosition_AndEnableGoesOn()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("s").Put("s", 1);
        run.Start();
        Assert.Equal(EventSourceMappingState.Enabled, run.Mapping.State);
        MappingRun.Do(run.Mapping.Disable);
        Assert.Equal(EventSourceMappingState.Disabled, run.Mapping.State);
        run.Stream.Put("s", 2);
        run.Advance(60);
        Assert.Equal(["+0 [1] ok", "checkpoint 1"], run.TakeTrace());

        MappingRun.Do(run.Mapping.Enable);
        Assert.Equal(["+60 [2] ok", "checkpoint 2"], run.TakeTrace());
        Assert.Equal(EventSourceMappingState.Enabled, run.Mapping.State);
    }

    [Fact]
    public void MappingThatIsNotEnabled_WaitsUntilItIs()
    {
        using var run = new MappingRun(_options with { Enabled = false });
        run.Stream.AddShard("s").Put("s", 1);
        Assert.Equal(EventSourceMappingState.Creating, run.Mapping.State);
        run.Start().Advance(60);
        Assert.Equal((EventSourceMappingState.Disabled, 0), (run.Mapping.State, run.Stream.Reads));

        MappingRun.Do(run.Mapping.Enable);
        Assert.Equal(["+60 [1] ok", "checkpoint 1"], run.TakeTrace());
    }

    [Fact]
    public void StoreThatFails_HoldsNothingUp_AndIsBroughtUpToDateLater()
    {
        using var run = new MappingRun(_options) { StoreFails = true };
        run.Stream.AddShard("s").Put("s", 1);
        run.Start();
        run.StoreFails = false;
        run.Stream.Put("s", 2);
        run.Advance(0.25);

        Assert.Equal(["+0 [1] ok", "+0.25 [2] ok", "checkpoint 2"], run.TakeTrace());
    }

    [Fact]
    public void StoreThatFailed_IsBroughtUpToDate_WithoutFurtherRecords()
    {
        using var run = new MappingRun(_options) { StoreFails = true };
        run.Stream.AddShard("s").Put("s", 1);
        run.Start();
        run.StoreFails = false;
        run.Advance(0.75);
        Assert.Equal(["+0 [1] ok"], run.TakeTrace());
        run.Advance(0.25);
        Assert.Equal(["checkpoint 1"], run.TakeTrace());
    }

    [Fact]
    public void StoreThatFails_IsTriedAfterDoublingPauses_AndAtOnceWithAChange()
    {
        using var run = new MappingRun(_options with { RetryDelayMaximum = TimeSpan.FromSeconds(5) }) { StoreFails = true };
        run.Stream.AddShard("s").Put("s", 1);
        run.Start().Advance(13);
        Assert.Equal([0, 1, 3, 7, 12], run.RefusedSaves);

        run.Stream.Put("s", 2);
        run.Advance(5.25);
        Assert.Equal([0, 1, 3, 7, 12, 13.25, 18.25], run.RefusedSaves);

        // After a success the pauses are short again.
        run.StoreFails = false;
        run.Advance(5);
        run.StoreFails = true;
        run.Stream.Put("s", 3);
        run.Advance(3);
        Assert.Equal([0, 1, 3, 7, 12, 13.25, 18.25, 23.5, 24.5], run.RefusedSaves);
        run.StoreFails = false;
    }

    [Fact]
    public void StoreThatFailed_IsBroughtUpToDate_WhenTheMappingStops()
    {
        using var run = new MappingRun(_options) { StoreFails = true };
        run.Stream.AddShard("s").Put("s", 1);
        run.Start();
        run.StoreFails = false;
        run.Stop();

        Assert.Equal(["+0 [1] ok", "checkpoint 1"], run.TakeTrace());
    }

    [Fact]
    public void FaultInOneShard_EndsTheMapping_WhenTheOthersHaveFinishedTheirBatches()
    {
        using var run = new MappingRun(_options) { EndsWithAFault = true };
        run.Stream.AddShard("s").AddShard("t");
        run.Stream.Put("s", 1);
        run.Stream.Put("t", 2, 3);
        run.Gates.Add(1, new());
        run.Gates.Add(2, new());
        // Memory that runs out is what a mapping does not try again.
        run.Answer = call => call.Numbers is [1] ? throw new InsufficientMemoryException("no memory") : null;
        run.Start();
        MappingRun.Do(run.Gates[1].SetResult);
        Assert.False(run.Running.IsCompleted);
        Assert.Equal(EventSourceMappingState.Disabling, run.Mapping.State);
        MappingRun.Do(run.Gates[2].SetResult);

        Assert.Equal("no memory", run.Running.Exception?.InnerException?.Message);
        Assert.Equal(["+0 [1] begins", "+0 [2 3] begins", "+0 [2 3] ok", "checkpoint t 3"], run.TakeTrace());
        Assert.Equal(EventSourceMappingState.Disabled, run.Mapping.State);
    }

    [Fact]
    public async Task RunAsync_Twice_IsRefused()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("s");
        run.Start();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => run.Mapping.RunAsync(CancellationToken.None));
        Assert.Equal("The event-source mapping 'orders' runs already.", error.Message);
    }
}
