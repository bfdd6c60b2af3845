namespace Tessera.Generators.Model;

/// <summary>A secondary index as the table declares it, or as entities imply it.</summary>
internal sealed record IndexSpec
{
    public required string Name { get; init; }

    public required bool IsLocal { get; init; }

    public required string PartitionKey { get; init; }

    public required string? SortKey { get; init; }

    /// <summary><c>All</c>, <c>KeysOnly</c> or <c>Include</c>.</summary>
    public required string Projection { get; init; }

    public required EquatableArray<string> NonKeyAttributes { get; init; }

    /// <summary>Whether the sort key was named in the declaration, and not only derived from the index's name.</summary>
    public required bool SortKeyIsExplicit { get; init; }
}

/// <summary>A table context as declared.</summary>
internal sealed record TableSpec
{
    private static readonly HashSet<string> _takenNames = new(StringComparer.Ordinal)
    {
        "Client", "Create", "EnsureCreatedAsync", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "Model", "ReadTransaction", "Register", "TableModel",
        "TableName", "ToString", "Transaction",
    };

    public required TypeSpec Type { get; init; }

    public required string Name { get; init; }

    public required string PartitionKey { get; init; }

    public required string? SortKey { get; init; }

    public required string EntityTypeAttribute { get; init; }

    /// <summary>Whether the discriminator attribute was named, which makes entities keyed by properties write it too.</summary>
    public required bool EntityTypeAttributeIsExplicit { get; init; }

    /// <summary>The member of <c>StreamView</c> by name; <c>None</c> for a table without a stream.</summary>
    public required string Stream { get; init; }

    /// <summary>How the table is deployed, or null where nothing is said.</summary>
    public required DeploymentSpec? Deployment { get; init; }

    /// <summary>The declared indexes in ordinal order of their names.</summary>
    public required EquatableArray<IndexSpec> Indexes { get; init; }

    /// <summary>Whether a table context has a member of this name anyway; its own name cannot be a member's either.</summary>
    public bool HasMember(string name) => _takenNames.Contains(name) || name == Type.Name;
}

/// <summary>A member of an item collection: the entity it holds, and whether it holds one or all.</summary>
internal sealed record CollectionMemberSpec(string Name, string EntityFullName, bool IsMany, MemberSetting Setting, bool IsNullable, string TypeName,
    CollectionShape Shape);

/// <summary>A typed item collection.</summary>
internal sealed record CollectionSpec
{
    public required TypeSpec Type { get; init; }

    public required string TableName { get; init; }

    public required string RepositoryName { get; init; }

    /// <summary>The template of the partition key; its parts have the types that the entities' properties have.</summary>
    public required KeySpec PartitionKey { get; init; }

    public required EquatableArray<CollectionMemberSpec> Members { get; init; }

    public required EquatableArray<string> ConstructorMembers { get; init; }
}
