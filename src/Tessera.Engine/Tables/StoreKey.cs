using System.Buffers.Binary;
using System.Collections.Immutable;
using Tessera.Engine.Catalog;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tables;

/// <summary>
/// Where items and index entries stand in the store. An item: key space of the table, hash of the partition key, partition key, sort key. An index entry:
/// key space of the index, hash of the index's partition key, the index's keys, then the keys of the table, which tell entries with equal index keys
/// apart. (A local index shares its partition key with the table, so it is not repeated.)
/// </summary>
internal static class StoreKey
{
    /// <summary>The length of what stands before the encoded partition key.</summary>
    public const int HeaderLength = KeySpace.PrefixLength + KeyEncoding.HashLength;

    /// <summary>Builds the key of an item. The item need hold no more than its key attributes, and they have been checked.</summary>
    public static void WriteItemKey(ref KeyBuffer buffer, TableDefinition table, Item item)
    {
        AppendPartition(ref buffer, table.KeySpaceId, table.KeySchema.HashAttributes, item);
        AppendAll(ref buffer, table.KeySchema.RangeAttributes, item);
    }

    /// <summary>The key of an item. The item need hold no more than its key attributes, and they have been checked.</summary>
    public static byte[] OfItem(TableDefinition table, Item item)
    {
        var buffer = new KeyBuffer(stackalloc byte[KeyBuffer.StackLength]);
        WriteItemKey(ref buffer, table, item);
        var key = buffer.ToArray();
        buffer.Dispose();
        return key;
    }

    /// <summary>
    /// The key of an item's entry in an index; null where it has none: it lacks one of the index's keys, or holds a value there that cannot be a key
    /// (writes refuse those, but the item may be older than the index).
    /// </summary>
    public static byte[]? OfEntry(TableDefinition table, IndexDefinition index, Item item)
    {
        if (!KeyRules.HasKeysOf(index, item))
            return null;
        var buffer = new KeyBuffer(stackalloc byte[KeyBuffer.StackLength]);
        AppendPartition(ref buffer, index.KeySpaceId, index.KeySchema.HashAttributes, item);
        AppendAll(ref buffer, index.KeySchema.RangeAttributes, item);
        if (index.IsGlobal)
            AppendAll(ref buffer, table.KeySchema.HashAttributes, item);
        AppendAll(ref buffer, table.KeySchema.RangeAttributes, item);
        var key = buffer.ToArray();
        buffer.Dispose();
        return key;
    }

    /// <summary>Appends the header and the values of a partition key: the beginning of every key of that partition.</summary>
    public static void AppendPartition(ref KeyBuffer buffer, uint keySpaceId, IReadOnlyList<AttributeValue> partitionKey)
    {
        AppendHeader(ref buffer, keySpaceId);
        foreach (var value in partitionKey)
            Append(ref buffer, value);
        WriteHash(ref buffer);
    }

    /// <summary>Appends one key value.</summary>
    public static void Append(ref KeyBuffer buffer, AttributeValue value) =>
        buffer.Advance(KeyEncoding.Write(value, buffer.Reserve(KeyEncoding.LengthMax(value))));

    private static void AppendPartition(ref KeyBuffer buffer, uint keySpaceId, ImmutableArray<KeyAttribute> hashAttributes, Item item)
    {
        AppendHeader(ref buffer, keySpaceId);
        AppendAll(ref buffer, hashAttributes, item);
        WriteHash(ref buffer);
    }

    private static void AppendHeader(ref KeyBuffer buffer, uint keySpaceId)
    {
        KeySpace.WritePrefix(buffer.Reserve(HeaderLength), keySpaceId);
        buffer.Advance(HeaderLength);
    }

    private static void WriteHash(ref KeyBuffer buffer) =>
        BinaryPrimitives.WriteUInt32BigEndian(buffer.Written[KeySpace.PrefixLength..], KeyEncoding.Hash(buffer.Written[HeaderLength..]));

    private static void AppendAll(ref KeyBuffer buffer, ImmutableArray<KeyAttribute> attributes, Item item)
    {
        foreach (var attribute in attributes)
        {
            if (!item.TryGet(attribute.Utf8Name.Span, out var value))
                throw new InvalidOperationException($"An item without its key attribute {attribute.Name} got past validation.");
            Append(ref buffer, value);
        }
    }
}
