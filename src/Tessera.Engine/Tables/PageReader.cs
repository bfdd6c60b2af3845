using Tessera.Engine.Catalog;
using Tessera.Engine.Expressions;
using Tessera.Engine.Items;
using Tessera.Engine.Protocol;
using Tessera.Engine.Store;
using Projection = Tessera.Engine.Expressions.Projection;

namespace Tessera.Engine.Tables;

/// <summary>Reads one page of a Query or Scan: walks a range of a table or index, counts, filters, projects and writes the items.</summary>
/// <remarks>Belongs to one request.</remarks>
internal sealed class PageReader(IStoreSnapshot snapshot, TableDefinition table, IndexDefinition? index)
{
    /// <summary>A page ends with the item that takes it to this size: 1 MB, measured before the filter.</summary>
    private const int PageBytesMax = 1024 * 1024;

    private long _entryBytes;
    private long _fetchedBytes;
    private double _fetchUnits;

    /// <summary>How many items to evaluate at most; zero for no limit.</summary>
    public int Limit { get; init; }

    public bool ConsistentRead { get; init; }

    public Condition? Filter { get; init; }

    public Projection? Projection { get; init; }

    /// <summary>Whether the entries of a local index lack what is asked for, so that each item is read from the table as well.</summary>
    public bool FetchesFromTable { get; init; }

    /// <summary>Whether an item that was fetched is returned whole; otherwise it served the filter only, and the entry is returned.</summary>
    public bool ReturnsWholeItems { get; init; }

    /// <summary>Items that passed the filter.</summary>
    public int Count { get; private set; }

    /// <summary>Items that were evaluated.</summary>
    public int ScannedCount { get; private set; }

    /// <summary>The last item or entry evaluated where the page ended before the range did, or may have; otherwise no item.</summary>
    public Item LastEvaluated { get; private set; }

    /// <summary>Reads the page, and writes its items as elements of the array that the response is in; null where only the count is wanted.</summary>
    public void Read(KeyRange range, bool backwards, ResponseWriter? items)
    {
        using var cursor = snapshot.Range(range.From, range.To, backwards);
        while (cursor.MoveNext())
        {
            var entry = new Item(cursor.Value);
            Evaluate(entry, items);
            // What is fetched counts too: the small entries of a page may stand for gigabytes of items.
            if (ScannedCount != Limit && _entryBytes + _fetchedBytes < PageBytesMax)
                continue;
            LastEvaluated = entry;
            return;
        }
    }

    /// <summary>Adds what the page cost: its size as a whole, rounded once, and each item that was fetched from the table.</summary>
    public void AddTo(ConsumedCapacity capacity)
    {
        var units = Capacity.Read(_entryBytes, ConsistentRead);
        if (index is null)
            capacity.AddTable(units);
        else
            capacity.AddIndex(index, units);
        capacity.AddTable(_fetchUnits);
    }

    private void Evaluate(Item entry, ResponseWriter? items)
    {
        ScannedCount++;
        _entryBytes += entry.Size;
        var item = FetchesFromTable ? Fetch(entry) : entry;
        if (Filter is not null && !Filter.IsTrue(item))
            return;
        Count++;
        var unprojected = ReturnsWholeItems ? item : entry;
        items?.Raw((Projection is null ? unprojected : Projection.Apply(item)).Json.Span);
    }

    private Item Fetch(Item entry)
    {
        if (!snapshot.TryGet(StoreKey.OfItem(table, entry), out var stored))
            throw new InvalidOperationException($"The index {index?.Name} of {table.Name} holds an entry without an item.");
        var item = new Item(stored);
        _fetchedBytes += item.Size;
        _fetchUnits += Capacity.Read(item.Size, ConsistentRead);
        return item;
    }
}
