namespace Tessera;

/// <summary>Puts an entity into a secondary index by key templates.</summary>
/// <remarks>
/// The entity is absent from the index (a sparse index) while any nullable property in these templates is <see langword="null"/>.
/// For an index of an entity keyed by properties, use <see cref="IndexPartitionKeyAttribute"/> and <see cref="IndexSortKeyAttribute"/>.
/// </remarks>
/// <param name="name">The index's name.</param>
/// <param name="partitionKey">The template of the index's partition key; <see langword="null"/> for a local index, which has the table's.</param>
/// <param name="sortKey">The template of the index's sort key, or <see langword="null"/> for an index without one.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class IndexAttribute(string name, string? partitionKey, string? sortKey = null) : Attribute
{
    /// <summary>The index's name.</summary>
    public string Name { get; } = name;

    /// <summary>The template of the index's partition key, or <see langword="null"/>.</summary>
    public string? PartitionKey { get; } = partitionKey;

    /// <summary>The template of the index's sort key, or <see langword="null"/>.</summary>
    public string? SortKey { get; } = sortKey;
}
