namespace Tessera.Lambda.Tests.EventSources;

/// <summary>What a mapping delivers, and when, while the function succeeds.</summary>
public sealed class DeliveryScenarios
{
    private static readonly EventSourceMappingOptions _options = new();

    [Fact]
    public void TrimHorizon_DeliversWhatIsThere_ThenWhatComes()
    {
        using var run = new MappingRun(_options);
        run.Stream.AddShard("s");
        run.Stream.Put("s", 1, 2);
        run.Start();
        run.Stream.Put("s", 3);
        run.Advance(0.25);

        Assert.Equal(["+0 [1 2] ok", "checkpoint 2", "+0.25 [3] ok", "checkpoint 3"], run.TakeTrace());
    }

    [Fact]
    public void BatchSize_CutsWhatIsRead()
    {
        using var run = new MappingRun(_options with { BatchSize = 2 });
        run.Stream.AddShard("s");
        run.Stream.Put("s", 1, 2, 3, 4, 5);
        run.Start();

        Assert.Equal(["+0 [1 2] ok", "checkpoint 2", "+0 [3 4] ok", "checkpoint 4", "+0 [5] ok", "checkpoint 5"], run.TakeTrace());
    }
}
