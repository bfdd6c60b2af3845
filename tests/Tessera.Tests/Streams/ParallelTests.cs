namespace Tessera.Tests.Streams;

public sealed class ParallelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task ProcessAsync_InParallel_KeepsTheOrderOfEachPartitionKeyAndOneAtATime(int parallelism)
    {
        const int Seed = 20251;
        var random = new Random(Seed);
        var counts = new Dictionary<char, int>();
        var names = Enumerable.Range(0, 500).Select(_ => (char)('a' + random.Next(9))).Select(key => key.ToString() + (counts[key] = counts.GetValueOrDefault(key) + 1)).ToList();
        var (running, last, most, current) = (new HashSet<char>(), new Dictionary<char, int>(), 0, 0);
        var handler = new ScriptedHandler(async (record, _) =>
        {
            var name = ScriptedHandler.NameOf(record);
            lock (running)
            {
                Assert.True(running.Add(name[0]), $"{name} started while its key was busy (seed {Seed})");
                Assert.Equal(last.GetValueOrDefault(name[0]) + 1, int.Parse(name[1..], System.Globalization.CultureInfo.InvariantCulture));
                last[name[0]] = last.GetValueOrDefault(name[0]) + 1;
                most = Math.Max(most, ++current);
            }

            await Task.Yield();
            lock (running)
            {
                running.Remove(name[0]);
                current--;
            }
        });
        var answer = await handler.Processor(new() { MaxParallelism = parallelism }).ProcessAsync(StreamEvents.Of(string.Join(' ', names)), null, NoServices.Instance, CancellationToken.None);
        Assert.Equal("", StreamEvents.Reported(answer));
        Assert.Equal(counts, last);
        Assert.InRange(most, 1, parallelism);
    }

    [Fact]
    public async Task ProcessAsync_TwoKeys_RunAtOnce()
    {
        var both = new TaskCompletionSource();
        var waiting = 0;
        var handler = new ScriptedHandler(async (_, stop) =>
        {
            if (Interlocked.Increment(ref waiting) == 2)
                both.SetResult();
            await both.Task.WaitAsync(TimeSpan.FromSeconds(30), stop);
        });
        var answer = await handler.Processor(new() { MaxParallelism = 2 }).ProcessAsync(StreamEvents.Of("a1 b1"), null, NoServices.Instance, CancellationToken.None);
        Assert.Equal("", StreamEvents.Reported(answer));
    }

    [Fact]
    public async Task ProcessAsync_ContinueInParallel_HoldsBackTheFailedKeyOnly()
    {
        var handler = ScriptedHandler.FailingFor("a2");
        var processor = handler.Processor(new() { MaxParallelism = 3, FailureMode = StreamFailureMode.Continue });
        var answer = await processor.ProcessAsync(StreamEvents.Of("a1 a2 a3 b1 b2 c1 a4"), null, NoServices.Instance, CancellationToken.None);
        Assert.Equal("2 3 7", StreamEvents.Reported(answer));
        Assert.Equal(["a1", "a2", "b1", "b2", "c1"], handler.Calls.Split(' ').Order());
    }

    [Fact]
    public async Task ProcessAsync_StopInParallel_ReportsTheLowestUnfinished()
    {
        var failed = new TaskCompletionSource();
        var handler = new ScriptedHandler(async (record, stop) =>
        {
            if (ScriptedHandler.NameOf(record) == "b1")
            {
                failed.SetResult();
                throw new InvalidOperationException();
            }

            await failed.Task.WaitAsync(TimeSpan.FromSeconds(30), stop);
        });
        var answer = await handler.Processor(new() { MaxParallelism = 2 }).ProcessAsync(StreamEvents.Of("a1 b1 a2 b2 c1"), null, NoServices.Instance, CancellationToken.None);
        Assert.Equal("2", StreamEvents.Reported(answer));
        Assert.DoesNotContain("b2", handler.Calls, StringComparison.Ordinal);
    }
}
