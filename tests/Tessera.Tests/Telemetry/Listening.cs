using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Tessera.Tests.Telemetry;

/// <summary>Listens to the spans and metrics of the whole process, and so runs while no other test does. Batches are sent at once, from several threads.</summary>
internal sealed class Listening : IDisposable
{
    private readonly ActivityListener _activities;
    private readonly MeterListener _meter = new();

    public Listening()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TesseraTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_activities);
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == TesseraTelemetry.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _meter.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meter.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meter.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meter.Start();
    }

    public ConcurrentQueue<Activity> Spans { get; } = [];

    public ConcurrentQueue<(string Instrument, double Value, Dictionary<string, object?> Tags)> Measurements { get; } = [];

    public IEnumerable<double> Values(string instrument) => Measurements.Where(measured => measured.Instrument == instrument).Select(measured => measured.Value);

    public void Dispose()
    {
        _activities.Dispose();
        _meter.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Measurements.Enqueue((instrument.Name, value, tags.ToArray().ToDictionary()));
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
