namespace Tessera.Engine.Catalog;

/// <summary>How a table is paid for.</summary>
internal enum BillingMode : byte
{
    Provisioned,
    PayPerRequest,
}

/// <summary>Read and write units per second. Zero and zero stand for an on-demand table or index.</summary>
internal readonly record struct CapacityUnits(long Read, long Write);

/// <summary>Provisioned throughput with the times of its last changes.</summary>
internal sealed record ProvisionedThroughput(CapacityUnits Units)
{
    public DateTimeOffset? LastIncrease { get; init; }

    public DateTimeOffset? LastDecrease { get; init; }

    /// <summary>Decreases on the (UTC) day of <see cref="LastDecrease"/>.</summary>
    public long Decreases { get; init; }

    /// <summary>Other units, with the times and the number of decreases of the day kept as the service keeps them.</summary>
    public ProvisionedThroughput ChangeTo(CapacityUnits units, DateTimeOffset now)
    {
        var increased = units.Read > Units.Read || units.Write > Units.Write;
        var decreased = units.Read < Units.Read || units.Write < Units.Write;
        var decreasesToday = LastDecrease?.UtcDateTime.Date == now.UtcDateTime.Date ? Decreases : 0;
        return this with
        {
            Units = units,
            LastIncrease = increased ? now : LastIncrease,
            LastDecrease = decreased ? now : LastDecrease,
            Decreases = decreased ? decreasesToday + 1 : Decreases,
        };
    }

    public static ProvisionedThroughput OnDemand { get; } = new(default(CapacityUnits));
}
