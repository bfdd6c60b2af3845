using System.Globalization;

namespace Tessera.Tests.Streams;

public sealed class WindowTests
{
    private const string Window = ",\"window\":{\"start\":\"2025-01-01T00:00:00Z\",\"end\":\"2025-01-01T00:02:00Z\"},\"shardId\":\"shard-1\",\"isWindowTerminatedEarly\":false";

    [Fact]
    public async Task ProcessAsync_BatchOfAWindow_TakesStateInAndGivesStateOut()
    {
        var handler = new Counter();
        var answer = await handler.ProcessAsync(StreamEvents.Of("a1 b1", Window + ",\"state\":{\"count\":5},\"isFinalInvokeForWindow\":false"));
        Assert.Equal("""{"state":{"count":7},"batchItemFailures":[]}""", StreamEvents.Text(answer));
        var window = handler.Last!;
        Assert.Equal(("2025-01-01T00:00:00", "2025-01-01T00:02:00", "shard-1"), (Text(window.Start), Text(window.End), window.ShardId));
        Assert.False(window.IsFinal);
    }

    [Fact]
    public async Task ProcessAsync_FinalCallWithoutRecords_StillCallsTheWindow()
    {
        var handler = new Counter();
        var answer = await handler.ProcessAsync(StreamEvents.Of("", Window + ",\"state\":{\"count\":5},\"isFinalInvokeForWindow\":true"));
        Assert.Equal("""{"state":{"count":5},"batchItemFailures":[]}""", StreamEvents.Text(answer));
        Assert.True(handler.Last!.IsFinal);
    }

    [Fact]
    public async Task ProcessAsync_FirstCall_HasTheEmptyState()
    {
        var answer = await new Counter().ProcessAsync(StreamEvents.Of("a1", Window + ",\"state\":{}"));
        Assert.Equal("""{"state":{"count":1},"batchItemFailures":[]}""", StreamEvents.Text(answer));
    }

    [Fact]
    public async Task ProcessAsync_ARecordFails_StateHoldsOnlyWhatIsBeforeIt()
    {
        var answer = await new Counter("b1").ProcessAsync(StreamEvents.Of("a1 b1 c1", Window + ",\"state\":{\"count\":5}"));
        Assert.Equal("""{"state":{"count":6},"batchItemFailures":[{"itemIdentifier":"2"}]}""", StreamEvents.Text(answer));
    }

    [Fact]
    public async Task ProcessAsync_NoWindowHandler_GivesTheStateBack()
    {
        var processor = ScriptedHandler.FailingFor().Processor(new());
        var answer = await processor.ProcessAsync(StreamEvents.Of("a1", Window + ",\"state\":{\"x\":[1]}"), null, NoServices.Instance, CancellationToken.None);
        Assert.Equal("""{"state":{"x":[1]},"batchItemFailures":[]}""", StreamEvents.Text(answer));
    }

    [Fact]
    public async Task ProcessAsync_WindowHandlerFails_FailsTheBatch()
    {
        var handler = new Counter { Error = new InvalidOperationException("no") };
        await Assert.ThrowsAsync<InvalidOperationException>(() => handler.ProcessAsync(StreamEvents.Of("a1", Window + ",\"state\":{}")).AsTask());
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("s", CultureInfo.InvariantCulture);

    /// <summary>Counts the records of a window.</summary>
    private sealed class Counter(string failing = "") : IStreamHandler, IStreamWindowHandler
    {
        public StreamWindow? Last { get; private set; }

        public Exception? Error { get; init; }

        public ValueTask HandleAsync(StreamRecord record, CancellationToken cancellationToken) =>
            ScriptedHandler.NameOf(record) == failing ? throw new InvalidOperationException() : default;

        public ValueTask<ReadOnlyMemory<byte>> HandleWindowAsync(StreamWindow window, CancellationToken cancellationToken)
        {
            if (Error is not null)
                throw Error;
            Last = window;
            using var state = System.Text.Json.JsonDocument.Parse(window.State);
            var count = state.RootElement.TryGetProperty("count", out var before) ? before.GetInt32() : 0;
            return new(StreamEvents.Utf8(string.Create(CultureInfo.InvariantCulture, $"{{\"count\":{count + window.Records.Count}}}")));
        }

        public ValueTask<ReadOnlyMemory<byte>> ProcessAsync(ReadOnlyMemory<byte> json)
        {
            var model = new StreamHandlerModel { Name = "Counter", Table = StreamEvents.Table, HandlesWindows = true };
            return new StreamProcessor([new(model, _ => this)], new(), TimeProvider.System).ProcessAsync(json, null, NoServices.Instance, CancellationToken.None);
        }
    }
}
