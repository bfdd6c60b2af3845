namespace Tessera.Generators.Model;

/// <summary>The name and type of a key attribute.</summary>
internal sealed record KeyAttributeSpec(string Name, string Type);

/// <summary>An index with everything its creation needs.</summary>
internal sealed record AssembledIndex(IndexSpec Index, KeyAttributeSpec PartitionKey, KeyAttributeSpec? SortKey);

/// <summary>A table with the entities, indexes and item collections that belong to it.</summary>
internal sealed record AssembledTable
{
    public required TableSpec Table { get; init; }

    public required KeyAttributeSpec PartitionKey { get; init; }

    public required KeyAttributeSpec? SortKey { get; init; }

    /// <summary>The attribute by which items expire, or null.</summary>
    public required string? TimeToLiveAttribute { get; init; }

    /// <summary>The indexes in ordinal order of their names.</summary>
    public required EquatableArray<AssembledIndex> Indexes { get; init; }

    /// <summary>The entities in ordinal order of their full names, each with its final discriminator.</summary>
    public required EquatableArray<EntitySpec> Entities { get; init; }

    /// <summary>The item collections in ordinal order of their full names.</summary>
    public required EquatableArray<CollectionSpec> Collections { get; init; }
}
