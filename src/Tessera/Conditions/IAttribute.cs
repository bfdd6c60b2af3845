using System.ComponentModel;
using Tessera.Mapping;

namespace Tessera;

/// <summary>A typed reference to an attribute, for conditions and updates.</summary>
public interface IAttribute
{
    /// <summary>Where the attribute is.</summary>
    AttributePath Path { get; }
}

/// <summary>A typed reference to an attribute whose values are <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The values' type.</typeparam>
public interface IAttribute<T> : IAttribute
{
    /// <summary>Writes values for comparisons and updates.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    AttributeConverter<T> Converter { get; }
}

/// <summary>A reference to an attribute that an update may set: neither a part of the key nor the version.</summary>
/// <typeparam name="T">The values' type.</typeparam>
public interface ISettableAttribute<T> : IAttribute<T>;

/// <summary>The typed references to all attributes of an entity or a nested object; generated for each.</summary>
/// <typeparam name="TSelf">The generated struct.</typeparam>
public interface IAttributes<TSelf>
    where TSelf : struct, IAttributes<TSelf>
{
    /// <summary>The references below a path.</summary>
    /// <param name="path">The object's path, or <see cref="AttributePath.Root"/> for an entity.</param>
    /// <returns>The references.</returns>
    static abstract TSelf At(AttributePath path);
}
