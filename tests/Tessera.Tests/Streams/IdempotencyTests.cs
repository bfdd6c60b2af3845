using Amazon.DynamoDBv2.Model;
using Tessera.Testing;

namespace Tessera.Tests.Streams;

public sealed class IdempotencyTests : IDisposable
{
    private readonly TestEngine _engine = new();
    private readonly IdempotencyTable _table;

    public IdempotencyTests() => _table = new IdempotencyTable(_engine.Client, new() { TimeProvider = _engine.Clock, LockTimeout = TimeSpan.FromMinutes(1) });

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task EnsureCreatedAsync_NoTable_CreatesItWithTimeToLive()
    {
        await _table.EnsureCreatedAsync();
        await _table.EnsureCreatedAsync();
        var timeToLive = (await _engine.Client.DescribeTimeToLiveAsync("tessera-idempotency")).TimeToLiveDescription;
        Assert.Equal("ExpiresAt", timeToLive.AttributeName);
    }

    [Fact]
    public async Task BeginAsync_Completed_IsKnownUntilItExpires()
    {
        await _table.EnsureCreatedAsync();
        var taken = await BeginAsync("k");
        Assert.Equal((IdempotencyState.Taken, 1), (taken.State, taken.Attempt));
        await _table.CompleteAsync(taken, CancellationToken.None);
        Assert.Equal(IdempotencyState.Completed, (await BeginAsync("k")).State);
        Assert.Equal(IdempotencyState.Taken, (await BeginAsync("other")).State);
        _engine.Clock.Advance(TimeSpan.FromDays(2));
        var again = await BeginAsync("k");
        Assert.Equal((IdempotencyState.Taken, 1), (again.State, again.Attempt));
    }

    [Fact]
    public async Task BeginAsync_Locked_IsInProgressUntilTheLockTimesOut()
    {
        await _table.EnsureCreatedAsync();
        var dead = await BeginAsync("k");
        Assert.Equal(IdempotencyState.InProgress, (await BeginAsync("k")).State);
        _engine.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(IdempotencyState.InProgress, (await BeginAsync("k")).State);
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await BeginAsync("k");
        Assert.Equal((IdempotencyState.Taken, 2), (second.State, second.Attempt));
        // What the first owner says late must not end the second one's lock.
        await _table.FailAsync(dead, CancellationToken.None);
        Assert.Equal(IdempotencyState.InProgress, (await BeginAsync("k")).State);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(90)]
    public async Task BeginAsync_LockedWithADeadline_IsFreeWhenThatIsOver(int deadlineSeconds)
    {
        await _table.EnsureCreatedAsync();
        await BeginAsync("k", _engine.Clock.GetUtcNow().AddSeconds(deadlineSeconds));
        _engine.Clock.Advance(TimeSpan.FromSeconds(deadlineSeconds - 1));
        Assert.Equal(IdempotencyState.InProgress, (await BeginAsync("k")).State);
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(IdempotencyState.Taken, (await BeginAsync("k")).State);
    }

    [Fact]
    public async Task ProcessAsync_FunctionIsCutOff_IsHandledAgainAfterItsDeadline()
    {
        await _table.EnsureCreatedAsync();
        var never = new TaskCompletionSource();
        var cutOff = new ScriptedHandler((_, _) => new ValueTask(never.Task));
        var options = new StreamProcessorOptions { Idempotency = new(_table) };
        var running = cutOff.Processor(options, _engine.Clock)
            .ProcessAsync(StreamEvents.Of("a1"), _engine.Clock.GetUtcNow().AddSeconds(10), NoServices.Instance, CancellationToken.None);
        var again = ScriptedHandler.FailingFor();
        Assert.Equal("1", await ProcessAsync(again, options, "a1"));
        _engine.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("", await ProcessAsync(again, options, "a1"));
        Assert.Equal("a1", again.Calls);
        never.SetResult();
        await running;
    }

    [Fact]
    public async Task ProcessAsync_CallerCancels_GivesTheLockBack()
    {
        await _table.EnsureCreatedAsync();
        using var stop = new CancellationTokenSource();
        var handler = new ScriptedHandler((_, token) =>
        {
            stop.Cancel();
            token.ThrowIfCancellationRequested();
            return ValueTask.CompletedTask;
        });
        var answer = await handler.Processor(new() { Idempotency = new(_table) }).ProcessAsync(StreamEvents.Of("a1"), null, NoServices.Instance, stop.Token);
        Assert.Equal("1", StreamEvents.Reported(answer));
        Assert.Equal((IdempotencyState.Taken, 2), (await BeginAsync("Things#id1")) is var taken ? (taken.State, taken.Attempt) : default);
    }

