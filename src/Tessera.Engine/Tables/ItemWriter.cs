using Tessera.Engine.Catalog;
using Tessera.Engine.Items;
using Tessera.Engine.TimeToLive;

namespace Tessera.Engine.Tables;

/// <summary>The one place that changes items: an item, its index entries, its expiry, its stream record and all counters move in one transaction of the store.</summary>
internal static class ItemWriter
{
    /// <summary>Puts one item in place of another under the same key; either may not exist. What is written has been checked.</summary>
    /// <param name="transaction">The open write transaction.</param>
    /// <param name="table">The definition as of that transaction.</param>
    /// <param name="key">The item's key in the store, which keeps the array.</param>
    /// <param name="before">The item that is there now.</param>
    /// <param name="after">The item that is to be there.</param>
    /// <param name="capacity">Receives what the write costs.</param>
    /// <param name="isExpiry">Whether time to live removes the item, and not a request.</param>
    public static void Apply(
        TableTransaction transaction, TableDefinition table, byte[] key, Item before, Item after, ConsumedCapacity capacity, bool isExpiry = false)
    {
        Replace(transaction, table.KeySpaceId, before.Exists ? key : null, before, after.Exists ? key : null, after);
        capacity.AddTable(Capacity.Write(before.Size, after.Size));
        foreach (var index in table.MaintainedIndexes)
            ApplyToIndex(transaction, table, index, before, after, capacity);
        if (table.TimeToLive is { IsActive: true } timeToLive)
            ExpiryIndex.Replace(transaction, timeToLive, key, before, after);
        if (table.Stream is { Enabled: true } stream && before != after)
            transaction.StreamOf(stream).Append(table, key, before, after, isExpiry);
    }

    /// <summary>Makes the entries of an index whose table was there before it: every item's, in the transaction that makes the index readable.</summary>
    public static void Backfill(TableTransaction transaction, TableDefinition table, IndexDefinition index)
    {
        using var items = transaction.Store.Range(KeySpace.Start(table.KeySpaceId), KeySpace.End(table.KeySpaceId));
        while (items.MoveNext())
        {
            var entry = IndexEntry.Of(table, index, new Item(items.Value));
            if (entry.Exists)
                Replace(transaction, index.KeySpaceId, null, default, entry.Key, entry.Projected);
        }
    }

    private static void ApplyToIndex(
        TableTransaction transaction, TableDefinition table, IndexDefinition index, Item before, Item after, ConsumedCapacity capacity)
    {
        var old = IndexEntry.Of(table, index, before);
        var entry = IndexEntry.Of(table, index, after);
        if (old.SameKeyAs(entry) && old.Projected == entry.Projected)
            return;
        Replace(transaction, index.KeySpaceId, old.Key, old.Projected, entry.Key, entry.Projected);
        capacity.AddIndex(index, Cost(old, entry));
    }

    /// <summary>A change of an index's key is a delete and an insert; anything else is one write.</summary>
    private static double Cost(IndexEntry old, IndexEntry entry) =>
        old.Exists && entry.Exists && !old.SameKeyAs(entry)
            ? Capacity.Write(old.Projected.Size) + Capacity.Write(entry.Projected.Size)
            : Capacity.Write(old.Projected.Size, entry.Projected.Size);

    private static void Replace(TableTransaction transaction, uint keySpaceId, byte[]? oldKey, Item old, byte[]? newKey, Item item)
    {
        if (oldKey is not null && (newKey is null || !oldKey.AsSpan().SequenceEqual(newKey)))
            transaction.Store.Delete(oldKey);
        if (newKey is not null)
            transaction.Store.Put(newKey, item.Stored);
        transaction.AddCount(keySpaceId, (newKey is null ? 0 : 1) - (oldKey is null ? 0 : 1), item.Size - old.Size);
    }
}
