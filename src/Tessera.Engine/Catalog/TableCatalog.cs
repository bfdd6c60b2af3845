using System.Collections.Immutable;
using Tessera.Engine.Errors;
using Tessera.Engine.Store;
using Tessera.Engine.Streams;

namespace Tessera.Engine.Catalog;

/// <summary>
/// The tables of every region: kept in the store, and cached in a map that is replaced, never changed, and so is read without a lock. Definitions change
/// only inside the one writing transaction, so a writer that looks a table up there sees what no one can change before it commits.
/// </summary>
/// <remarks>
/// Thread-safe. A reader looks its table up first and takes its snapshot second: then every index in the definition is complete in the snapshot.
/// </remarks>
internal sealed class TableCatalog
{
    private readonly IStore _store;
    private readonly ITableUpkeep _upkeep;
    private volatile Dictionary<TableKey, TableDefinition> _tables;

    // UTC ticks of the earliest end of a passing status or change of a stream; MaxValue where every table and index is ACTIVE and there is no stream.
    private long _nextDue;

    // UTC ticks at which the first item is to be deleted; zero where that is not known yet. It may be too early: then nothing is found.
    private long _nextExpiry;

    public TableCatalog(EngineOptions options, IStore store, ITableUpkeep upkeep)
    {
        Options = options;
        _store = store;
        _upkeep = upkeep;
        _tables = Load(store);
        Streams = new StreamCatalog(store);
        _nextDue = EarliestDue(_tables);
        _nextExpiry = Array.Exists([.. _tables.Values], table => table.TimeToLive is { IsActive: true }) ? 0 : long.MaxValue;
    }

    public EngineOptions Options { get; }

    /// <summary>The streams of all tables, and those that outlive theirs.</summary>
    public StreamCatalog Streams { get; }

    /// <summary>The account that every table belongs to.</summary>
    public string AccountId => Options.AccountId;

    /// <summary>Starts the one writing transaction; waits while another is open.</summary>
    public TableTransaction BeginWrite() => new(this, _store.BeginWrite());

    /// <summary>Finds a table by name or ARN, whatever its status; null where there is none.</summary>
    public TableDefinition? FindTable(string region, string nameOrArn) =>
        TableName.TryResolve(nameOrArn, region, AccountId, out var name) && _tables.TryGetValue(new TableKey(region, name), out var table) ? table : null;

    /// <summary>The table of a data operation, by name or ARN.</summary>
    /// <exception cref="ServiceException">There is none, or it is not there yet or any more.</exception>
    public TableDefinition GetActiveTable(string region, string nameOrArn) =>
        FindTable(region, nameOrArn) is { Status: not (ResourceStatus.Creating or ResourceStatus.Deleting) } table
            ? table
            : throw new ServiceException(ErrorType.ResourceNotFound, "Requested resource not found");

    /// <summary>The table of an operation on tables, by name or ARN, whatever its status.</summary>
    /// <exception cref="ServiceException">There is none.</exception>
    public TableDefinition GetTable(string region, string nameOrArn) =>
        FindTable(region, nameOrArn)
        ?? throw new ServiceException(ErrorType.ResourceNotFound, $"Requested resource not found: Table: {nameOrArn} not found");

    /// <summary>All tables of all regions.</summary>
    public IEnumerable<TableDefinition> Tables => _tables.Values;

    /// <summary>The names of a region's tables, in ordinal order.</summary>
    public ImmutableArray<string> TableNames(string region)
    {
        var names = _tables.Keys.Where(key => key.Region == region).Select(key => key.Name).ToList();
        names.Sort(StringComparer.Ordinal);
        return [.. names];
    }

    /// <summary>
    /// Does everything that is due: ends passing statuses, lets shards follow one another and go, deletes expired items. The first thing that each request does. So changes
    /// happen at known moments, by the engine's clock, and no thread runs on its own. Costs one read where nothing is pending.
    /// </summary>
    public void CompleteDue()
    {
        var due = Math.Min(Volatile.Read(ref _nextDue), Volatile.Read(ref _nextExpiry));
        if (due == long.MaxValue || due > Options.TimeProvider.GetUtcNow().UtcTicks)
            return;
        CompleteChanges();
        DeleteExpired();
    }

    private void CompleteChanges()
    {
        using var write = BeginWrite();
        var now = write.Now;
        if (Volatile.Read(ref _nextDue) > now.UtcTicks)
            return;
        foreach (var table in _tables.Values)
        {
            if (StatusWalk.EarliestDue(table) <= now.UtcTicks)
                StatusWalk.Complete(write, table, now, _upkeep);
        }
        foreach (var stream in Streams.All)
        {
            if (stream.EarliestDue() <= now.UtcTicks)
                StreamLife.CompleteDue(write, stream);
        }
        write.Commit();
    }

    /// <summary>A transaction of its own: tables that have just gone or begun their time to live must be known to it.</summary>
    private void DeleteExpired()
    {
        using var write = BeginWrite();
        if (Volatile.Read(ref _nextExpiry) > write.Now.UtcTicks)
            return;
        var next = long.MaxValue;
        foreach (var table in _tables.Values)
        {
            if (table is { TimeToLive: { IsActive: true } timeToLive, Status: not ResourceStatus.Deleting })
                next = Math.Min(next, _upkeep.DeleteExpired(write, table, timeToLive));
        }
        write.Commit();
        Volatile.Write(ref _nextExpiry, next);
    }

    /// <summary>Tells when an item expires that has been written. Called with the writing transaction open, after its commit.</summary>
    internal void AddExpiry(long seconds)
    {
        var due = DateTimeOffset.FromUnixTimeSeconds(seconds).UtcTicks + Options.TimeToLiveDelay.Ticks;
        if (due < _nextExpiry)
            Volatile.Write(ref _nextExpiry, due);
    }

    /// <summary>Shows changed definitions to everyone. Called with the writing transaction open, after its commit; a null definition is a deletion.</summary>
    internal void Publish(IReadOnlyDictionary<TableKey, TableDefinition?>? changes, IReadOnlyDictionary<uint, StreamDefinition?>? streamChanges)
    {
        // Streams first: whoever reads the ARN of a stream in a table's definition must find it.
        if (streamChanges is not null)
            Streams.Publish(streamChanges);
        if (changes is not null)
            _tables = Changed(changes);
        Volatile.Write(ref _nextDue, EarliestDue(_tables));
    }

    private Dictionary<TableKey, TableDefinition> Changed(IReadOnlyDictionary<TableKey, TableDefinition?> changes)
    {
        var tables = new Dictionary<TableKey, TableDefinition>(_tables);
        foreach (var (key, table) in changes)
        {
            if (table is null)
                tables.Remove(key);
            else
                tables[key] = table;
        }
        return tables;
    }

    private static Dictionary<TableKey, TableDefinition> Load(IStore store)
    {
        var tables = new Dictionary<TableKey, TableDefinition>();
        using var snapshot = store.Snapshot();
        using var cursor = snapshot.Range(CatalogKeys.TablesStart, CatalogKeys.TablesEnd);
        while (cursor.MoveNext())
        {
            var table = TableRecord.Read(cursor.Value);
            tables.Add(new TableKey(table.Region, table.Name), table);
        }
        return tables;
    }

    private long EarliestDue(Dictionary<TableKey, TableDefinition> tables)
    {
        var earliest = Streams.EarliestDue();
        foreach (var table in tables.Values)
            earliest = Math.Min(earliest, StatusWalk.EarliestDue(table));
        return earliest;
    }
}

/// <summary>Names a table among all: names are unique within a region.</summary>
internal readonly record struct TableKey(string Region, string Name);