    [Fact]
    public async Task BeginAsync_Failed_IsFreeAndCountsAttempts()
    {
        await _table.EnsureCreatedAsync();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var taken = await BeginAsync("k");
            Assert.Equal((IdempotencyState.Taken, attempt), (taken.State, taken.Attempt));
            await _table.FailAsync(taken, CancellationToken.None);
        }
    }

    [Fact]
    public async Task ProcessAsync_DeliveredAgain_HandlesOnlyWhatFailed()
    {
        await _table.EnsureCreatedAsync();
        var (first, second) = (ScriptedHandler.FailingFor("b1"), ScriptedHandler.FailingFor());
        var options = new StreamProcessorOptions { FailureMode = StreamFailureMode.Continue, Idempotency = new(_table) };
        Assert.Equal("2 4", await ProcessAsync(first, options, "a1 b1 c1 b2"));
        Assert.Equal("", await ProcessAsync(second, options, "a1 b1 c1 b2"));
        Assert.Equal(("a1 b1 c1", "b1 b2"), (first.Calls, second.Calls));
    }

    [Fact]
    public async Task ProcessAsync_BusinessKey_HandlesEachOnce()
    {
        await _table.EnsureCreatedAsync();
        var handler = ScriptedHandler.FailingFor();
        var idempotency = new StreamIdempotency(_table) { Key = record => ScriptedHandler.NameOf(record) is "x1" ? null : ScriptedHandler.NameOf(record)[1..] };
        Assert.Equal("", await ProcessAsync(handler, new() { Idempotency = idempotency }, "a1 b1 c2 x1 x1"));
        Assert.Equal("a1 c2 x1 x1", handler.Calls);
    }

    [Theory]
    [InlineData(InProgressMode.Retry, "1")]
    [InlineData(InProgressMode.Skip, "")]
    public async Task ProcessAsync_AnotherIsHandlingIt_RetriesOrSkips(InProgressMode mode, string reported)
    {
        await _table.EnsureCreatedAsync();
        await BeginAsync("Things#id1");
        var handler = ScriptedHandler.FailingFor();
        Assert.Equal(reported, await ProcessAsync(handler, new() { Idempotency = new(_table) { WhenInProgress = mode } }, "a1"));
        Assert.Equal("", handler.Calls);
    }

    [Fact]
    public async Task ProcessAsync_FailsAttemptsMaxTimes_IsPoison()
    {
        await _table.EnsureCreatedAsync();
        var poison = new List<int>();
        var handler = ScriptedHandler.FailingFor("a1");
        var options = Poison(poison);
        Assert.Equal("1", await ProcessAsync(handler, options, "a1"));
        Assert.Equal("1", await ProcessAsync(handler, options, "a1"));
        Assert.Equal("", await ProcessAsync(handler, options, "a1"));
        Assert.Equal([3], poison);
        Assert.Equal("", await ProcessAsync(handler, options, "a1"));
        Assert.Equal("a1 a1 a1", handler.Calls);
    }

    [Fact]
    public async Task ProcessAsync_AttemptsThatNeverEnd_AreCountedToo()
    {
        await _table.EnsureCreatedAsync();
        var poison = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            await BeginAsync("Things#id1");
            _engine.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var handler = ScriptedHandler.FailingFor();
        Assert.Equal("", await ProcessAsync(handler, Poison(poison), "a1"));
        Assert.Equal([4], poison);
        Assert.Equal("", handler.Calls);
    }

    [Fact]
    public async Task ProcessAsync_StoreFails_FailsTheRecordAndTellsWhy()
    {
        var failures = new List<StreamFailure>();
        var handler = ScriptedHandler.FailingFor();
        var options = new StreamProcessorOptions
        {
            Idempotency = new(_table),
            OnRecordFailed = (failure, _) =>
            {
                failures.Add(failure);
                return ValueTask.CompletedTask;
            },
        };
        Assert.Equal("1", await ProcessAsync(handler, options, "a1"));
        Assert.IsType<ResourceNotFoundException>(Assert.Single(failures).Exception);
        Assert.Equal("", handler.Calls);
    }

    [Fact]
    public async Task ProcessAsync_BusinessKeyCannotBeRead_IsPoisonAndTheOthersAreHandled()
    {
        await _table.EnsureCreatedAsync();
        var poison = new List<string>();
        var handler = ScriptedHandler.FailingFor();
        var options = new StreamProcessorOptions
        {
            Idempotency = new(_table) { Key = record => ScriptedHandler.NameOf(record) is "b1" ? throw new ItemMappingException("no id", null) : ScriptedHandler.NameOf(record) },
            OnFailure = (failure, _) =>
            {
                poison.Add($"{failure.Record.SequenceNumber}: {failure.Exception.Message}");
                return ValueTask.CompletedTask;
            },
        };
        Assert.Equal("", await ProcessAsync(handler, options, "a1 b1 c1"));
        Assert.Equal("a1 c1", handler.Calls);
        Assert.Equal(["2: no id"], poison);
        Assert.Equal("2", await ProcessAsync(handler, options with { OnFailure = null }, "a1 b1 c1"));
    }

    private StreamProcessorOptions Poison(List<int> attempts) => new()
    {
        Idempotency = new(_table),
        AttemptsMax = 3,
        OnFailure = (failure, _) =>
        {
            attempts.Add(failure.Attempt);
            return ValueTask.CompletedTask;
        },
    };

    private ValueTask<IdempotencyLock> BeginAsync(string key, DateTimeOffset? deadline = null) => _table.BeginAsync(key, deadline, CancellationToken.None);

    private static async Task<string> ProcessAsync(ScriptedHandler handler, StreamProcessorOptions options, string batch) =>
        StreamEvents.Reported(await handler.Processor(options).ProcessAsync(StreamEvents.Of(batch), null, NoServices.Instance, CancellationToken.None));
}
