using Tessera.Transport;

namespace Tessera;

/// <summary>Adds up what requests cost; set one as <see cref="TableOptions.Capacity"/>. Thread-safe; one meter may serve several contexts.</summary>
/// <example><code>
/// var before = meter.Total;
/// await shop.Orders.Query("12345").ToListAsync();
/// var cost = meter.Total - before;
/// </code></example>
public sealed class CapacityMeter
{
    private readonly Lock _lock = new();
    private CapacityUsage _total;

    /// <summary>Everything since the meter was made.</summary>
    public CapacityUsage Total
    {
        get
        {
            lock (_lock)
                return _total;
        }
    }

    internal void Add(TransportOperation operation, double units)
    {
        var isRead = operation is TransportOperation.GetItem or TransportOperation.BatchGetItem or TransportOperation.TransactGetItems
            or TransportOperation.Query or TransportOperation.Scan;
        lock (_lock)
            _total += new CapacityUsage(1, isRead ? units : 0, isRead ? 0 : units);
    }
}

/// <summary>What some requests cost. Immutable.</summary>
/// <param name="Requests">How many requests were answered. One that failed is not counted, since the service does not tell what it cost.</param>
/// <param name="ReadUnits">The read capacity units they consumed.</param>
/// <param name="WriteUnits">The write capacity units they consumed.</param>
public readonly record struct CapacityUsage(long Requests, double ReadUnits, double WriteUnits)
{
    /// <summary>The sum.</summary>
    /// <param name="left">One usage.</param>
    /// <param name="right">The other.</param>
    /// <returns>Both together.</returns>
    public static CapacityUsage operator +(CapacityUsage left, CapacityUsage right) => Add(left, right);

    /// <summary>The difference: what was used between two readings.</summary>
    /// <param name="left">The later reading.</param>
    /// <param name="right">The earlier reading.</param>
    /// <returns>What was used between them.</returns>
    public static CapacityUsage operator -(CapacityUsage left, CapacityUsage right) => Subtract(left, right);

    /// <summary>The sum.</summary>
    /// <param name="left">One usage.</param>
    /// <param name="right">The other.</param>
    /// <returns>Both together.</returns>
    public static CapacityUsage Add(CapacityUsage left, CapacityUsage right) =>
        new(left.Requests + right.Requests, left.ReadUnits + right.ReadUnits, left.WriteUnits + right.WriteUnits);

    /// <summary>The difference: what was used between two readings.</summary>
    /// <param name="left">The later reading.</param>
    /// <param name="right">The earlier reading.</param>
    /// <returns>What was used between them.</returns>
    public static CapacityUsage Subtract(CapacityUsage left, CapacityUsage right) =>
        new(left.Requests - right.Requests, left.ReadUnits - right.ReadUnits, left.WriteUnits - right.WriteUnits);
}
