using System.Collections.Frozen;
using Tessera.Engine.Errors;
using Tessera.Engine.Store;

namespace Tessera.Engine.Catalog;

/// <summary>
/// The tables of every region: kept in the store, and cached in an immutable map that is read without a lock. Definitions change only inside the one
/// writing transaction, so a writer that looks a table up there sees what no one can change before it commits.
/// </summary>
/// <remarks>Thread-safe. A reader looks its table up first and takes its snapshot second: then every index in the definition is complete in the snapshot.</remarks>
internal sealed class TableCatalog
{
    private readonly EngineOptions _options;
    private readonly IStore _store;
    private volatile FrozenDictionary<TableKey, TableDefinition> _tables = FrozenDictionary<TableKey, TableDefinition>.Empty;

    public TableCatalog(EngineOptions options, IStore store)
    {
        _options = options;
        _store = store;
    }

    /// <summary>Starts the one writing transaction; waits while another is open.</summary>
    public TableTransaction BeginWrite() => new(this, _store.BeginWrite());

    /// <summary>Finds a table by name or ARN, whatever its status; null where there is none.</summary>
    public TableDefinition? FindTable(string region, string nameOrArn) =>
        TableName.TryResolve(nameOrArn, region, _options.AccountId, out var name) && _tables.TryGetValue(new TableKey(region, name), out var table) ? table : null;

    /// <summary>The table of a data operation, by name or ARN.</summary>
    /// <exception cref="ServiceException">There is none, or it is not there yet or any more.</exception>
    public TableDefinition GetActiveTable(string region, string nameOrArn) =>
        FindTable(region, nameOrArn) is { Status: not (ResourceStatus.Creating or ResourceStatus.Deleting) } table
            ? table
            : throw new ServiceException(ErrorType.ResourceNotFound, "Requested resource not found");

    private readonly record struct TableKey(string Region, string Name);
}
