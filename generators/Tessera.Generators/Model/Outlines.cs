namespace Tessera.Generators.Model;

/// <summary>What a table context needs to know of an entity, so that a change inside the entity leaves the context as it is.</summary>
internal sealed record EntityOutline
{
    public required TypeSpec Type { get; init; }

    public required string RepositoryName { get; init; }

    public required string EntityName { get; init; }

    public static EntityOutline From(EntitySpec entity) => new()
    {
        Type = entity.Type,
        RepositoryName = entity.RepositoryName,
        EntityName = entity.EntityName,
    };
}

/// <summary>A table context as it is emitted.</summary>
internal sealed record TableOutline
{
    public required TableSpec Table { get; init; }

    public required KeyAttributeSpec PartitionKey { get; init; }

    public required KeyAttributeSpec? SortKey { get; init; }

    public required string? EntityTypeAttribute { get; init; }

    public required string? TimeToLiveAttribute { get; init; }

    public required EquatableArray<AssembledIndex> Indexes { get; init; }

    public required EquatableArray<EntityOutline> Entities { get; init; }

    public required EquatableArray<CollectionSpec> Collections { get; init; }

    /// <summary>Of two repositories with one name, which is an error, the first is emitted, and none with the name of another member, so that no other errors follow.</summary>
    public static TableOutline From(AssembledTable table)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        bool IsFree(string name) => !table.Table.HasMember(name) && names.Add(name);
        return new TableOutline
        {
            Table = table.Table,
            PartitionKey = table.PartitionKey,
            SortKey = table.SortKey,
            EntityTypeAttribute = table.Entities.Count == 0 ? table.Table.EntityTypeAttribute : table.Entities[0].EntityTypeAttribute,
            TimeToLiveAttribute = table.TimeToLiveAttribute,
            Indexes = table.Indexes,
            Entities = table.Entities.Where(e => IsFree(e.RepositoryName)).Select(EntityOutline.From).ToEquatableArray(),
            Collections = table.Collections.Where(c => IsFree(c.RepositoryName)).ToEquatableArray(),
        };
    }
}

/// <summary>An item collection as it is emitted.</summary>
internal sealed record CollectionOutline
{
    public required CollectionSpec Collection { get; init; }

    /// <summary>The entities it holds, in the order of its members.</summary>
    public required EquatableArray<EntityOutline> Entities { get; init; }

    public static IEnumerable<CollectionOutline> From(AssembledTable table)
    {
        var entities = table.Entities.ToDictionary(e => e.Type.FullName, EntityOutline.From, StringComparer.Ordinal);
        return table.Collections.Select(c => new CollectionOutline
        {
            Collection = c,
            Entities = c.Members.Select(m => entities[m.EntityFullName]).ToEquatableArray(),
        });
    }
}
