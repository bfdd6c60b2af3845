using Tessera.Testing;

namespace Tessera.Tests.Streams;

public sealed class StreamProcessorTests
{
    [Theory]
    [InlineData(StreamFailureMode.StopAtFirstFailure, "a1 b1 a2", "", "a1 b1 a2", "")]
    [InlineData(StreamFailureMode.StopAtFirstFailure, "a1 b1 a2 c1", "b1", "a1 b1", "2")]
    [InlineData(StreamFailureMode.StopAtFirstFailure, "a1 b1", "a1 b1", "a1", "1")]
    [InlineData(StreamFailureMode.Continue, "a1 b1 a2 c1", "", "a1 b1 a2 c1", "")]
    [InlineData(StreamFailureMode.Continue, "a1 b1 a2 c1 a3 b2", "a1", "a1 b1 c1 b2", "1 3 5")]
    [InlineData(StreamFailureMode.Continue, "a1 b1 a2 c1", "a2 b1", "a1 b1 a2 c1", "2 3")]
    public async Task ProcessAsync_RecordsFail_StopsOrGoesOnWithOtherKeys(StreamFailureMode mode, string batch, string failing, string calls, string reported)
    {
        var handler = ScriptedHandler.FailingFor(failing.Split(' '));
        var answer = await handler.Processor(new() { FailureMode = mode }).ProcessAsync(StreamEvents.Of(batch), null, NoServices.Instance, CancellationToken.None);
        Assert.Equal((calls, reported), (handler.Calls, StreamEvents.Reported(answer)));
    }

    [Fact]
    public async Task ProcessAsync_AllSucceed_AnswersAnEmptyList()
    {
        var answer = await ScriptedHandler.FailingFor().Processor(new()).ProcessAsync(StreamEvents.Of("a1"), null, NoServices.Instance, CancellationToken.None);
        Assert.Equal("""{"batchItemFailures":[]}""", StreamEvents.Text(answer));
    }

