namespace Sensors;

/// <summary>The sensors of three greenhouses, and what they would measure.</summary>
public sealed class Fleet(int seed)
{
    private const double Warm = 21;
    private const double Limit = 28;
    private const double ClearBelow = 26.5;

    /// <summary>How much warmer a greenhouse gets where the sun stands on it.</summary>
    private const double Sunshine = 10;

    private static readonly TimeSpan _sunEvery = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan _sunFor = TimeSpan.FromSeconds(100);

    private readonly Random _random = new(seed);

    /// <summary>The sensors, four in each house.</summary>
    public IReadOnlyList<Sensor> Sensors { get; } =
    [
        .. from site in (string[])["North House", "Palm House", "Seedlings"]
           from number in Enumerable.Range(1, 4)
           select new Sensor { SensorId = $"{site[0]}-{number:D2}", Site = site, Limit = Limit, ClearBelow = ClearBelow },
    ];

    /// <summary>One reading of every sensor. Not thread-safe.</summary>
    public IReadOnlyList<Measurement> Measure(DateTimeOffset at) =>
        [.. Sensors.Select((sensor, index) => new Measurement(sensor.SensorId, at, Temperature(index, at)))];

    private double Temperature(int index, DateTimeOffset at)
    {
        var shifted = at + _sunEvery * (index * 5 % Sensors.Count) / Sensors.Count;
        var sun = TimeSpan.FromTicks(shifted.UtcTicks % _sunEvery.Ticks) / _sunFor;
        var sway = Math.Sin(at.ToUnixTimeMilliseconds() / 41_000.0 + index);
        var temperature = Warm + index % 4 * 0.6 + sway + (_random.NextDouble() - 0.5) * 0.6;
        return Math.Round(sun < 1 ? temperature + Sunshine * Math.Sin(Math.PI * sun) : temperature, 2);
    }
}
