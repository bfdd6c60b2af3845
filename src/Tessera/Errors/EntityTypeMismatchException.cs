namespace Tessera;

/// <summary>The item under an entity's key is another entity, as its discriminator says.</summary>
/// <remarks>Two entities share a key, or the entity was renamed: give it its stored name with <c>[Entity&lt;…&gt;(…, Name = "…")]</c>.</remarks>
public sealed class EntityTypeMismatchException : Exception
{
    internal EntityTypeMismatchException(string entity, string found, string key)
        : base($"The item {key} is a {found}, not a {entity}. Two entities share this key, or one was renamed: [Entity(…, Name = \"{found}\")] keeps a stored name.") =>
        (Entity, FoundEntity, Key) = (entity, found, key);

    /// <summary>The entity that was asked for.</summary>
    public string Entity { get; }

    /// <summary>The entity that the item says it is.</summary>
    public string FoundEntity { get; }

    /// <summary>The item's key as text.</summary>
    public string Key { get; }
}
