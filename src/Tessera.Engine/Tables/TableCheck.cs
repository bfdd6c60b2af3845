using Tessera.Engine.Catalog;
using Tessera.Engine.Items;
using Tessera.Engine.Store;
using Tessera.Engine.TimeToLive;

namespace Tessera.Engine.Tables;

/// <summary>
/// Walks tables and their indexes and reports every disagreement: an item in the wrong place or with a wrong size, a missing, stale or surplus index entry,
/// counters that do not count, expiries that are not the items'. Tests end with it; nothing should ever be found.
/// </summary>
internal sealed class TableCheck(IStoreSnapshot snapshot)
{
    private readonly List<string> _faults = [];

    /// <summary>The faults of all the tables, in words; empty where there are none.</summary>
    public static IReadOnlyList<string> Run(IStoreSnapshot snapshot, IEnumerable<TableDefinition> tables)
    {
        var check = new TableCheck(snapshot);
        foreach (var table in tables)
            check.Run(table);
        return check._faults;
    }

    private void Run(TableDefinition table)
    {
        var expected = new Tally[table.MaintainedIndexes.Length];
        var actual = default(Tally);
        var expiring = 0L;
        using var cursor = Range(table.KeySpaceId);
        while (cursor.MoveNext())
        {
            var item = new Item(cursor.Value);
            actual.Add(item);
            CheckItem(table, cursor.Key.Span, item);
            if (table.TimeToLive is { IsActive: true } timeToLive)
                expiring += CheckExpiry(table, timeToLive, cursor.Key.Span, item);
            for (var i = 0; i < expected.Length; i++)
                CheckEntry(table, table.MaintainedIndexes[i], item, ref expected[i]);
        }
        CheckCounts(table.Name, table.KeySpaceId, actual);
        CheckExpiries(table, expiring);
        for (var i = 0; i < expected.Length; i++)
            CheckIndex(table, table.MaintainedIndexes[i], expected[i]);
    }

    private void CheckItem(TableDefinition table, ReadOnlySpan<byte> key, Item item)
    {
        if (!StoreKey.OfItem(table, item).AsSpan().SequenceEqual(key))
            _faults.Add($"{table.Name}: {item} does not stand at its key");
        var sizeBytes = 0;
        foreach (var attribute in item.EnumerateAttributes())
            sizeBytes += CanonicalText.Utf8Length(attribute.Name.Span) + attribute.Value.Size;
        if (sizeBytes != item.Size)
            _faults.Add($"{table.Name}: {item} has {sizeBytes} bytes and says {item.Size}");
    }

    private void CheckEntry(TableDefinition table, IndexDefinition index, Item item, ref Tally expected)
    {
        var entry = IndexEntry.Of(table, index, item);
        if (!entry.Exists)
            return;
        expected.Add(entry.Projected);
        if (!snapshot.TryGet(entry.Key, out var stored))
            _faults.Add($"{table.Name}/{index.Name}: no entry for {item}");
        else if (new Item(stored) != entry.Projected)
            _faults.Add($"{table.Name}/{index.Name}: {new Item(stored)} stands for {item}");
    }

    /// <summary>Checks that an item's expiry is noted, and returns 1 where it has one.</summary>
    private int CheckExpiry(TableDefinition table, TimeToLiveSettings timeToLive, ReadOnlySpan<byte> key, Item item)
    {
        if (Expiry.Of(item, timeToLive.Utf8Name.Span) is not { } expiry)
            return 0;
        if (!snapshot.TryGet(ExpiryIndex.Key(timeToLive.KeySpaceId, expiry, key), out _))
            _faults.Add($"{table.Name}: the expiry of {item} is not noted");
        return 1;
    }

    private void CheckExpiries(TableDefinition table, long expected)
    {
        if (table.TimeToLive is not { } timeToLive)
            return;
        var actual = 0L;
        using var cursor = Range(timeToLive.KeySpaceId);
        while (cursor.MoveNext())
            actual++;
        if (actual != expected)
            _faults.Add($"{table.Name}: {actual} expiries are noted and {expected} items expire");
    }

    private void CheckIndex(TableDefinition table, IndexDefinition index, Tally expected)
    {
        var actual = default(Tally);
        using var cursor = Range(index.KeySpaceId);
        while (cursor.MoveNext())
            actual.Add(new Item(cursor.Value));
        var name = $"{table.Name}/{index.Name}";
        if (actual != expected)
            _faults.Add($"{name}: holds {actual} and should hold {expected}");
        CheckCounts(name, index.KeySpaceId, actual);
    }

    private void CheckCounts(string name, uint keySpaceId, Tally actual)
    {
        var counts = KeySpaceCounts.Read(snapshot, keySpaceId);
        if (counts.Items != actual.Items || counts.Bytes != actual.Bytes)
            _faults.Add($"{name}: counts {counts} and holds {actual}");
    }

    private IStoreCursor Range(uint keySpaceId) => snapshot.Range(KeySpace.Start(keySpaceId), KeySpace.End(keySpaceId));

    /// <summary>What a walk has counted.</summary>
    private record struct Tally(long Items, long Bytes)
    {
        public void Add(Item item)
        {
            Items++;
            Bytes += item.Size;
        }
    }
}
