using System.Buffers.Binary;
using Tessera.Engine.Store;
using Tessera.Engine.Streams;

namespace Tessera.Engine.Catalog;

/// <summary>
/// The one writing transaction, with what tables need of it: their definitions as of now, and their counters, which move in the same commit as the
/// items. While it is open no other write runs and no definition changes.
/// </summary>
/// <remarks>Belongs to one thread. Disposing of it without <see cref="Commit"/> drops everything.</remarks>
internal sealed class TableTransaction : IDisposable
{
    private readonly TableCatalog _catalog;
    private readonly List<Count> _counts = [];
    private Dictionary<TableKey, TableDefinition?>? _changes;
    private Dictionary<uint, StreamDefinition?>? _streamChanges;
    private List<StreamAppender>? _streamAppenders;
    private DateTimeOffset? _now;
    private long _earliestExpiry = long.MaxValue;

    internal TableTransaction(TableCatalog catalog, IStoreTransaction store)
    {
        _catalog = catalog;
        Store = store;
    }

    /// <summary>The store's transaction: items and index entries are read and written through it.</summary>
    public IStoreTransaction Store { get; }

    public EngineOptions Options => _catalog.Options;

    /// <summary>The engine's time, the same for everything that the transaction does.</summary>
    public DateTimeOffset Now => _now ??= Options.TimeProvider.GetUtcNow();

    /// <summary>All streams as they were before the transaction.</summary>
    public StreamCatalog Streams => _catalog.Streams;

    /// <summary>
    /// The current definition of a table that was looked up before the transaction began. Writers must use it: between the two an index may have come,
    /// and an item written without its entry would be lost to that index for good.
    /// </summary>
    /// <exception cref="Errors.ServiceException">The table has gone.</exception>
    public TableDefinition Refresh(TableDefinition table) => _catalog.GetActiveTable(table.Region, table.Name);

    /// <summary>Adds to the item count and size of a table's or index's key space.</summary>
    public void AddCount(uint keySpaceId, long items, long bytes)
    {
        if (items == 0 && bytes == 0)
            return;
        for (var i = 0; i < _counts.Count; i++)
        {
            if (_counts[i].KeySpaceId != keySpaceId)
                continue;
            _counts[i] = new Count(keySpaceId, _counts[i].Items + items, _counts[i].Bytes + bytes);
            return;
        }
        _counts.Add(new Count(keySpaceId, items, bytes));
    }

    /// <summary>Tells when an item that the transaction writes expires, in seconds since 1970.</summary>
    public void AddExpiry(long seconds) => _earliestExpiry = Math.Min(_earliestExpiry, seconds);

    /// <summary>Takes the next key space number, which nobody has had before.</summary>
    public uint NextKeySpace()
    {
        var last = Store.TryGet(CatalogKeys.LastKeySpace, out var value) ? BinaryPrimitives.ReadUInt32LittleEndian(value.Span) : KeySpace.Catalog;
        var next = checked(last + 1);
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, next);
        Store.Put(CatalogKeys.LastKeySpace, bytes);
        return next;
    }

    /// <summary>Creates a table or replaces its definition.</summary>
    public void PutTable(TableDefinition table)
    {
        Store.Put(CatalogKeys.Table(table.Region, table.Name), TableRecord.Write(table));
        Change(table, table);
    }

    /// <summary>Removes a table's definition.</summary>
    public void RemoveTable(TableDefinition table)
    {
        Store.Delete(CatalogKeys.Table(table.Region, table.Name));
        Change(table, null);
    }

    /// <summary>Appends to the stream that a table has now.</summary>
    public StreamAppender StreamOf(StreamSettings settings)
    {
        if (_streamAppenders is not null)
        {
            foreach (var appender in _streamAppenders)
            {
                if (appender.KeySpaceId == settings.KeySpaceId)
                    return appender;
            }
        }
        return StreamOf(Streams.Find(settings.KeySpaceId) ?? throw new InvalidOperationException($"The stream {settings.Label} of a table has gone."));
    }

    /// <summary>Changes a stream's shards; nothing of the transaction has changed them yet.</summary>
    public StreamAppender StreamOf(StreamDefinition stream)
    {
        var appender = new StreamAppender(this, stream);
        (_streamAppenders ??= []).Add(appender);
        return appender;
    }

    /// <summary>Creates a stream or replaces its definition.</summary>
    public void PutStream(StreamDefinition stream)
    {
        Store.Put(CatalogKeys.Stream(stream.KeySpaceId), StreamDefinitionRecord.Write(stream));
        (_streamChanges ??= [])[stream.KeySpaceId] = stream;
    }

    /// <summary>Removes a stream's definition and state.</summary>
    public void RemoveStream(StreamDefinition stream)
    {
        Store.Delete(CatalogKeys.Stream(stream.KeySpaceId));
        Store.Delete(CatalogKeys.StreamState(stream.KeySpaceId));
        (_streamChanges ??= [])[stream.KeySpaceId] = null;
    }

    /// <summary>Removes everything in a key space, and its counters.</summary>
    public void DropKeySpace(uint keySpaceId)
    {
        Store.DeleteRange(KeySpace.Start(keySpaceId), KeySpace.End(keySpaceId));
        KeySpaceCounts.Remove(Store, keySpaceId);
    }

    /// <summary>Makes all writes, counters and definitions visible at once.</summary>
    public void Commit()
    {
        foreach (var count in _counts)
            KeySpaceCounts.Add(Store, count.KeySpaceId, count.Items, count.Bytes);
        foreach (var appender in _streamAppenders ?? [])
            appender.Save();
        Store.Commit();
        if (_changes is not null || _streamChanges is not null)
            _catalog.Publish(_changes, _streamChanges);
        if (_earliestExpiry != long.MaxValue)
            _catalog.AddExpiry(_earliestExpiry);
    }

    public void Dispose() => Store.Dispose();

    private void Change(TableDefinition table, TableDefinition? after) => (_changes ??= [])[new TableKey(table.Region, table.Name)] = after;

    private readonly record struct Count(uint KeySpaceId, long Items, long Bytes);
}
