using System.Globalization;
using Tessera.Hosting;

namespace Sensors;

/// <summary>The settings of the simulated fleet: the section <c>Sensors</c> of the configuration.</summary>
public sealed record SensorsOptions
{
    /// <summary>Whether sensors are simulated: on the engine in this process, unless the configuration says otherwise.</summary>
    public required bool Simulate { get; init; }

    /// <summary>The time from one reading of a sensor to its next.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>The seed of the noise on the readings.</summary>
    public required int Seed { get; init; }

    public static SensorsOptions Read(IConfiguration configuration, TesseraOptions tessera) => new()
    {
        Simulate = configuration["Sensors:Simulate"] is { } simulate ? bool.Parse(simulate) : tessera.Service == TesseraService.Local,
        Interval = configuration["Sensors:Interval"] is { } interval ? TimeSpan.Parse(interval, CultureInfo.InvariantCulture) : TimeSpan.FromSeconds(2),
        Seed = configuration["Sensors:Seed"] is { } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : 20251128,
    };
}
