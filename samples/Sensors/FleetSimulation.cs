namespace Sensors;

/// <summary>Writes the fleet's sensors, the readings of the last minutes, and from then on what they measure now.</summary>
internal sealed partial class FleetSimulation(
    SensorsTable sensors, Measurements measurements, SensorsOptions options, TimeProvider time, ILogger<FleetSimulation> log) : BackgroundService
{
    private static readonly TimeSpan _history = TimeSpan.FromMinutes(12);
    private static readonly TimeSpan _historyStep = TimeSpan.FromSeconds(8);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Simulate)
            return;
        var fleet = new Fleet(options.Seed);
        LogStart(fleet.Sensors.Count, options.Seed);
        await sensors.Sensors.PutManyAsync(fleet.Sensors, cancellationToken: stoppingToken);
        var now = time.GetUtcNow();
        for (var at = now - _history; at < now; at += _historyStep)
            await measurements.RecordAsync(fleet.Measure(at), stoppingToken);

        using var timer = new PeriodicTimer(options.Interval, time);
        do
            await measurements.RecordAsync(fleet.Measure(time.GetUtcNow()), stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} sensors are simulated (seed {Seed}).")]
    private partial void LogStart(int count, int seed);
}
