using System.Buffers.Binary;
using Tessera.Engine.Catalog;
using Tessera.Engine.Items;

namespace Tessera.Engine.TimeToLive;

/// <summary>
/// The items of a table in the order in which they expire: key space, second of the expiry, and then the item's own key without its key space. So expired items
/// are found without looking at the others.
/// </summary>
internal static class ExpiryIndex
{
    private const int HeaderLength = KeySpace.PrefixLength + sizeof(long);

    /// <summary>Moves the entry of an item that is written; called with every write.</summary>
    public static void Replace(TableTransaction transaction, TimeToLiveSettings timeToLive, ReadOnlySpan<byte> itemKey, Item before, Item after)
    {
        var old = Expiry.Of(before, timeToLive.Utf8Name.Span);
        var expiry = Expiry.Of(after, timeToLive.Utf8Name.Span);
        if (old == expiry)
            return;
        if (old is { } gone)
            transaction.Store.Delete(Key(timeToLive.KeySpaceId, gone, itemKey));
        if (expiry is { } seconds)
        {
            transaction.Store.Put(Key(timeToLive.KeySpaceId, seconds, itemKey), ReadOnlyMemory<byte>.Empty);
            transaction.AddExpiry(seconds);
        }
    }

    /// <summary>Makes the entries of all items that are there.</summary>
    public static void Fill(TableTransaction transaction, TableDefinition table, TimeToLiveSettings timeToLive)
    {
        using var items = transaction.Store.Range(KeySpace.Start(table.KeySpaceId), KeySpace.End(table.KeySpaceId));
        while (items.MoveNext())
            Replace(transaction, timeToLive, items.Key.Span, default, new Item(items.Value));
    }

    /// <summary>The entry of an item; the item's key must be that of the table.</summary>
    public static byte[] Key(uint keySpaceId, long expiry, ReadOnlySpan<byte> itemKey)
    {
        var key = new byte[HeaderLength + itemKey.Length - KeySpace.PrefixLength];
        WriteHeader(key, keySpaceId, expiry);
        itemKey[KeySpace.PrefixLength..].CopyTo(key.AsSpan(HeaderLength));
        return key;
    }

    /// <summary>The first possible key of an expiry.</summary>
    public static byte[] Start(uint keySpaceId, long expiry)
    {
        var key = new byte[HeaderLength];
        WriteHeader(key, keySpaceId, expiry);
        return key;
    }

    public static long ExpiryOf(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadInt64BigEndian(key[KeySpace.PrefixLength..]);

    /// <summary>The key of the item that an entry is of.</summary>
    public static byte[] ItemKey(TableDefinition table, ReadOnlySpan<byte> key) => [.. KeySpace.Start(table.KeySpaceId), .. key[HeaderLength..]];

    private static void WriteHeader(Span<byte> key, uint keySpaceId, long expiry)
    {
        KeySpace.WritePrefix(key, keySpaceId);
        BinaryPrimitives.WriteInt64BigEndian(key[KeySpace.PrefixLength..], expiry);
    }
}
