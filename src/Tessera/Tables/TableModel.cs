namespace Tessera;

/// <summary>A table as its entities describe it: keys, indexes, entities. Immutable; generated as <c>ShopTable.Model</c>.</summary>
/// <remarks><see cref="TableContext.EnsureCreatedAsync"/> creates the table from it; tools write templates from it.</remarks>
public sealed record TableModel
{
    /// <summary>The table's name as the attribute gives it, before <see cref="TableOptions"/> changes it.</summary>
    public required string Name { get; init; }

    /// <summary>The partition key attribute.</summary>
    public required KeyModel PartitionKey { get; init; }

    /// <summary>The sort key attribute, or <see langword="null"/> for a table without one.</summary>
    public KeyModel? SortKey { get; init; }

    /// <summary>The discriminator attribute, or <see langword="null"/> when items carry none.</summary>
    public string? EntityTypeAttribute { get; init; }

    /// <summary>What the records of the table's stream carry.</summary>
    /// <value>The default is <see cref="StreamView.None"/>: the table has no stream.</value>
    public StreamView Stream { get; init; }

    /// <summary>The attribute by whose time the service deletes items, or <see langword="null"/> when items stay.</summary>
    public string? TimeToLiveAttribute { get; init; }

    /// <summary>How the table is deployed: backups, encryption, billing, tags. Templates say it; local tables ignore it.</summary>
    public DeploymentModel Deployment { get; init; } = DeploymentModel.Default;

    /// <summary>The secondary indexes, by name.</summary>
    public IReadOnlyList<IndexModel> Indexes { get; init; } = [];

    /// <summary>The entities, by name.</summary>
    public IReadOnlyList<EntityModel> Entities { get; init; } = [];
}

/// <summary>A key attribute: its name and its type. Immutable.</summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="Type">The attribute's type; templates are always text.</param>
public sealed record KeyModel(string Name, KeyType Type = KeyType.String);

/// <summary>A secondary index of a table. Immutable.</summary>
public sealed record IndexModel
{
    /// <summary>The index's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the index is local: the table's partition key with another sort key.</summary>
    public bool IsLocal { get; init; }

    /// <summary>The partition key attribute; the table's for a local index.</summary>
    public required KeyModel PartitionKey { get; init; }

    /// <summary>The sort key attribute, or <see langword="null"/> for an index without one.</summary>
    public KeyModel? SortKey { get; init; }

    /// <summary>Which attributes the index copies.</summary>
    public IndexProjection Projection { get; init; }

    /// <summary>The attributes copied besides the keys when <see cref="Projection"/> is <see cref="IndexProjection.Include"/>.</summary>
    public IReadOnlyList<string> NonKeyAttributes { get; init; } = [];
}

/// <summary>An entity of a table. Immutable.</summary>
public sealed record EntityModel
{
    /// <summary>The entity's name: the value of the discriminator attribute.</summary>
    public required string Name { get; init; }

    /// <summary>The partition key's template, or the property's name in braces when it is the key itself.</summary>
    public required string PartitionKey { get; init; }

    /// <summary>The sort key's template, or <see langword="null"/> for a table without a sort key.</summary>
    public string? SortKey { get; init; }

    /// <summary>The version attribute, or <see langword="null"/>.</summary>
    public string? VersionAttribute { get; init; }

    /// <summary>The entity's key templates in the table's indexes.</summary>
    public IReadOnlyList<EntityIndexModel> Indexes { get; init; } = [];
}

/// <summary>How an entity is in an index. Immutable.</summary>
/// <param name="Index">The index's name.</param>
/// <param name="PartitionKey">The partition key's template; <see langword="null"/> for a local index.</param>
/// <param name="SortKey">The sort key's template, or <see langword="null"/>.</param>
public sealed record EntityIndexModel(string Index, string? PartitionKey, string? SortKey);
