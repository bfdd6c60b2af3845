namespace Tessera.Lambda.Tests.EventSources;

/// <summary>Tumbling windows of 10 seconds: the trace shows a window's bounds, its state, and whether a call closes it. The function counts records.</summary>
public sealed class WindowScenarios
{
    private static readonly EventSourceMappingOptions _options = new() { TumblingWindow = TimeSpan.FromSeconds(10) };

    private static MappingRun Run(EventSourceMappingOptions options)
    {
        var run = new MappingRun(options) { TracesCheckpoints = false, Answer = Count };
        run.Stream.AddShard("s");
        return run;
    }

    internal static string Count(FunctionEvent call)
    {
        var before = call.State == "{}" ? 0 : int.Parse(call.State[5..^1], System.Globalization.CultureInfo.InvariantCulture);
        return $$$"""{"state":{"n":{{{before + call.Numbers.Length}}}}}""";
    }

    [Fact]
    public void State_PassesFromCallToCall_AndTheWindowIsClosedWhenItsTimeIsOver()
    {
        using var run = Run(_options);
        run.Stream.Put("s", 1, 2);
        run.Start().Advance(5);
        run.Stream.Put("s", 3);
        run.Advance(6);

        Assert.Equal(
            [
                """+0 [1 2] 00:00-00:10 {} ok""",
                """+5.25 [3] 00:00-00:10 {"n":2} ok""",
                """+11 [] 00:00-00:10 {"n":3} final ok""",
            ],
            run.TakeTrace());
    }

    [Fact]
    public void RecordThatAppearsLate_BelongsToItsWindow()
    {
        using var run = Run(_options);
        run.Stream.Put("s", 1);
        run.Start().Advance(10.25);
        run.Stream.ClockLag = TimeSpan.FromSeconds(0.5);
        run.Stream.Put("s", 2);
        run.Advance(1);

        Assert.Equal(
            [
                """+0 [1] 00:00-00:10 {} ok""",
                """+10.5 [2] 00:00-00:10 {"n":1} ok""",
                """+11 [] 00:00-00:10 {"n":2} final ok""",
            ],
            run.TakeTrace());
    }

    [Fact]
    public void Batch_IsCutAtTheBoundsOfWindows_AndALaterRecordClosesTheWindowBefore()
    {
        using var run = Run(_options);
        run.Stream.Put("s", 1);
        run.Advance(9);
        run.Stream.Put("s", 2);
        run.Advance(1);
        run.Stream.Put("s", 3);
        run.Advance(21);
        run.Stream.Put("s", 4);
        run.Start();

        Assert.Equal(
            [
                """+31 [1 2] 00:00-00:10 {} ok""",
                """+31 [] 00:00-00:10 {"n":2} final ok""",
                """+31 [3] 00:10-00:20 {} ok""",
                """+31 [] 00:10-00:20 {"n":1} final ok""",
                """+31 [4] 00:30-00:40 {} ok""",
            ],
            run.TakeTrace());
    }

    [Fact]
    public void EndOfTheShard_ClosesTheWindow()
    {
        using var run = Run(_options);
        run.Stream.Put("s", 1);
        run.Stream.Close("s");
        run.Start();

        Assert.Equal(["""+0 [1] 00:00-00:10 {} ok""", """+0 [] 00:00-00:10 {"n":1} final ok"""], run.TakeTrace());
    }

    [Fact]
    public void ResponseWithoutState_IsAFailure_AndTheStateStays()
    {
        using var run = Run(_options with { MaximumRetryAttempts = 1, BatchSize = 1 });
        run.Stream.Put("s", 1, 2);
        run.Answer = call => call.Numbers is [2] ? "{}" : Count(call);
        run.Start().Advance(11);

        Assert.Equal(
            [
                """+0 [1] 00:00-00:10 {} ok""",
                """+0 [2] 00:00-00:10 {"n":1} ok""",
                """+1 [2] 00:00-00:10 {"n":1} ok""",
                """gave up [2] RetryAttemptsExhausted x2""",
                """+11 [] 00:00-00:10 {"n":1} final ok""",
            ],
            run.TakeTrace());
    }

