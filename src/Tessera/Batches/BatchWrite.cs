using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>One write of a batch: what the caller gave, and <c>{"PutRequest":{…}}</c> or <c>{"DeleteRequest":{…}}</c>.</summary>
internal sealed record BatchItem(object Source, byte[] Key, byte[] Json);

/// <summary>Writes items in chunks of at most 25 and 16 MB, several at a time, and sends again what DynamoDB leaves unprocessed.</summary>
/// <param name="table">The table.</param>
/// <param name="entity">The entity's name, for messages.</param>
/// <param name="convert">Makes a write of what the caller gave; it may refuse one, which stops the batch.</param>
/// <param name="progress">Told how many are written so far.</param>
internal sealed class BatchWrite<TSource>(TableContext table, string entity, Func<TSource, BatchItem> convert, IProgress<int>? progress)
    where TSource : notnull
{
    private const int ItemsMax = 25;

    // The service's limit is 16 MB for the whole request; what surrounds the items needs a little.
    private const int SizeBytesMax = (16 * 1024 * 1024) - 4096;

    private readonly Lock _lock = new();
    private readonly List<object> _unprocessed = [];
    private int _done;
    private Exception? _failure;

    /// <summary>Writes everything; what could not be written is in the exception, whatever stopped the batch.</summary>
    public async Task RunAsync(IEnumerable<TSource> sources, CancellationToken cancellationToken)
    {
        await Chunks.ForEachAsync(Split(sources), table.Options.ParallelRequestsMax, chunk => WriteAsync(chunk, cancellationToken)).ConfigureAwait(false);
        if (_unprocessed.Count > 0 || HasFailed)
            throw Incomplete();
    }

    private bool HasFailed => Volatile.Read(ref _failure) is not null;

    // After a failure nothing more is sent, but everything that is left is told of.
    private IEnumerable<List<BatchItem>> Split(IEnumerable<TSource> sources)
    {
        var chunk = new List<BatchItem>(ItemsMax);
        var keys = new HashSet<byte[]>(BytesComparer.Instance);
        var sizeBytes = 0;
        using var enumerator = sources.GetEnumerator();
        while (TryMoveNext(enumerator))
        {
            if (TryConvert(enumerator.Current) is not { } item)
                continue;

            // The service refuses a key twice in one request; the later write must also come later.
            if (chunk.Count == ItemsMax || sizeBytes + item.Json.Length > SizeBytesMax || keys.Contains(item.Key))
            {
                yield return chunk;
                chunk = new List<BatchItem>(ItemsMax);
                keys.Clear();
                sizeBytes = 0;
            }

            chunk.Add(item);
            keys.Add(item.Key);
            sizeBytes += item.Json.Length + 1;
        }

        if (chunk.Count > 0)
            yield return chunk;
    }

    // The caller's sequence may fail in the middle: what was read before is still told of.
    private bool TryMoveNext(IEnumerator<TSource> enumerator)
    {
        try
        {
            return enumerator.MoveNext();
        }
#pragma warning disable CA1031 // The error is told together with what was not written.
        catch (Exception exception)
        {
            Fail(exception);
            return false;
        }
#pragma warning restore CA1031
    }

    private BatchItem? TryConvert(TSource source)
    {
        if (!HasFailed)
        {
            try
            {
                return convert(source);
            }
#pragma warning disable CA1031 // The error is told together with what was not written.
            catch (Exception exception)
            {
                Fail(exception);
            }
#pragma warning restore CA1031
        }

        Leave(source);
        return null;
    }

    private async Task WriteAsync(List<BatchItem> chunk, CancellationToken cancellationToken)
    {
        var left = chunk;
        try
        {
            for (var retry = 0; left.Count > 0 && retry <= table.Delays.RetriesMax && !HasFailed;)
            {
                if (retry > 0 || left != chunk)
                    await table.Delays.WaitAsync(retry, cancellationToken).ConfigureAwait(false);
                var unprocessed = await SendAsync(left, cancellationToken).ConfigureAwait(false);
                var written = left.Count - unprocessed.Count;
                retry = written > 0 ? 0 : retry + 1;
                left = unprocessed;
                Advance(written);
            }
        }
#pragma warning disable CA1031 // The error is told together with what was not written.
        catch (Exception exception)
        {
            Fail(exception);
        }
#pragma warning restore CA1031

        foreach (var item in left)
            Leave(item.Source);
    }

    private async Task<List<BatchItem>> SendAsync(List<BatchItem> items, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var request = new ItemWriter(16 * 1024);
        request.Raw("{\"RequestItems\":{"u8);
        request.Name(table.TableName);
        request.Raw("["u8);
        foreach (var item in items)
        {
            request.Separate();
            request.Raw(item.Json);
        }

        request.Raw("]}"u8);
        table.EndRequest(request);
        using var response = await table.SendAsync(TransportOperation.BatchWriteItem, request, cancellationToken, items.Count).ConfigureAwait(false);
        return ReadUnprocessed(response, items);
    }

    private List<BatchItem> ReadUnprocessed(TransportResponse response, List<BatchItem> items)
    {
        var reader = new ItemReader(response.Body.Span);
        List<BatchItem> unprocessed = [];
        var units = 0.0;
        while (reader.NextAttribute(out var name))
        {
            if (name.SequenceEqual("UnprocessedItems"u8))
                unprocessed = Match(ref reader, items);
            else if (name.SequenceEqual("ConsumedCapacity"u8))
                units = reader.ReadCapacityUnits();
            else
                reader.Skip();
        }

        table.Report(TransportOperation.BatchWriteItem, units);
        return unprocessed;
    }

    // {"shop":[{"PutRequest":{"Item":{…}}},{"DeleteRequest":{"Key":{…}}}]}: the keys tell which of ours they are.
    private List<BatchItem> Match(scoped ref ItemReader reader, List<BatchItem> items)
    {
        var byKey = items.ToDictionary(item => item.Key, BytesComparer.Instance);
        var unprocessed = new List<BatchItem>();
        while (reader.NextAttribute(out _))
        {
            while (reader.NextElement())
            {
                while (reader.NextAttribute(out _))
                {
                    while (reader.NextAttribute(out _))
                        unprocessed.Add(byKey[ItemKey.Of(ref reader, table.TableModel, null)]);
                }
            }
        }

        return unprocessed;
    }

    private void Advance(int count)
    {
        if (count > 0)
            progress?.Report(Interlocked.Add(ref _done, count));
    }

    private void Fail(Exception exception) => Interlocked.CompareExchange(ref _failure, exception, null);

    private void Leave(object source)
    {
        lock (_lock)
            _unprocessed.Add(source);
    }

    private BatchIncompleteException Incomplete()
    {
        var reason = _failure is null
            ? $"were left unprocessed {table.Delays.RetriesMax + 1} times; the table is throttled, so raise its capacity or write more slowly"
            : $"were not written because of an error: {_failure.Message.TrimEnd('.')}";
        return new BatchIncompleteException($"{_unprocessed.Count} {entity} items {reason}. {_done} were written. The exception's Unprocessed holds the rest.", _unprocessed, _failure);
    }
}
