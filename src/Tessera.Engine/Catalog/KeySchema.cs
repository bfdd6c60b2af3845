using System.Collections.Immutable;
using Tessera.Engine.Items;

namespace Tessera.Engine.Catalog;

/// <summary>
/// The key of a table or index, in its declared order: HASH attributes, then RANGE attributes. A table and a local index have one HASH and at most
/// one RANGE attribute; a global index has up to four of each.
/// </summary>
internal sealed class KeySchema
{
    public KeySchema(ImmutableArray<KeyAttribute> attributes)
    {
        Attributes = attributes;
        HashAttributes = [.. attributes.Where(attribute => attribute.KeyType == KeyType.Hash)];
        RangeAttributes = [.. attributes.Where(attribute => attribute.KeyType == KeyType.Range)];
        Names = [.. attributes.Select(attribute => attribute.Name)];
    }

    /// <summary>The schema of these names, with the types that the attribute definitions give them; every name must be defined.</summary>
    public static KeySchema Of(IEnumerable<(string Name, KeyType Type)> attributes, ImmutableArray<AttributeDefinition> definitions) =>
        new([.. attributes.Select(attribute => new KeyAttribute(attribute.Name, attribute.Type, TypeOf(attribute.Name, definitions)))]);

    /// <summary>All of them, as declared.</summary>
    public ImmutableArray<KeyAttribute> Attributes { get; }

    /// <summary>Their names, as declared.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Those that choose the partition: at least one.</summary>
    public ImmutableArray<KeyAttribute> HashAttributes { get; }

    /// <summary>Those that order within a partition: may be none.</summary>
    public ImmutableArray<KeyAttribute> RangeAttributes { get; }

    /// <summary>The first HASH attribute: the only one of a table.</summary>
    public KeyAttribute Hash => HashAttributes[0];

    /// <summary>Finds a key attribute by its canonical UTF-8 name; null where it is not part of the key.</summary>
    public KeyAttribute? Find(ReadOnlySpan<byte> utf8Name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Utf8Name.Span.SequenceEqual(utf8Name))
                return attribute;
        }
        return null;
    }

    /// <summary>Finds a key attribute by its name; null where it is not part of the key.</summary>
    public KeyAttribute? Find(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name)
                return attribute;
        }
        return null;
    }

    private static AttributeType TypeOf(string name, ImmutableArray<AttributeDefinition> definitions) =>
        definitions.First(definition => definition.Name == name).Type;
}
