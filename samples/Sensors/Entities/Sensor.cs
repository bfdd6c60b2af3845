using Tessera;

namespace Sensors;

/// <summary>A sensor, with the last value that it sent and the alarm that is open, if one is.</summary>
[Entity<SensorsTable>("SENSOR#{SensorId}", "METADATA")]
[Index("GSI1", "SENSORS", "{Site}#{SensorId}")]
public partial record Sensor
{
    public required string SensorId { get; init; }
    public required string Site { get; init; }

    /// <summary>A reading above this raises an alarm.</summary>
    public required double Limit { get; init; }

    /// <summary>A reading below this ends it. The gap between the two keeps a value on the limit from ringing all the time.</summary>
    public required double ClearBelow { get; init; }

    public double? LastValue { get; init; }
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>When the open alarm was raised.</summary>
    public DateTimeOffset? AlarmSince { get; init; }
}
