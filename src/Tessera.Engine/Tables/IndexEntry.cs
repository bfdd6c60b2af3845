using Tessera.Engine.Catalog;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tables;

/// <summary>What an item has in an index: a key, and the projected part of the item. The default value is no entry: the index is sparse.</summary>
internal readonly struct IndexEntry(byte[]? key, Item projected)
{
    public byte[]? Key { get; } = key;

    public Item Projected { get; } = projected;

    public bool Exists => Key is not null;

    /// <summary>The entry that an item calls for. The item need not exist; where it does, its index keys have been checked.</summary>
    public static IndexEntry Of(TableDefinition table, IndexDefinition index, Item item)
    {
        if (!item.Exists || StoreKey.OfEntry(table, index, item) is not { } key)
            return default;
        return new IndexEntry(key, Project(index, item));
    }

    /// <summary>Whether both stand in the same place, or neither exists.</summary>
    public bool SameKeyAs(IndexEntry other) => Exists == other.Exists && Key.AsSpan().SequenceEqual(other.Key);

    /// <summary>The part of an item that an index holds. With projection ALL it is the item itself, which shares its bytes.</summary>
    private static Item Project(IndexDefinition index, Item item)
    {
        if (index.Projection.Type == ProjectionType.All)
            return item;
        var attributes = new List<AttributeEntry>(index.ProjectedNames.Length);
        foreach (var name in index.ProjectedNames)
        {
            if (item.TryGet(name.Span, out var value))
                attributes.Add(new AttributeEntry(name, value));
        }
        return Item.OfEntries(attributes);
    }
}