    [Fact]
    public void StateOverOneMegabyte_EndsTheWindowEarly()
    {
        using var run = Run(_options with { BatchSize = 2 });
        run.Stream.Put("s", 1, 2, 3);
        var large = $"{{\"state\":\"{new string('x', 1024 * 1024)}\"}}";
        run.Answer = call => call.IsFinal ? "{}" : call.Numbers is [1, 2] ? large : Count(call);
        run.Start();

        Assert.Equal(
            [
                """+0 [1 2] 00:00-00:10 {} ok""",
                """+0 [] 00:00-00:10 (large) final early ok""",
                """+0 [3] 00:00-00:10 {} ok""",
            ],
            run.TakeTrace());
    }

    [Fact]
    public void StateOverOneMegabyte_OfAPartialResponse_EndsTheWindowBeforeTheRest()
    {
        using var run = Run(_options with { ReportBatchItemFailures = true });
        run.Stream.Put("s", 1, 2, 3);
        var large = $"{{\"state\":\"{new string('x', 1024 * 1024)}\"," + MappingRun.Failures(2)[1..];
        run.Answer = call => call.IsFinal ? "{}" : call.Numbers is [1, 2, 3] ? large : Count(call);
        run.Start().Advance(1);

        Assert.Equal(
            [
                """+0 [1 2 3] 00:00-00:10 {} partial""",
                """+0 [] 00:00-00:10 (large) final early ok""",
                """+1 [2 3] 00:00-00:10 {} ok""",
            ],
            run.TakeTrace());
    }

    [Fact]
    public void Bisect_GivesEachHalfTheStateOfTheOneBefore()
    {
        using var run = Run(_options with { BisectBatchOnFunctionError = true, MaximumRetryAttempts = 0 });
        run.Stream.Put("s", 1, 2, 3, 4);
        run.Answer = call => call.Numbers.Contains(4) ? "!poison" : Count(call);
        run.Start().Advance(9);

        Assert.Equal(
            [
                """+0 [1 2 3 4] 00:00-00:10 {} failed""",
                """+1 [1 2] 00:00-00:10 {} ok""",
                """+1 [3 4] 00:00-00:10 {"n":2} failed""",
                """+2 [3] 00:00-00:10 {"n":2} ok""",
                """+2 [4] 00:00-00:10 {"n":3} failed""",
                """gave up [4] RetryAttemptsExhausted x3""",
            ],
            run.TakeTrace());
    }

    [Fact]
    public void PartialResponse_TakesTheStateOfWhatIsDone()
    {
        using var run = Run(_options with { ReportBatchItemFailures = true });
        run.Stream.Put("s", 1, 2, 3);
        var calls = 0;
        run.Answer = call => calls++ == 0 ? """{"state":{"n":1},""" + MappingRun.Failures(2)[1..] : Count(call);
        run.Start().Advance(1);

        Assert.Equal(["""+0 [1 2 3] 00:00-00:10 {} partial""", """+1 [2 3] 00:00-00:10 {"n":1} ok"""], run.TakeTrace());
    }

    [Fact]
    public void FinalCallThatFails_IsTriedAgainAndGivenUp()
    {
        using var run = Run(_options with { MaximumRetryAttempts = 1 });
        run.Stream.Put("s", 1);
        run.Answer = call => call.IsFinal ? "!no" : Count(call);
        run.Start().Advance(12);

        Assert.Equal(
            [
                """+0 [1] 00:00-00:10 {} ok""",
                """+11 [] 00:00-00:10 {"n":1} final failed""",
                """+12 [] 00:00-00:10 {"n":1} final failed""",
                """gave up [] RetryAttemptsExhausted x2""",
            ],
            run.TakeTrace());
    }

    [Fact]
    public void Restart_GoesOnWithTheWindowAndItsState()
    {
        using var run = Run(_options);
        run.Stream.Put("s", 1, 2);
        run.Start().Advance(3);
        run.Restart();
        run.Stream.Put("s", 3);
        run.Advance(8);

        Assert.Equal(
            [
                """+0 [1 2] 00:00-00:10 {} ok""",
                """+3.25 [3] 00:00-00:10 {"n":2} ok""",
                """+11 [] 00:00-00:10 {"n":3} final ok""",
            ],
            run.TakeTrace());
    }

    [Fact]
    public void RecordsThatAreFilteredOut_CloseTheWindowToo()
    {
        using var run = Run(_options with { FilterPatterns = ["""{"eventName":["INSERT"]}"""] });
        run.Stream.Put("s", 1);
        run.Advance(10);
        run.Stream.Put("s", 2, "k", "MODIFY");
        run.Start();

        Assert.Equal(["""+10 [1] 00:00-00:10 {} ok""", """+10 [] 00:00-00:10 {"n":1} final ok"""], run.TakeTrace());
    }
}
