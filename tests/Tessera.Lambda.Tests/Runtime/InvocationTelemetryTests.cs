using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Tessera.Lambda.Tests.Runtime;

[CollectionDefinition(nameof(InvocationTelemetryTests), DisableParallelization = true)]
public sealed class InvocationTelemetryCollection;

/// <summary>Listens to the whole process, and so runs while no other test does.</summary>
[Collection(nameof(InvocationTelemetryTests))]
public sealed class InvocationTelemetryTests : IDisposable
{
    private const string TraceId = "5759e988bd862e3fe1be46a994272793";

    private readonly List<Activity> _spans = [];
    private readonly List<string> _measured = [];
    private readonly ActivityListener _activities;
    private readonly MeterListener _meter = new();

    public InvocationTelemetryTests()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TesseraTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Add,
        };
        ActivitySource.AddActivityListener(_activities);
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == TesseraTelemetry.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _meter.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        _meter.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        _meter.Start();
    }

    public void Dispose()
    {
        _activities.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public async Task Invocations_FirstFails_AreTracedAndCounted()
    {
        await using (var app = await LambdaApp.StartAsync(new FakeRuntimeApi(), builder => builder.AddEventHandler(FailFirst), _ => { }))
        {
            await app.SendAsync("1", ("Lambda-Runtime-Trace-Id", $"Root=1-{TraceId[..8]}-{TraceId[8..]};Parent=53995c3f42cd8ad8;Sampled=1"));
            await app.SendAsync("2");
        }

        Assert.Equal(["faas.coldstarts other", "faas.errors other", "faas.invoke_duration other", "faas.invocations other", "faas.invoke_duration other"], _measured);
        Assert.Equal([true, false], _spans.Select(span => span.GetTagItem("faas.coldstart")));
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], _spans.Select(span => span.Status));
        Assert.Equal((TraceId, "53995c3f42cd8ad8"), (_spans[0].TraceId.ToHexString(), _spans[0].ParentSpanId.ToHexString()));
        Assert.Equal(typeof(InvalidOperationException).FullName, _spans[0].GetTagItem("error.type"));
        Assert.All(_spans, span => Assert.Equal(ActivityKind.Server, span.Kind));
    }

    [Fact]
    public async Task Invocation_OfARequest_HasItsTrigger()
    {
        await using (var app = await LambdaApp.StartAsync(web => web.Run(_ => Task.CompletedTask)))
            await app.SendAsync("""{"rawPath":"/x","requestContext":{"http":{"method":"GET"}}}""");

        Assert.Equal(["faas.coldstarts http", "faas.invocations http", "faas.invoke_duration http"], _measured);
        Assert.Equal("http", Assert.Single(_spans, span => span.Kind == ActivityKind.Server).GetTagItem("faas.trigger"));
    }

    private void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Add($"{instrument.Name} {string.Join(',', tags.ToArray().Where(tag => tag.Key == "faas.trigger").Select(tag => tag.Value))}");

    private static ValueTask<ReadOnlyMemory<byte>> FailFirst(LambdaEvent lambdaEvent, CancellationToken stop) =>
        lambdaEvent.Json.Span[0] == '1' ? throw new InvalidOperationException("no") : new(lambdaEvent.Json);
}
