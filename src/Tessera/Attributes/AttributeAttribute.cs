namespace Tessera;

/// <summary>Changes how a property is stored: the attribute's name, or the form of an enum.</summary>
/// <param name="name">The attribute's name, at most 65,535 bytes (255 if it is a key); <see langword="null"/> keeps the property's name.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class AttributeAttribute(string? name = null) : Attribute
{
    /// <summary>The attribute's name, or <see langword="null"/> for the property's own.</summary>
    public string? Name { get; } = name;

    /// <summary>How an enum is stored.</summary>
    /// <value>The default is <see cref="EnumStorage.Name"/>.</value>
    public EnumStorage EnumStorage { get; set; }
}
