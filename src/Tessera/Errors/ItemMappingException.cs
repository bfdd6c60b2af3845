namespace Tessera;

/// <summary>A stored item does not have the form that its entity needs: an attribute is absent, of another type, or out of range.</summary>
/// <remarks>Not worth a retry: the item or the entity must change. The message names the entity, the key, the attribute and the rule.</remarks>
public sealed class ItemMappingException : Exception
{
    internal ItemMappingException(string message, string? attribute, Exception? inner = null)
        : base(message, inner) => Attribute = attribute;

    /// <summary>The attribute's name, if one is to blame.</summary>
    public string? Attribute { get; }

    /// <summary>The entity's name, once known.</summary>
    public string? Entity { get; internal init; }

    /// <summary>The item's key as text, once known.</summary>
    public string? Key { get; internal init; }
}