    [Fact]
    public async Task ProcessAsync_OneFails_AnswersItsSequenceNumber()
    {
        var answer = await ScriptedHandler.FailingFor("a1").Processor(new()).ProcessAsync(StreamEvents.Of("a1"), null, NoServices.Instance, CancellationToken.None);
        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}]}""", StreamEvents.Text(answer));
    }

    [Theory]
    [InlineData("""{"Records":{}}""", "an element was expected")]
    [InlineData("""{"version":"2.0"}""", "It has no 'Records'.")]
    [InlineData("no json", "an attribute was expected")]
    public async Task ProcessAsync_NoStreamEvent_SaysWhatIsWrong(string json, string message)
    {
        var processor = ScriptedHandler.FailingFor().Processor(new());
        var error = await Assert.ThrowsAsync<StreamEventException>(() => processor.ProcessAsync(StreamEvents.Utf8(json), null, NoServices.Instance, CancellationToken.None).AsTask());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProcessAsync_HandlersOfTwoTables_GetTheirOwnRecords()
    {
        var things = ScriptedHandler.FailingFor();
        var others = ScriptedHandler.FailingFor();
        var otherTable = StreamEvents.Table with { Name = "others", EntityTypeAttribute = "Kind" };
        var processor = new StreamProcessor(
            [things.Registration(), others.Registration("Others", otherTable) with { TableName = "staging-others" }], new(), TimeProvider.System);
        var json = StreamEvents.Event("", StreamEvents.Record(1, StreamEvents.Keys("a", "a1")),
            StreamEvents.Record(2, StreamEvents.Keys("b", "b1"), """{"Kind":{"S":"K"}}""", arn: "arn:aws:dynamodb:us-east-1:1:table/staging-others/stream/x"));
        await processor.ProcessAsync(json, null, NoServices.Instance, CancellationToken.None);
        Assert.Equal(("a1", "b1"), (things.Calls, others.Calls));
        var foreign = StreamEvents.Event("", StreamEvents.Record(1, StreamEvents.Keys("a", "a1"), arn: "arn:aws:dynamodb:us-east-1:1:table/unknown/stream/x"));
        var error = await Assert.ThrowsAsync<StreamEventException>(() => processor.ProcessAsync(foreign, null, NoServices.Instance, CancellationToken.None).AsTask());
        Assert.StartsWith("The event is of the table 'unknown', but the handlers are for 'shop' and 'staging-others'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProcessAsync_TwoHandlersOfATable_BothGetEachRecordAndOneFailureFailsIt()
    {
        var first = ScriptedHandler.FailingFor("a1");
        var second = ScriptedHandler.FailingFor("b1");
        var processor = new StreamProcessor([first.Registration("First"), second.Registration("Second")], new() { FailureMode = StreamFailureMode.Continue }, TimeProvider.System);
        var answer = await processor.ProcessAsync(StreamEvents.Of("a1 b1 c1"), null, NoServices.Instance, CancellationToken.None);
        Assert.Equal(("a1 b1 c1", "b1 c1", "1 2"), (first.Calls, second.Calls, StreamEvents.Reported(answer)));
    }

    [Fact]
    public async Task ProcessAsync_ScopePerRecord_IsDisposedAfterEach()
    {
        var log = new List<string>();
        var handler = new ScriptedHandler((record, _) =>
        {
            log.Add(ScriptedHandler.NameOf(record));
            return ValueTask.CompletedTask;
        });
        var processor = handler.Processor(new() { CreateScope = services => new StreamScope(services, new Disposed(() => log.Add("end"))) });
        await processor.ProcessAsync(StreamEvents.Of("a1 a2"), null, NoServices.Instance, CancellationToken.None);
        Assert.Equal(["a1", "end", "a2", "end"], log);
    }

    [Theory]
    [InlineData(true, "a1 c1")]
    [InlineData(false, "a1 b1 c1")]
    public async Task ProcessAsync_ScopeFails_FailsItsRecordAlone(bool failsAtBegin, string calls)
    {
        var failures = new List<string>();
        var number = 0;
        var handler = ScriptedHandler.FailingFor();
        var processor = handler.Processor(new()
        {
            FailureMode = StreamFailureMode.Continue,
            CreateScope = services => (++number == 2, failsAtBegin) switch
            {
                (true, true) => throw new InvalidOperationException("no scope"),
                (true, false) => new StreamScope(services, new Disposed(() => throw new InvalidOperationException("no scope"))),
                _ => new StreamScope(services),
            },
            OnRecordFailed = (failure, _) => Note(() => failures.Add($"{failure.Record.SequenceNumber}: {failure.Exception.Message}")),
        });
        var answer = await processor.ProcessAsync(StreamEvents.Of("a1 b1 c1"), null, NoServices.Instance, CancellationToken.None);
        Assert.Equal((calls, "2"), (handler.Calls, StreamEvents.Reported(answer)));
        Assert.Equal(["2: no scope"], failures);
    }

    [Fact]
    public async Task ProcessAsync_Hooks_SeeTheBatchAndItsCounts()
    {
        var clock = new ManualClock();
        StreamBatch? started = null;
        StreamBatchResult? result = null;
        var handler = new ScriptedHandler((record, _) =>
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            return ScriptedHandler.NameOf(record) == "b1" ? throw new InvalidOperationException() : ValueTask.CompletedTask;
        });
        var processor = handler.Processor(new()
        {
            FailureMode = StreamFailureMode.Continue,
            OnBatchStarting = (batch, _) => Note(() => started = batch),
            OnBatchCompleted = (batch, _) => Note(() => result = batch),
        }, clock);
        await processor.ProcessAsync(StreamEvents.Of("a1 b1 b2 c1"), null, NoServices.Instance, CancellationToken.None);
        Assert.Equal(4, started!.Records.Count);
        Assert.Equal((2, 1, 1, 0, 0, false), (result!.Handled, result.Failed, result.NotStarted, result.Skipped, result.Poisoned, result.RanOutOfTime));
        Assert.Equal(["2", "3"], result.ReportedFailures);
        Assert.Equal(TimeSpan.FromSeconds(6), result.Duration);
    }

    [Fact]
    public void New_OptionsThatContradict_AreRefused()
    {
        var handler = ScriptedHandler.FailingFor();
        Assert.Throws<ArgumentException>(() => new StreamProcessor([], new(), TimeProvider.System));
        Assert.Throws<ArgumentOutOfRangeException>(() => handler.Processor(new() { MaxParallelism = 0 }));
        Assert.Throws<ArgumentException>(() => handler.Processor(new() { AttemptsMax = 3 }));
    }

    private static ValueTask Note(Action action)
    {
        action();
        return ValueTask.CompletedTask;
    }

    private sealed class Disposed(Action action) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Note(action);
    }
}
