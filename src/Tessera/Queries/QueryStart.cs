using Tessera.Mapping;

namespace Tessera;

/// <summary>The partition that a query reads and how its sort keys begin; generated code passes it on. Immutable.</summary>
/// <typeparam name="TEntity">The entity.</typeparam>
public sealed class QueryStart<TEntity>
{
    internal QueryStart(
        TableContext table, EntityMapper<TEntity> mapper, IndexModel? index, string partitionKeyName, string? sortKeyName, KeyValue partitionKey, string sortKeyPrefix)
    {
        Table = table;
        Mapper = mapper;
        Index = index;
        PartitionKeyName = partitionKeyName;
        SortKeyName = sortKeyName;
        PartitionKey = partitionKey;
        SortKeyPrefix = sortKeyPrefix;
    }

    internal TableContext Table { get; }

    internal EntityMapper<TEntity> Mapper { get; }

    internal IndexModel? Index { get; }

    internal string PartitionKeyName { get; }

    internal string? SortKeyName { get; }

    internal KeyValue PartitionKey { get; }

    /// <summary>What the sort keys begin with: the entity's literal, then the components that are already given.</summary>
    internal string SortKeyPrefix { get; }

    internal QueryStart<TEntity> WithPrefix(string prefix) => new(Table, Mapper, Index, PartitionKeyName, SortKeyName, PartitionKey, prefix);
}
