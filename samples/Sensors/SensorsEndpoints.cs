using Microsoft.AspNetCore.Http.HttpResults;

namespace Sensors;

/// <summary>The web API: readings in, series, fleet and alarms out.</summary>
internal static class SensorsEndpoints
{
    private const int MeasurementsMax = 1_000;
    private const int ClearedShown = 10;
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(12);

    public static void MapSensors(this WebApplication app)
    {
        var api = app.MapGroup("/api");
        api.MapPost("/readings", RecordAsync);
        api.MapGet("/sensors", SensorsAsync);
        api.MapGet("/sensors/{sensorId}/readings", SeriesAsync);
        api.MapGet("/fleet", FleetAsync);
        api.MapGet("/alarms", AlarmsAsync);
    }

    private static async Task<Results<Ok<Recorded>, ProblemHttpResult>> RecordAsync(Measurement[] batch, Measurements measurements, CancellationToken stop)
    {
        if (batch.Length is 0 or > MeasurementsMax || batch.Any(measurement => string.IsNullOrEmpty(measurement?.SensorId) || !double.IsFinite(measurement.Value)))
            return TypedResults.Problem($"Send 1 to {MeasurementsMax} readings, each with sensorId, at and value.", statusCode: StatusCodes.Status400BadRequest);
        return TypedResults.Ok(new Recorded(await measurements.RecordAsync(batch, stop)));
    }

    private static Task<List<Sensor>> SensorsAsync(SensorsTable sensors, CancellationToken stop) => sensors.Sensors.QueryGSI1().ToListAsync(stop);

    /// <summary>The last minutes of a sensor; with <paramref name="after"/> only what is new since then.</summary>
    private static Task<List<Reading>> SeriesAsync(string sensorId, DateTimeOffset? after, Measurements measurements, TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var start = now - _window;
        return measurements.SeriesAsync(sensorId, after > start ? after.Value : start, now, stop);
    }

    private static Task<List<FleetAverage>> FleetAsync(Measurements measurements, TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        return measurements.FleetAsync(now - _window, now, stop);
    }

    private static async Task<AlarmList> AlarmsAsync(SensorsTable sensors, CancellationToken stop)
    {
        var open = sensors.Alarms.QueryByState(AlarmState.Open).NewestFirst().ToListAsync(stop);
        var cleared = sensors.Alarms.QueryByState(AlarmState.Cleared).NewestFirst().PageAsync(ClearedShown, cancellationToken: stop);
        return new AlarmList(await open, (await cleared).Items);
    }

    /// <summary>How many of the readings were new.</summary>
    internal sealed record Recorded(int New);

    /// <summary>The open alarms, and the last ones that are over; newest first.</summary>
    internal sealed record AlarmList(IReadOnlyList<Alarm> Open, IReadOnlyList<Alarm> Cleared);
}
