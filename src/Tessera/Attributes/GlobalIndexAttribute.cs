namespace Tessera;

/// <summary>Declares a global secondary index of the table; goes on the class that has <see cref="TableAttribute"/>.</summary>
/// <remarks>
/// Needed only to change a default: an index that entities name in <see cref="IndexAttribute"/> without declaring it here is a global
/// index with the key attributes <c>{name}PK</c> and <c>{name}SK</c> and projection <see cref="IndexProjection.All"/>.
/// </remarks>
/// <param name="name">The index's name: 3 to 255 characters of <c>a-z A-Z 0-9 _ . -</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalIndexAttribute(string name) : Attribute
{
    /// <summary>The index's name.</summary>
    public string Name { get; } = name;

    /// <summary>The name of the index's partition key attribute.</summary>
    /// <value>The default, <see langword="null"/>, means the index's name followed by <c>PK</c>.</value>
    public string? PartitionKey { get; set; }

    /// <summary>The name of the index's sort key attribute.</summary>
    /// <value>The default, <see langword="null"/>, means the index's name followed by <c>SK</c> if any entity gives a sort key template, otherwise none.</value>
    public string? SortKey { get; set; }

    /// <summary>Which attributes the index copies.</summary>
    /// <value>The default is <see cref="IndexProjection.All"/>.</value>
    public IndexProjection Projection { get; set; }

    /// <summary>The attributes copied besides the keys when <see cref="Projection"/> is <see cref="IndexProjection.Include"/>; at most 20.</summary>
    /// <value>The default is empty.</value>
    public string[] NonKeyAttributes { get; set; } = [];
}
