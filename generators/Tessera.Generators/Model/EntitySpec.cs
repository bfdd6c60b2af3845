namespace Tessera.Generators.Model;

/// <summary>Everything about an entity that its generated code depends on.</summary>
internal sealed record EntitySpec
{
    public required TypeSpec Type { get; init; }

    public required MappingSpec Mapping { get; init; }

    /// <summary>The full name of the table context.</summary>
    public required string TableName { get; init; }

    /// <summary>The value of the discriminator attribute, and the entity's name in messages.</summary>
    public required string EntityName { get; init; }

    /// <summary>The attribute that tells the entity's type, or null if none is written.</summary>
    public required string? EntityTypeAttribute { get; init; }

    /// <summary>The repository property on the table context.</summary>
    public required string RepositoryName { get; init; }

    public required KeySpec PartitionKey { get; init; }

    public required KeySpec? SortKey { get; init; }

    public required EquatableArray<IndexKeysSpec> Indexes { get; init; }

    /// <summary>The property by which the entity's items expire, or null.</summary>
    public MemberSpec? TimeToLive => Mapping.Members.FirstOrDefault(m => m.IsTimeToLive);

    /// <summary>The objects nested in the entity, at any depth, each once, by ordinal full name.</summary>
    public required EquatableArray<MappingSpec> Objects { get; init; }
}
