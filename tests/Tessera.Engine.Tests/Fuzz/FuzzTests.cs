using System.Diagnostics;

namespace Tessera.Engine.Tests.Fuzz;

/// <summary>Whatever a client sends, the answer is one of the protocol's: never status 500, never a hang, never the end of the process.</summary>
public sealed class FuzzTests
{
    private const int Requests = 200_000;

    /// <summary>A fresh engine for each block: mutated requests delete tables, and a failure is repeated by its block alone.</summary>
    private const int RequestsPerBlock = 1_000;

    private static readonly TimeSpan _requestTimeMax = TimeSpan.FromSeconds(5);

    [Fact]
    public void Corpus_Unchanged_IsValid()
    {
        var refused = new List<string>();
        foreach (var request in FuzzCorpus.Valid)
        {
            using var engine = new FuzzEngine();
            if (engine.StatusOf(request, out var body) != 200)
                refused.Add($"{request}\n  {body}");
        }
        Assert.True(refused.Count == 0, string.Join("\n\n", refused));
    }

    [Fact]
    public void Requests_Mutated_NeverBreakTheEngine()
    {
        var seed = TestSeed.Random().Next();
        var blocks = Requests / RequestsPerBlock;
        var next = -1;
        var accepted = 0;
        var offences = new List<string>();
        var workers = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, 4)).Select(_ => new SmallStackThread()).ToArray();
        foreach (var worker in workers)
        {
            worker.Start(() =>
            {
                for (int block; (block = Interlocked.Increment(ref next)) < blocks && offences.Count < 20;)
                    Interlocked.Add(ref accepted, RunBlock(new Random(seed + block), worker, offences));
            });
        }
        Array.ForEach(workers, worker => worker.Join());
        Assert.True(offences.Count == 0, string.Join("\n\n", offences));
        // Mutations that are all refused at the door would prove little.
        Assert.InRange(accepted, Requests / 20, Requests);
    }

    /// <summary>The number of requests that were valid still.</summary>
    private static int RunBlock(Random random, SmallStackThread worker, List<string> offences)
    {
        using var engine = new FuzzEngine();
        var mutator = new Mutator(random);
        for (var count = 0; count < RequestsPerBlock; count++)
        {
            var request = mutator.Next();
            worker.Current = request;
            var clock = Stopwatch.StartNew();
            var offence = engine.Send(request);
            if (offence is null && clock.Elapsed > _requestTimeMax)
                offence = $"took {clock.Elapsed}";
            if (offence is null)
                continue;
            lock (offences)
                offences.Add($"{request}\n  {offence}");
        }
        return engine.Accepted;
    }
}
