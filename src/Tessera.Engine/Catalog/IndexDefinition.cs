using System.Collections.Immutable;

namespace Tessera.Engine.Catalog;

/// <summary>A secondary index of a table.</summary>
internal sealed record IndexDefinition
{
    public required string Name { get; init; }

    public required bool IsGlobal { get; init; }

    /// <summary>The key space that holds the entries: see <see cref="KeySpace"/>.</summary>
    public required uint KeySpaceId { get; init; }

    public required KeySchema KeySchema { get; init; }

    public required Projection Projection { get; init; }

    /// <summary>
    /// The canonical UTF-8 names of all attributes that an entry holds (keys of table and index, and NonKeyAttributes), in byte order and distinct.
    /// Empty where the projection is ALL.
    /// </summary>
    public required ImmutableArray<ReadOnlyMemory<byte>> ProjectedNames { get; init; }

    public ResourceStatus Status { get; init; } = ResourceStatus.Active;

    /// <summary>When the passing status ends; null where the status is ACTIVE.</summary>
    public DateTimeOffset? StatusDue { get; init; }

    /// <summary>True from UpdateTable's creation of a global index until its entries have been made from the items that were there.</summary>
    public bool Backfilling { get; init; }

    public ProvisionedThroughput Throughput { get; init; } = ProvisionedThroughput.OnDemand;

    public CapacityUnits? OnDemandThroughput { get; init; }

    public CapacityUnits? WarmThroughput { get; init; }

    /// <summary>
    /// Whether a write to the table keeps the entries up to date. Not while backfilling, since the backfill reads every item in the commit that ends it;
    /// not while deleting, since nobody may read the entries any more.
    /// </summary>
    public bool IsMaintained => !Backfilling && Status != ResourceStatus.Deleting;
}
