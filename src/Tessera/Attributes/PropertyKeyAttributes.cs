namespace Tessera;

/// <summary>Makes a property the table's partition key as it is: text is stored as S, a number as N, <c>byte[]</c> as B.</summary>
/// <remarks>For an entity whose <see cref="EntityAttribute{TTable}"/> has no templates. Exactly one property of the entity has it.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PartitionKeyAttribute : Attribute;

/// <summary>Makes a property the table's sort key as it is: text is stored as S, a number as N, <c>byte[]</c> as B.</summary>
/// <remarks>A number sorts by value. At most one property of the entity has it.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SortKeyAttribute : Attribute;

/// <summary>Makes a property the partition key of a global secondary index as it is.</summary>
/// <remarks>While a nullable property is <see langword="null"/> its item is absent from the index (a sparse index).</remarks>
/// <param name="index">The index's name.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class IndexPartitionKeyAttribute(string index) : Attribute
{
    /// <summary>The index's name.</summary>
    public string Index { get; } = index;
}

/// <summary>Makes a property the sort key of a secondary index as it is.</summary>
/// <remarks>
/// With a property that has <see cref="IndexPartitionKeyAttribute"/> of the same name the index is global; alone, it must be declared
/// with <see cref="LocalIndexAttribute"/>.
/// </remarks>
/// <param name="index">The index's name.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class IndexSortKeyAttribute(string index) : Attribute
{
    /// <summary>The index's name.</summary>
    public string Index { get; } = index;
}
