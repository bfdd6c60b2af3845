using Tessera.Testing;

namespace Tessera.Tests.Streams;

public sealed class DeadlineTests
{
    private readonly ManualClock _clock = new();
    private StreamBatchResult? _result;

    [Theory]
    [InlineData(10, 1, "a1 b1 a2 c1", "")]
    [InlineData(4, 1, "a1 b1", "3")]
    [InlineData(5, 0, "a1 b1 a2", "4")]
    [InlineData(1, 1, "a1", "2")]
    [InlineData(0, 1, "", "1")]
    public async Task ProcessAsync_TimeRunsOut_ReportsWhatWasNotStarted(int seconds, int marginSeconds, string calls, string reported)
    {
        var handler = new ScriptedHandler((_, _) =>
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            return ValueTask.CompletedTask;
        });
        var answer = await ProcessAsync(handler, seconds, marginSeconds);
        Assert.Equal((calls, reported, reported.Length > 0), (handler.Calls, StreamEvents.Reported(answer), _result!.RanOutOfTime));
    }

    [Fact]
    public async Task ProcessAsync_HandlerRunsIntoTheMargin_IsCancelledAndComesAgain()
    {
        var handler = new ScriptedHandler(async (_, stop) =>
        {
            var never = Task.Delay(Timeout.Infinite, stop);
            _clock.Advance(TimeSpan.FromSeconds(9.4));
            Assert.False(stop.IsCancellationRequested);
            _clock.Advance(TimeSpan.FromSeconds(0.2));
            await never;
        });
        var answer = await ProcessAsync(handler, 10, 1);
        Assert.Equal(("a1", "1"), (handler.Calls, StreamEvents.Reported(answer)));
        Assert.Equal((0, 4, true), (_result!.Failed, _result.NotStarted, _result.RanOutOfTime));
    }

    [Fact]
    public async Task ProcessAsync_CallerCancels_ReportsTheRest()
    {
        using var stop = new CancellationTokenSource();
        var handler = new ScriptedHandler((record, token) =>
        {
            if (ScriptedHandler.NameOf(record) == "b1")
                stop.Cancel();
            token.ThrowIfCancellationRequested();
            return ValueTask.CompletedTask;
        });
        var answer = await handler.Processor(new()).ProcessAsync(StreamEvents.Of("a1 b1 a2"), null, NoServices.Instance, stop.Token);
        Assert.Equal(("a1 b1", "2"), (handler.Calls, StreamEvents.Reported(answer)));
    }

    private ValueTask<ReadOnlyMemory<byte>> ProcessAsync(ScriptedHandler handler, int seconds, int marginSeconds)
    {
        var options = new StreamProcessorOptions
        {
            DeadlineMargin = TimeSpan.FromSeconds(marginSeconds),
            OnBatchCompleted = (result, _) =>
            {
                _result = result;
                return ValueTask.CompletedTask;
            },
        };
        return handler.Processor(options, _clock)
            .ProcessAsync(StreamEvents.Of("a1 b1 a2 c1"), _clock.GetUtcNow().AddSeconds(seconds), NoServices.Instance, CancellationToken.None);
    }
}
