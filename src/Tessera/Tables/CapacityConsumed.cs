namespace Tessera;

/// <summary>What one request cost. Immutable.</summary>
/// <param name="Operation">The API action: <c>Query</c>.</param>
/// <param name="Table">The table's name.</param>
/// <param name="Index">The index read, or <see langword="null"/>.</param>
/// <param name="CapacityUnits">The capacity units consumed: read units for reads, write units for writes.</param>
/// <param name="ItemCount">How many items the request returned or wrote.</param>
public readonly record struct CapacityConsumed(string Operation, string Table, string? Index, double CapacityUnits, int ItemCount)
{
    /// <summary>Whether the units are read units.</summary>
    public bool IsRead => Operation is "GetItem" or "BatchGetItem" or "TransactGetItems" or "Query" or "Scan";
}
