using Amazon.DynamoDBv2.Model;

namespace Tessera.Lambda;

/// <summary>What a read of a shard gave.</summary>
/// <param name="Records">The records, in order, with those that were filtered out.</param>
/// <param name="ReadAt">When the read began.</param>
/// <param name="IsEnd">Whether the shard has ended.</param>
/// <param name="IsFull">Whether there is likely more to read at once.</param>
internal sealed record ShardPage(List<EventRecord> Records, DateTimeOffset ReadAt, bool IsEnd, bool IsFull);

/// <summary>Reads a shard from a position on, and finds its place again when an iterator expires or records were trimmed. Used by one shard.</summary>
internal sealed class ShardReader(MappingContext mapping, string shardId, RecordPageReader pages, ShardStart start, DateTimeOffset? startedAt)
{
    private const int PageRecordsMaximum = 1000;

    private readonly RetryPause _pause = new(mapping.Options, mapping.Time);
    private ShardStart _position = start;
    private string? _iterator;
    private bool _mayHaveOlder = start == ShardStart.TrimHorizon;
    private bool _isRecovering;

    /// <summary>Reads the next page. What can go wrong is tried again.</summary>
    /// <returns>The page; <see langword="null"/> when the mapping stops, or the shard is gone.</returns>
    public async Task<ShardPage?> ReadAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var page = await ReadOnceAsync(stop).ConfigureAwait(false);
                _isRecovering = false;
                _pause.Reset();
                return page;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                if (stop.IsCancellationRequested)
                    return null;
                if (TryFindPlaceAgain(error))
                    continue;
                mapping.Monitor.OnProblem("The stream could not be read", error);
                if (error is ResourceNotFoundException)
                    return null;
            }

            await _pause.WaitAsync(stop).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<ShardPage> ReadOnceAsync(CancellationToken stop)
    {
        var readAt = mapping.Time.GetUtcNow();
        _iterator ??= await mapping.Source.GetShardIteratorAsync(mapping.StreamArn, shardId, _position, stop).ConfigureAwait(false);
        using var page = await mapping.Source.GetRecordsAsync(_iterator, PageRecordsMaximum, stop).ConfigureAwait(false);
        var records = pages.Read(page.Body.Span);
        var isFull = records.Count == PageRecordsMaximum;
        if (records.Count > 0)
            _position = ShardStart.After(records[^1].SequenceNumber);
        _iterator = page.NextShardIterator;
        PassOverOlder(records);
        mapping.Monitor.OnRead(records.Count, records.Count(record => record.Json.IsEmpty));
        return new(records, readAt, IsEnd: _iterator is null, isFull);
    }

    /// <summary>
    /// A mapping that started at LATEST and found its place again by TRIM_HORIZON must not deliver what was there before. Creation times may be whole seconds, so
    /// the second in which it started is delivered. Where LATEST itself holds, the clocks are not compared: ours may be ahead of the stream's.
    /// </summary>
    private void PassOverOlder(List<EventRecord> records)
    {
        if (!_mayHaveOlder || startedAt is not { } started)
            return;
        var oldest = started.AddTicks(-(started.UtcTicks % TimeSpan.TicksPerSecond));
        records.RemoveAll(record => record.CreatedAt < oldest);
    }

    /// <summary>An iterator that is too old, or that points to what was trimmed, is replaced at once; if the new one is no better, after a pause.</summary>
    private bool TryFindPlaceAgain(Exception error)
    {
        if (error is not (ExpiredIteratorException or TrimmedDataAccessException))
            return false;
        // LATEST asked again would lose what was written since; what was written before is passed over by its time.
        if (error is TrimmedDataAccessException || _position == ShardStart.Latest)
            (_position, _mayHaveOlder) = (ShardStart.TrimHorizon, true);
        _iterator = null;
        var isFirst = !_isRecovering;
        _isRecovering = true;
        return isFirst;
    }
}
