using System.Collections.Immutable;
using Tessera.Engine.Streams;

namespace Tessera.Engine.Catalog;

/// <summary>
/// How passing statuses end: CREATING and UPDATING become ACTIVE, ENABLING becomes ENABLED, what is DELETING goes, and a new index gets its entries.
/// </summary>
internal static class StatusWalk
{
    /// <summary>The UTC ticks at which the first passing status of the table or an index ends; MaxValue where there is none.</summary>
    public static long EarliestDue(TableDefinition table)
    {
        var earliest = Math.Min(table.StatusDue?.UtcTicks ?? long.MaxValue, table.TimeToLive?.StatusDue?.UtcTicks ?? long.MaxValue);
        foreach (var index in table.GlobalIndexes)
            earliest = Math.Min(earliest, index.StatusDue?.UtcTicks ?? long.MaxValue);
        return earliest;
    }

    /// <summary>Ends what is due at <paramref name="now"/>.</summary>
    public static void Complete(TableTransaction write, TableDefinition table, DateTimeOffset now, ITableUpkeep upkeep)
    {
        if (table.Status == ResourceStatus.Deleting && table.StatusDue <= now)
        {
            Drop(write, table);
            return;
        }
        var indexes = ImmutableArray.CreateBuilder<IndexDefinition>(table.GlobalIndexes.Length);
        foreach (var index in table.GlobalIndexes)
        {
            if (Complete(write, table, index, now, upkeep) is { } remaining)
                indexes.Add(remaining);
        }
        var due = table.StatusDue <= now;
        var remainingIndexes = indexes.DrainToImmutable();
        write.PutTable(table with
        {
            AttributeDefinitions = Used(table, remainingIndexes),
            GlobalIndexes = remainingIndexes,
            TimeToLive = table.TimeToLive is { } timeToLive ? Complete(write, table, timeToLive, now, upkeep) : null,
            Status = due ? ResourceStatus.Active : table.Status,
            StatusDue = due ? null : table.StatusDue,
        });
    }

    private static IndexDefinition? Complete(
        TableTransaction write, TableDefinition table, IndexDefinition index, DateTimeOffset now, ITableUpkeep upkeep)
    {
        if (!(index.StatusDue <= now))
            return index;
        if (index.Status == ResourceStatus.Deleting)
        {
            write.DropKeySpace(index.KeySpaceId);
            return null;
        }
        if (index.Backfilling)
            upkeep.FillIndex(write, table, index);
        return index with { Status = ResourceStatus.Active, StatusDue = null, Backfilling = false };
    }

    private static TimeToLiveSettings Complete(
        TableTransaction write, TableDefinition table, TimeToLiveSettings timeToLive, DateTimeOffset now, ITableUpkeep upkeep)
    {
        if (!(timeToLive.StatusDue <= now))
            return timeToLive;
        if (timeToLive.IsOn)
            upkeep.FillTimeToLive(write, table, timeToLive);
        return timeToLive with { Status = timeToLive.IsOn ? TimeToLiveStatus.Enabled : TimeToLiveStatus.Disabled, StatusDue = null };
    }

    /// <summary>The attribute definitions that some key still uses: those of a deleted index go with it.</summary>
    private static ImmutableArray<AttributeDefinition> Used(TableDefinition table, ImmutableArray<IndexDefinition> globalIndexes)
    {
        if (globalIndexes.Length == table.GlobalIndexes.Length)
            return table.AttributeDefinitions;
        var keys = globalIndexes.Concat(table.LocalIndexes).Select(index => index.KeySchema).Append(table.KeySchema).ToList();
        return table.AttributeDefinitions.RemoveAll(definition => !keys.Exists(key => key.Find(definition.Name) is not null));
    }

    private static void Drop(TableTransaction write, TableDefinition table)
    {
        StreamLife.Disable(write, table, write.Now);
        write.DropKeySpace(table.KeySpaceId);
        foreach (var index in table.LocalIndexes)
            write.DropKeySpace(index.KeySpaceId);
        foreach (var index in table.GlobalIndexes)
            write.DropKeySpace(index.KeySpaceId);
        if (table.TimeToLive is { } timeToLive)
            write.DropKeySpace(timeToLive.KeySpaceId);
        write.RemoveTable(table);
    }
}
