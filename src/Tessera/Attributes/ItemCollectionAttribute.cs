namespace Tessera;

/// <summary>Makes a partial class or record the typed content of one partition: several entity types read with one query.</summary>
/// <remarks>
/// Its members are the entities: <c>User? User</c> holds at most one, <c>IReadOnlyList&lt;Order&gt; Orders</c> all of them in key order.
/// The table context gets a property named as the plural of the type's name, with <c>LoadAsync</c>.
/// </remarks>
/// <typeparam name="TTable">The class that has <see cref="TableAttribute"/>.</typeparam>
/// <param name="partitionKey">The template of the shared partition key, as the entities have it: <c>"USER#{UserId}"</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ItemCollectionAttribute<TTable>(string partitionKey) : Attribute
    where TTable : class
{
    /// <summary>The template of the shared partition key.</summary>
    public string PartitionKey { get; } = partitionKey;

    /// <summary>The name of the property on the table context.</summary>
    /// <value>The default, <see langword="null"/>, means the English plural of the type's name.</value>
    public string? Repository { get; set; }
}
