namespace Tessera;

/// <summary>Stores a class, record or struct in the table <typeparamref name="TTable"/>.</summary>
/// <remarks>
/// <para>
/// With templates, the keys are text composed of literals and properties: <c>"USER#{UserId}"</c>, <c>"ORDER#{PlacedAt:yyyy-MM-dd}#{OrderId}"</c>.
/// A property may carry a .NET format; <c>{{</c> and <c>}}</c> are literal braces; everything is formatted with the invariant culture.
/// </para>
/// <para>Without templates, mark properties with <see cref="PartitionKeyAttribute"/> and <see cref="SortKeyAttribute"/>.</para>
/// <para>The type must be <c>partial</c>. The generator writes its key, mapper, repository, conditions, updates and queries.</para>
/// </remarks>
/// <typeparam name="TTable">The class that has <see cref="TableAttribute"/>.</typeparam>
/// <param name="partitionKey">The template of the partition key, or <see langword="null"/> when properties are the keys themselves.</param>
/// <param name="sortKey">The template of the sort key, or <see langword="null"/> for a table without one.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class EntityAttribute<TTable>(string? partitionKey = null, string? sortKey = null) : Attribute
    where TTable : class
{
    /// <summary>The template of the partition key, or <see langword="null"/>.</summary>
    public string? PartitionKey { get; } = partitionKey;

    /// <summary>The template of the sort key, or <see langword="null"/>.</summary>
    public string? SortKey { get; } = sortKey;

    /// <summary>The value written to the table's discriminator attribute. Changing it makes stored items unreadable.</summary>
    /// <value>The default, <see langword="null"/>, means the type's name.</value>
    public string? Name { get; set; }

    /// <summary>The name of the repository property on the table context.</summary>
    /// <value>The default, <see langword="null"/>, means the English plural of the type's name: <c>Order</c> gives <c>Orders</c>.</value>
    public string? Repository { get; set; }
}
