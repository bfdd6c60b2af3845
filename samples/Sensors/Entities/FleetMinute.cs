using Tessera;

namespace Sensors;

/// <summary>
/// What one shard of the fleet measured in one minute. All sensors report to the same minute, and one partition takes 1,000 writes a second:
/// so the minute is spread over <see cref="Shards.Count"/> partitions, and a reader adds them up.
/// </summary>
[Entity<SensorsTable>("METRICS#{Minute:yyyy-MM-dd}#{Shard}", "{Minute}")]
public partial record FleetMinute
{
    public required DateTimeOffset Minute { get; init; }
    public required int Shard { get; init; }
    public int Readings { get; init; }
    public double Sum { get; init; }
    [TimeToLive] public DateTimeOffset? ExpiresAt { get; init; }
}
