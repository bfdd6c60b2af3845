using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>Reads the different entities of one partition with one query; generated item collections call it. For one use; not thread-safe.</summary>
public sealed class ItemCollectionReader
{
    private delegate void Collector(scoped ref ItemReader reader);

    private readonly TableContext _table;
    private readonly KeyValue _partitionKey;
    private readonly Dictionary<string, Collector> _collectors = new(StringComparer.Ordinal);

    /// <summary>Prepares to read a partition.</summary>
    /// <param name="table">The table.</param>
    /// <param name="partitionKey">The partition key.</param>
    /// <exception cref="ArgumentException">The table's items carry no entity type.</exception>
    public ItemCollectionReader(TableContext table, KeyValue partitionKey)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.TableModel.EntityTypeAttribute is null)
            throw new ArgumentException($"The items of '{table.TableName}' carry no entity type, so they cannot be told apart. Set EntityTypeAttribute in its [Table].", nameof(table));
        (_table, _partitionKey) = (table, partitionKey);
    }

    /// <summary>Collects the items of an entity; items of entities that nobody collects are passed over.</summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <param name="mapper">The entity's mapper.</param>
    /// <returns>The list that <see cref="LoadAsync"/> fills, in key order.</returns>
    public List<TEntity> Collect<TEntity>(EntityMapper<TEntity> mapper)
    {
        ArgumentNullException.ThrowIfNull(mapper);
        var entities = new List<TEntity>();
        _collectors[mapper.Model.Name] = (scoped ref ItemReader reader) =>
        {
            if (mapper.TryReadItem(ref reader, _table.TableModel, out var entity, out _))
                entities.Add(entity);
        };
        return entities;
    }

    /// <summary>Reads all pages of the partition into the lists.</summary>
    /// <param name="consistent">Whether to see all writes that have finished; <see langword="null"/> means as the options say.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>A task that ends when everything is read.</returns>
    public async Task LoadAsync(bool? consistent = null, CancellationToken cancellationToken = default)
    {
        byte[]? lastKey = null;
        do
        {
            using var request = new ItemWriter();
            WriteRequest(request, lastKey, consistent);
            using var response = await _table.SendAsync(TransportOperation.Query, request, cancellationToken).ConfigureAwait(false);
            lastKey = ReadPage(response);
        }
        while (lastKey is not null);
    }

    private void WriteRequest(ItemWriter request, byte[]? startKey, bool? consistent)
    {
        _table.BeginRequest(request);
        using var expression = new ExpressionBuilder();
        expression.Name(_table.TableModel.PartitionKey.Name).Append(" = ").Value(_partitionKey);
        request.Property("KeyConditionExpression"u8, expression.Take());
        expression.WriteTo(request);
        request.ConsistentRead(consistent ?? _table.Options.ConsistentReads);
        if (startKey is not null)
        {
            request.Name("ExclusiveStartKey"u8);
            request.Raw(startKey);
        }

        _table.EndRequest(request);
    }

    private byte[]? ReadPage(TransportResponse response)
    {
        var reader = new ItemReader(response.Body.Span);
        byte[]? lastKey = null;
        var units = 0.0;
        while (reader.NextAttribute(out var name))
        {
            if (name.SequenceEqual("Items"u8))
                ReadItems(ref reader);
            else if (name.SequenceEqual("LastEvaluatedKey"u8))
                lastKey = reader.ReadRaw().ToArray();
            else if (name.SequenceEqual("ConsumedCapacity"u8))
                units = reader.ReadCapacityUnits();
            else
                reader.Skip();
        }

        _table.Report(TransportOperation.Query, units);
        return lastKey;
    }

    private void ReadItems(scoped ref ItemReader reader)
    {
        while (reader.NextElement())
        {
            var item = reader;
            var entityType = item.FindEntityType(_table.TableModel.EntityTypeAttribute);
            if (entityType is not null && _collectors.TryGetValue(entityType, out var collect))
                collect(ref reader);
            else
                reader.Skip();
        }
    }
}
