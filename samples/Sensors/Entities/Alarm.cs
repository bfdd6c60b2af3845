using Tessera;

namespace Sensors;

/// <summary>A time in which a sensor was above its limit. The index lists the open ones, and the cleared ones, oldest first.</summary>
[Entity<SensorsTable>("SENSOR#{SensorId}", "ALARM#{RaisedAt}")]
[Index("GSI1", "ALARMS#{State}", "{RaisedAt}#{SensorId}")]
public partial record Alarm
{
    public required string SensorId { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }
    public required AlarmState State { get; init; }

    /// <summary>The value that raised it.</summary>
    public required double Value { get; init; }

    public required double Limit { get; init; }
    public DateTimeOffset? ClearedAt { get; init; }
}

/// <summary>Whether a sensor is still above its limit.</summary>
public enum AlarmState
{
    Open,
    Cleared,
}
