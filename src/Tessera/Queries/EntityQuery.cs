using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>A query on one partition of the table or of an index. Immutable: each method returns a new query; nothing is read until it is enumerated.</summary>
/// <remarks>
/// Enumerating reads as many 1 MB pages as it takes; <see cref="PageAsync"/> reads one page of a given size and tells how to go on. The cost is
/// that of the items in the key range; a filter (<see cref="Where(Func{TAttributes, Condition})"/>) does not lower it.
/// </remarks>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <typeparam name="TAttributes">The references to its attributes.</typeparam>
public class EntityQuery<TEntity, TAttributes> : IAsyncEnumerable<TEntity>
    where TEntity : notnull
    where TAttributes : struct, IAttributes<TAttributes>
{
    private readonly QueryStart<TEntity> _start;
    private readonly SortKeyRange? _range;
    private Condition? _filter;
    private bool _descending;
    private bool? _consistent;

    /// <summary>A query on a whole partition whose sort key cannot be asked for; generated code calls it.</summary>
    /// <param name="start">The partition.</param>
    public EntityQuery(QueryStart<TEntity> start)
        : this(start, SortKeyRange.StartingWith((start ?? throw new ArgumentNullException(nameof(start))).SortKeyPrefix))
    {
    }

    internal EntityQuery(QueryStart<TEntity> start, SortKeyRange? range) => (_start, _range) = (start, range);

    /// <summary>Keeps only the items for which the condition holds; DynamoDB applies it after reading, so it saves transfer, not cost.</summary>
    /// <param name="filter">The condition; several must all hold. Key attributes of the table or index cannot be in it.</param>
    /// <returns>The query.</returns>
    /// <exception cref="InvalidOperationException">The index projects only keys, so that there is nothing to filter by.</exception>
    public EntityQuery<TEntity, TAttributes> Where(Func<TAttributes, Condition> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (_start.Index is { Projection: IndexProjection.KeysOnly, IsLocal: false })
            throw new InvalidOperationException($"Index '{_start.Index.Name}' projects only keys, so DynamoDB cannot filter by other attributes. Filter the results, or project more.");
        return Changed(query => query._filter = Condition.All(_filter, filter(TAttributes.At(AttributePath.Root))));
    }

    /// <summary>Not for use: stands in the way of LINQ's <c>Where</c>, which would read everything and filter here.</summary>
    /// <param name="predicate">A condition that DynamoDB cannot evaluate.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(ClientFilter.Message, error: true)]
    [System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]
    public IAsyncEnumerable<TEntity> Where(Func<TEntity, bool> predicate) => throw new NotSupportedException(ClientFilter.Message);

    /// <summary>Reads from the highest sort key to the lowest.</summary>
    /// <returns>The query.</returns>
    public EntityQuery<TEntity, TAttributes> Descending() => Changed(static query => query._descending = true);

    /// <summary>Reads from the highest sort key to the lowest: the newest first, where sort keys begin with a date.</summary>
    /// <returns>The query.</returns>
    public EntityQuery<TEntity, TAttributes> NewestFirst() => Descending();

    /// <summary>Sees all writes that have finished, at twice the cost; global indexes do not have it.</summary>
    /// <param name="consistent">Whether to read consistently.</param>
    /// <returns>The query.</returns>
    public EntityQuery<TEntity, TAttributes> Consistent(bool consistent = true) => Changed(query => query._consistent = consistent);

    /// <summary>Reads one page.</summary>
    /// <param name="size">How many entities at most, at least 1.</param>
    /// <param name="continuation">Where to start: <see cref="Page{T}.Continuation"/> of the page before, or <see langword="null"/> for the first page.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The page.</returns>
    /// <exception cref="InvalidContinuationException">The continuation is damaged, or belongs to another query.</exception>
    public async Task<Page<TEntity>> PageAsync(int size, string? continuation = null, CancellationToken cancellationToken = default)
    {
        using var pager = NewPager();
        return await pager.PageAsync(size, continuation, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads all entities into a list.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The entities, in the query's order.</returns>
    public async Task<List<TEntity>> ToListAsync(CancellationToken cancellationToken = default)
    {
        using var pager = NewPager();
        var (all, lastKey) = await pager.NextAsync(null, int.MaxValue, null, cancellationToken).ConfigureAwait(false);
        while (lastKey is not null)
        {
            (var items, lastKey) = await pager.NextAsync(null, int.MaxValue, lastKey, cancellationToken).ConfigureAwait(false);
            all.AddRange(items);
        }

        return all;
    }

    /// <summary>Reads the first entity.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The entity, or <see langword="null"/> when there is none.</returns>
    public async Task<TEntity?> FirstOrDefaultAsync(CancellationToken cancellationToken = default)
    {
        var page = await PageAsync(1, null, cancellationToken).ConfigureAwait(false);
        return page.Items.Count == 0 ? default : page.Items[0];
    }

    /// <summary>Counts the entities; costs as much as reading them.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The number.</returns>
    public async Task<int> CountAsync(CancellationToken cancellationToken = default)
    {
        using var pager = NewPager();
        return await pager.CountAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads all entities, page after page as they are asked for.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The entities, in the query's order.</returns>
    public async IAsyncEnumerator<TEntity> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var pager = NewPager();
        byte[]? lastKey = null;
        do
        {
            (var items, lastKey) = await pager.NextAsync(null, int.MaxValue, lastKey, cancellationToken).ConfigureAwait(false);
            foreach (var item in items)
                yield return item;
        }
        while (lastKey is not null);
    }

    private protected EntityQuery<TEntity, TAttributes> With(SortKeyRange? range) =>
        new(_start, range) { _filter = _filter, _descending = _descending, _consistent = _consistent };

    private EntityQuery<TEntity, TAttributes> Changed(Action<EntityQuery<TEntity, TAttributes>> change)
    {
        var copy = With(_range);
        change(copy);
        return copy;
    }

    private ItemPager<TEntity> NewPager() => new(_start.Table, _start.Mapper, _start.Index, TransportOperation.Query, WriteQuery);

    private void WriteQuery(ItemWriter request)
    {
        if (_start.Index is { } index)
            request.Property("IndexName"u8, index.Name);
        using var expression = new ExpressionBuilder();
        expression.Name(_start.PartitionKeyName).Append(" = ").Value(_start.PartitionKey);
        if (_range is not null)
        {
            expression.Append(" AND ");
            _range.Render(expression, _start.SortKeyName!);
        }

        request.Property("KeyConditionExpression"u8, expression.Take());
        EntityFilter.Write(request, expression, _start.Table, _start.Mapper.Model, _start.Index, _filter);
        expression.WriteTo(request);
        if (_descending)
            request.Property("ScanIndexForward"u8, false);
        var isGlobal = _start.Index is { IsLocal: false };
        request.ConsistentRead(_consistent ?? (!isGlobal && _start.Table.Options.ConsistentReads));
    }
}
