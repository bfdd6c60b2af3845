using System.Threading.Channels;
using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>A scan of the whole table for one entity. Immutable: each method returns a new scan; nothing is read until it is enumerated.</summary>
/// <remarks>The cost is that of the whole table, other entities included. The order is unspecified.</remarks>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <typeparam name="TAttributes">The references to its attributes.</typeparam>
public sealed class EntityScan<TEntity, TAttributes> : IAsyncEnumerable<TEntity>
    where TEntity : notnull
    where TAttributes : struct, IAttributes<TAttributes>
{
    private readonly TableContext _table;
    private readonly EntityMapper<TEntity> _mapper;
    private Condition? _filter;
    private int _segments = 1;
    private bool? _consistent;

    internal EntityScan(TableContext table, EntityMapper<TEntity> mapper) => (_table, _mapper) = (table, mapper);

    /// <summary>Keeps only the items for which the condition holds; it saves transfer, not cost.</summary>
    /// <param name="filter">The condition; several must all hold.</param>
    /// <returns>The scan.</returns>
    public EntityScan<TEntity, TAttributes> Where(Func<TAttributes, Condition> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Changed(scan => scan._filter = Condition.All(_filter, filter(TAttributes.At(AttributePath.Root))));
    }

    /// <summary>Reads parts of the table in parallel.</summary>
    /// <param name="count">The number of parts, 1 to 1,000,000; each is read by a worker of its own.</param>
    /// <returns>The scan.</returns>
    public EntityScan<TEntity, TAttributes> Segments(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1_000_000);
        return Changed(scan => scan._segments = count);
    }

    /// <summary>Not for use: stands in the way of LINQ's <c>Where</c>, which would read everything and filter here.</summary>
    /// <param name="predicate">A condition that DynamoDB cannot evaluate.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(ClientFilter.Message, error: true)]
    [System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]
    public IAsyncEnumerable<TEntity> Where(Func<TEntity, bool> predicate) => throw new NotSupportedException(ClientFilter.Message);

    /// <summary>Sees all writes that have finished, at twice the cost.</summary>
    /// <param name="consistent">Whether to read consistently.</param>
    /// <returns>The scan.</returns>
    public EntityScan<TEntity, TAttributes> Consistent(bool consistent = true) => Changed(scan => scan._consistent = consistent);

    /// <summary>Reads one page, without segments.</summary>
    /// <param name="size">How many entities at most, at least 1.</param>
    /// <param name="continuation">Where to start, or <see langword="null"/> for the first page.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The page.</returns>
    /// <exception cref="InvalidContinuationException">The continuation is damaged, or belongs to another scan.</exception>
    public async Task<Page<TEntity>> PageAsync(int size, string? continuation = null, CancellationToken cancellationToken = default)
    {
        using var pager = NewPager(null);
        return await pager.PageAsync(size, continuation, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads all entities into a list.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The entities, in no particular order.</returns>
    public async Task<List<TEntity>> ToListAsync(CancellationToken cancellationToken = default)
    {
        var all = new List<TEntity>();
        await foreach (var entity in this.WithCancellation(cancellationToken).ConfigureAwait(false))
            all.Add(entity);
        return all;
    }

    /// <summary>Counts the entities; costs as much as reading the table.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The number.</returns>
    public async Task<int> CountAsync(CancellationToken cancellationToken = default)
    {
        using var pager = NewPager(null);
        return await pager.CountAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads all entities, page after page as they are asked for.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The entities, in no particular order.</returns>
    public IAsyncEnumerator<TEntity> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        _segments == 1 ? ReadAsync(cancellationToken) : ReadSegmentsAsync(cancellationToken);

    private async IAsyncEnumerator<TEntity> ReadAsync(CancellationToken cancellationToken)
    {
        using var pager = NewPager(null);
        byte[]? lastKey = null;
        do
        {
            (var items, lastKey) = await pager.NextAsync(null, int.MaxValue, lastKey, cancellationToken).ConfigureAwait(false);
            foreach (var item in items)
                yield return item;
        }
        while (lastKey is not null);
    }

    // Workers take segments one after the other; the channel holds few pages, so a slow reader slows the workers down.
    private async IAsyncEnumerator<TEntity> ReadSegmentsAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pages = Channel.CreateBounded<List<TEntity>>(_table.Options.ParallelRequestsMax);
        var workers = WorkAsync(pages.Writer, stop.Token);
        try
        {
            await foreach (var page in pages.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (var item in page)
                    yield return item;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await workers.ConfigureAwait(false);
        }
    }

    private async Task WorkAsync(ChannelWriter<List<TEntity>> pages, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _table.Options.ParallelRequestsMax, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForAsync(0, _segments, parallel, (segment, token) => ReadSegmentAsync(segment, pages, token)).ConfigureAwait(false);
            pages.Complete();
        }
#pragma warning disable CA1031 // The error reaches the reader through the channel.
        catch (Exception exception)
        {
            pages.Complete(exception);
        }
#pragma warning restore CA1031
    }

    private async ValueTask ReadSegmentAsync(int segment, ChannelWriter<List<TEntity>> pages, CancellationToken cancellationToken)
    {
        using var pager = NewPager(segment);
        byte[]? lastKey = null;
        do
        {
            (var items, lastKey) = await pager.NextAsync(null, int.MaxValue, lastKey, cancellationToken).ConfigureAwait(false);
            await pages.WriteAsync(items, cancellationToken).ConfigureAwait(false);
        }
        while (lastKey is not null);
    }

    private ItemPager<TEntity> NewPager(int? segment) =>
        new(_table, _mapper, null, TransportOperation.Scan, request => WriteScan(request, segment));

    private void WriteScan(ItemWriter request, int? segment)
    {
        using var expression = new ExpressionBuilder();
        EntityFilter.Write(request, expression, _table, _mapper.Model, null, _filter);
        expression.WriteTo(request);
        request.ConsistentRead(_consistent ?? _table.Options.ConsistentReads);
        if (segment is not { } position)
            return;
        request.Property("Segment"u8, position);
        request.Property("TotalSegments"u8, _segments);
    }

    private EntityScan<TEntity, TAttributes> Changed(Action<EntityScan<TEntity, TAttributes>> change)
    {
        var copy = new EntityScan<TEntity, TAttributes>(_table, _mapper) { _filter = _filter, _segments = _segments, _consistent = _consistent };
        change(copy);
        return copy;
    }
}
