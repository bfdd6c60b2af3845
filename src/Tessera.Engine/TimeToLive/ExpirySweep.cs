using Tessera.Engine.Catalog;
using Tessera.Engine.Items;
using Tessera.Engine.Tables;

namespace Tessera.Engine.TimeToLive;

/// <summary>Deletes expired items like any other item is deleted, with their index entries and a stream record, but for nobody's account.</summary>
internal static class ExpirySweep
{
    /// <summary>Deletes what is due, and returns the UTC ticks at which something will be next; MaxValue for never.</summary>
    public static long Run(TableTransaction transaction, TableDefinition table, TimeToLiveSettings timeToLive)
    {
        var delay = transaction.Options.TimeToLiveDelay;
        var (first, last) = Expiry.Due(transaction.Now, delay);
        var unpaid = new ConsumedCapacity(table.Name);
        foreach (var key in Find(transaction, table, timeToLive, first, last))
        {
            if (transaction.Store.TryGet(key, out var stored))
                ItemWriter.Apply(transaction, table, key, new Item(stored), default, unpaid, isExpiry: true);
        }
        return Next(transaction, timeToLive, last + 1) is { } expiry ? Expiry.DueTicks(expiry, delay) : long.MaxValue;
    }

    private static List<byte[]> Find(TableTransaction transaction, TableDefinition table, TimeToLiveSettings timeToLive, long first, long last)
    {
        var keys = new List<byte[]>();
        if (first > last)
            return keys;
        using var entries = transaction.Store.Range(ExpiryIndex.Start(timeToLive.KeySpaceId, first), ExpiryIndex.Start(timeToLive.KeySpaceId, last + 1));
        while (entries.MoveNext())
            keys.Add(ExpiryIndex.ItemKey(table, entries.Key.Span));
        return keys;
    }

    private static long? Next(TableTransaction transaction, TimeToLiveSettings timeToLive, long from)
    {
        using var entries = transaction.Store.Range(ExpiryIndex.Start(timeToLive.KeySpaceId, Math.Max(0, from)), KeySpace.End(timeToLive.KeySpaceId));
        return entries.MoveNext() ? ExpiryIndex.ExpiryOf(entries.Key.Span) : null;
    }
}
