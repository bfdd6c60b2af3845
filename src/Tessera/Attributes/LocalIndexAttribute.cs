namespace Tessera;

/// <summary>Declares a local secondary index of the table: the table's partition key with another sort key.</summary>
/// <remarks>
/// Goes on the class that has <see cref="TableAttribute"/>. Local indexes can only be created together with the table, at most five,
/// and limit an item collection to 10 GB; prefer a global index unless consistent reads by the second order are needed.
/// </remarks>
/// <param name="name">The index's name: 3 to 255 characters of <c>a-z A-Z 0-9 _ . -</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LocalIndexAttribute(string name) : Attribute
{
    /// <summary>The index's name.</summary>
    public string Name { get; } = name;

    /// <summary>The name of the index's sort key attribute.</summary>
    /// <value>The default, <see langword="null"/>, means the index's name followed by <c>SK</c>.</value>
    public string? SortKey { get; set; }

    /// <summary>Which attributes the index copies.</summary>
    /// <value>The default is <see cref="IndexProjection.All"/>.</value>
    public IndexProjection Projection { get; set; }

    /// <summary>The attributes copied besides the keys when <see cref="Projection"/> is <see cref="IndexProjection.Include"/>; at most 20.</summary>
    /// <value>The default is empty.</value>
    public string[] NonKeyAttributes { get; set; } = [];
}
