namespace Tessera.Engine.Catalog;

/// <summary>
/// What the catalogue has done to the items of a table when something is due. Implemented beside the code that writes items, so that both make the
/// same entries.
/// </summary>
internal interface ITableUpkeep
{
    /// <summary>Puts the entries of every item of a table into a new index's key space, and counts them.</summary>
    void FillIndex(TableTransaction transaction, TableDefinition table, IndexDefinition index);

    /// <summary>Notes when each item of a table expires, as its time to live begins.</summary>
    void FillTimeToLive(TableTransaction transaction, TableDefinition table, TimeToLiveSettings timeToLive);

    /// <summary>Deletes the items of a table that have expired, and returns the UTC ticks at which the next one is to be deleted; MaxValue for none.</summary>
    long DeleteExpired(TableTransaction transaction, TableDefinition table, TimeToLiveSettings timeToLive);
}
