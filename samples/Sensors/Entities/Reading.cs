using Tessera;

namespace Sensors;

/// <summary>
/// One measured value. A partition holds one day of one sensor, so it never grows beyond what a day brings; within it, readings sort by time.
/// Readings expire.
/// </summary>
[Entity<SensorsTable>("SENSOR#{SensorId}#{At:yyyy-MM-dd}", "{At}")]
public partial record Reading
{
    public required string SensorId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required double Value { get; init; }
    [TimeToLive] public DateTimeOffset ExpiresAt { get; init; }
}
