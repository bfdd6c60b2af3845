using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>Sends one query or scan page by page. The request's beginning stays in the buffer; only the page's own properties change.</summary>
internal sealed class ItemPager<TEntity> : IDisposable
    where TEntity : notnull
{
    private readonly TableContext _table;
    private readonly EntityMapper<TEntity> _mapper;
    private readonly IndexModel? _index;
    private readonly TransportOperation _operation;
    private readonly ItemWriter _request;
    private readonly int _queryLength;

    public ItemPager(TableContext table, EntityMapper<TEntity> mapper, IndexModel? index, TransportOperation operation, Action<ItemWriter> writeQuery)
    {
        (_table, _mapper, _index, _operation) = (table, mapper, index, operation);
        _request = new ItemWriter();
        table.BeginRequest(_request);
        writeQuery(_request);
        _queryLength = _request.Length;
    }

    private ReadOnlySpan<byte> Query => _request.Written[.._queryLength];

    // Items of such an index are not whole; they are read again from the table.
    private bool ReadsKeysOnly => _index is { IsLocal: false, Projection: not IndexProjection.All };

    public void Dispose() => _request.Dispose();

    /// <summary>Fills a page of that size, however many requests the filter makes it take.</summary>
    public async Task<Page<TEntity>> PageAsync(int size, string? continuation, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var items = new List<TEntity>(Math.Min(size, 1000));
        var lastKey = continuation is null ? null : Continuation.Decode(Query, continuation, ItemKey.Attributes(_table.TableModel, _index));
        var limit = size;
        do
        {
            var read = await NextAsync(Math.Max(limit, size - items.Count), size - items.Count, lastKey, cancellationToken).ConfigureAwait(false);
            items.AddRange(read.Items);
            lastKey = read.LastKey;
            // A filter left room: look at more items at a time, however few are still wanted; the last match may be far away.
            limit = (int)Math.Max(limit, Math.Min(limit * 2L, 1000));
        }
        while (lastKey is not null && items.Count < size);
        return new Page<TEntity>(items, lastKey is null ? null : Continuation.Encode(Query, lastKey));
    }

    /// <summary>The next 1 MB, or the next <paramref name="limit"/> items of which at most <paramref name="take"/> are kept.</summary>
    public async Task<(List<TEntity> Items, byte[]? LastKey)> NextAsync(int? limit, int take, byte[]? startKey, CancellationToken cancellationToken)
    {
        // Keys are read again as whole items, all of them: so no more may be asked for than are taken.
        var most = ReadsKeysOnly && limit > take ? take : limit;
        using var response = await SendAsync(most, startKey, isCount: false, cancellationToken).ConfigureAwait(false);
        if (!ReadsKeysOnly)
            return ReadPage(response, take);
        var (keys, lastKey) = ReadKeys(response);
        var items = await new BatchRead<TEntity>(_table, _mapper).RunAsync(keys, null, cancellationToken).ConfigureAwait(false);
        return (items, lastKey);
    }

    /// <summary>Counts all items without reading them.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        byte[]? lastKey = null;
        do
        {
            using var response = await SendAsync(null, lastKey, isCount: true, cancellationToken).ConfigureAwait(false);
            (var count, lastKey) = ReadCount(response);
            total += count;
        }
        while (lastKey is not null);
        return total;
    }

    private async Task<TransportResponse> SendAsync(int? limit, byte[]? startKey, bool isCount, CancellationToken cancellationToken)
    {
        _request.Truncate(_queryLength);
        if (limit is { } count)
            _request.Property("Limit"u8, count);
        if (isCount)
            _request.Property("Select"u8, "COUNT");
        else if (_index is { IsLocal: true, Projection: not IndexProjection.All })
            _request.Property("Select"u8, "ALL_ATTRIBUTES");
        if (startKey is not null)
        {
            _request.Name("ExclusiveStartKey"u8);
            _request.Raw(startKey);
        }

        _table.EndRequest(_request);
        return await _table.SendAsync(_operation, _request, cancellationToken).ConfigureAwait(false);
    }

    private (List<TEntity> Items, byte[]? LastKey) ReadPage(TransportResponse response, int take)
    {
        var reader = new ItemReader(response.Body.Span);
        List<TEntity> items = [];
        byte[]? lastKey = null, cutKey = null;
        var units = 0.0;
        while (reader.NextAttribute(out var name))
        {
            if (name.SequenceEqual("Items"u8))
                items = ReadItems(ref reader, take, out cutKey);
            else if (name.SequenceEqual("LastEvaluatedKey"u8))
                lastKey = reader.ReadRaw().ToArray();
            else if (name.SequenceEqual("ConsumedCapacity"u8))
                units = reader.ReadCapacityUnits();
            else
                reader.Skip();
        }

        _table.Report(_operation, units);
        return (items, cutKey ?? lastKey);
    }

    // When more items match than are wanted, the next page starts after the last one that was kept.
    private List<TEntity> ReadItems(scoped ref ItemReader reader, int take, out byte[]? cutKey)
    {
        var items = new List<TEntity>();
        ItemReader last = default;
        cutKey = null;
        while (reader.NextElement())
        {
            var start = reader;
            if (items.Count == take)
            {
                cutKey ??= KeyOf(last);
                reader.Skip();
            }
            else if (_mapper.TryReadItem(ref reader, _table.TableModel, out var entity, out _))
            {
                items.Add(entity);
                last = start;
            }
        }

        return items;
    }

    private (List<byte[]> Keys, byte[]? LastKey) ReadKeys(TransportResponse response)
    {
        var reader = new ItemReader(response.Body.Span);
        List<byte[]> keys = [];
        byte[]? lastKey = null;
        var units = 0.0;
        while (reader.NextAttribute(out var name))
        {
            if (name.SequenceEqual("Items"u8))
                while (reader.NextElement())
                    keys.Add(ItemKey.Of(ref reader, _table.TableModel, null));
            else if (name.SequenceEqual("LastEvaluatedKey"u8))
                lastKey = reader.ReadRaw().ToArray();
            else if (name.SequenceEqual("ConsumedCapacity"u8))
                units = reader.ReadCapacityUnits();
            else
                reader.Skip();
        }

        _table.Report(_operation, units);
        return (keys, lastKey);
    }

    private (int Count, byte[]? LastKey) ReadCount(TransportResponse response)
    {
        var reader = new ItemReader(response.Body.Span);
        var count = 0;
        byte[]? lastKey = null;
        var units = 0.0;
        while (reader.NextAttribute(out var name))
        {
            if (name.SequenceEqual("Count"u8))
                count = (int)reader.ReadJsonNumber();
            else if (name.SequenceEqual("LastEvaluatedKey"u8))
                lastKey = reader.ReadRaw().ToArray();
            else if (name.SequenceEqual("ConsumedCapacity"u8))
                units = reader.ReadCapacityUnits();
            else
                reader.Skip();
        }

        _table.Report(_operation, units);
        return (count, lastKey);
    }

    private byte[] KeyOf(ItemReader item) => ItemKey.Of(ref item, _table.TableModel, _index);
}
