using Tessera.Testing;
using Tessera.Tests.Streams;

namespace Tessera.Tests.Telemetry;

[Collection(AloneCollection.Name)]
public sealed class StreamTelemetryTests
{
    [Fact]
    public async Task Batch_Handled_TellsItsSizeItsAgeAndItsFailures()
    {
        using var listening = new Listening();
        var lambdaEvent = StreamEvents.Of("a1 b1 c1");
        var processor = ScriptedHandler.FailingFor("b1").Processor(new() { FailureMode = StreamFailureMode.Continue },
            new ManualClock(DateTimeOffset.FromUnixTimeSeconds(1735689600 + 90)));

        await processor.ProcessAsync(lambdaEvent, null, NoServices.Instance, CancellationToken.None);

        Assert.Equal([3], listening.Values("tessera.stream.batch.size"));
        Assert.Equal([90], listening.Values("tessera.stream.iterator_age"));
        Assert.Equal([1], listening.Values("tessera.stream.failures"));
        Assert.All(listening.Measurements, measured => Assert.Equal("shop", measured.Tags["db.collection.name"]));
    }
}
