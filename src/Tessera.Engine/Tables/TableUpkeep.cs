using Tessera.Engine.Catalog;
using Tessera.Engine.TimeToLive;

namespace Tessera.Engine.Tables;

/// <summary>Hands what is due to the code that knows items.</summary>
internal sealed class TableUpkeep : ITableUpkeep
{
    public void FillIndex(TableTransaction transaction, TableDefinition table, IndexDefinition index) => ItemWriter.Backfill(transaction, table, index);

    public void FillTimeToLive(TableTransaction transaction, TableDefinition table, TimeToLiveSettings timeToLive) =>
        ExpiryIndex.Fill(transaction, table, timeToLive);

    public long DeleteExpired(TableTransaction transaction, TableDefinition table, TimeToLiveSettings timeToLive) =>
        ExpirySweep.Run(transaction, table, timeToLive);
}
