namespace Tessera;

/// <summary>Marks a <c>partial class</c> as the context of one DynamoDB table; the generator completes it.</summary>
/// <remarks>
/// The generator derives the class from <see cref="TableContext"/> and gives it one repository per entity, its item collections and
/// transactions. Entities join the table with <see cref="EntityAttribute{TTable}"/>.
/// </remarks>
/// <param name="name">The table's name; <c>TableOptions</c> can replace it or put a prefix before it at run time.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TableAttribute(string name) : Attribute
{
    /// <summary>The table's name: 3 to 255 characters of <c>a-z A-Z 0-9 _ . -</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The name of the partition key attribute that key templates write.</summary>
    /// <value>The default is <c>PK</c>. Not used by a table whose entities mark a property with <see cref="PartitionKeyAttribute"/>.</value>
    public string PartitionKey { get; set; } = "PK";

    /// <summary>The name of the sort key attribute that key templates write; <see langword="null"/> for a table without a sort key.</summary>
    /// <value>The default is <c>SK</c>. Not used by a table whose entities mark a property with <see cref="PartitionKeyAttribute"/>.</value>
    public string? SortKey { get; set; } = "SK";

    /// <summary>The name of the attribute that tells which entity an item is (the discriminator); its value is the entity's name.</summary>
    /// <value>
    /// The default is <c>EntityType</c>. A table with a single entity keyed by <see cref="PartitionKeyAttribute"/> writes none unless this is set explicitly.
    /// </value>
    public string EntityTypeAttribute { get; set; } = "EntityType";

    /// <summary>What the records of the table's stream carry; stream handlers need one.</summary>
    /// <value>The default is <see cref="StreamView.None"/>: the table has no stream.</value>
    public StreamView Stream { get; set; }
}
