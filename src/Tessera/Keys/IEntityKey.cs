using Tessera.Mapping;

namespace Tessera;

/// <summary>The primary key of an entity in its typed parts; generated for each entity as a readonly record struct.</summary>
public interface IEntityKey
{
    /// <summary>Writes the key attributes: <c>"PK":{"S":"USER#1"},"SK":{"S":"METADATA"}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <exception cref="ArgumentException">A part breaks the rules of its template: empty, or holding the separator that follows it.</exception>
    void WriteTo(ItemWriter writer);
}
