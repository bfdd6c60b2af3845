using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>One write of a batch: what the caller gave, and <c>{"PutRequest":{…}}</c> or <c>{"DeleteRequest":{…}}</c>.</summary>
internal sealed record BatchItem(object Source, byte[] Key, byte[] Json);

/// <summary>Writes items in chunks of at most 25 and 16 MB, several at a time, and sends again what DynamoDB leaves unprocessed.</summary>
internal sealed class BatchWrite(TableContext table, string entity, IProgress<int>? progress)
{
    private const int ItemsMax = 25;

    // The service's limit is 16 MB for the whole request; what surrounds the items needs a little.
    private const int SizeBytesMax = (16 * 1024 * 1024) - 4096;

    private readonly Lock _lock = new();
    private readonly List<object> _unprocessed = [];
    private int _done;

    /// <summary>Writes everything; what could not be written is in the exception, whatever stopped the batch.</summary>
    public async Task RunAsync(IEnumerable<BatchItem> items, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = table.Options.ParallelRequestsMax, CancellationToken = CancellationToken.None };
        Exception? failure = null;
        await Parallel.ForEachAsync(Chunks(items), parallel, async (chunk, _) =>
        {
            // After a failure the remaining chunks are not sent, but they are still told of.
            var earlier = Volatile.Read(ref failure);
            if (earlier is not null)
            {
                Leave(chunk);
                return;
            }

            var error = await TryWriteAsync(chunk, cancellationToken).ConfigureAwait(false);
            if (error is not null)
                Interlocked.CompareExchange(ref failure, error, null);
        }).ConfigureAwait(false);

        if (failure is OperationCanceledException && _unprocessed.Count == 0)
            throw failure;
        if (_unprocessed.Count > 0)
            throw Incomplete(failure);
    }

    private static IEnumerable<List<BatchItem>> Chunks(IEnumerable<BatchItem> items)
    {
        var chunk = new List<BatchItem>(ItemsMax);
        var keys = new HashSet<byte[]>(BytesComparer.Instance);
        var sizeBytes = 0;
        foreach (var item in items)
        {
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

    private async Task<Exception?> TryWriteAsync(List<BatchItem> chunk, CancellationToken cancellationToken)
    {
        var left = chunk;
        try
        {
            for (var retry = 0; left.Count > 0;)
            {
                var unprocessed = await SendAsync(left, cancellationToken).ConfigureAwait(false);
                Advance(left.Count - unprocessed.Count);
                retry = unprocessed.Count < left.Count ? 0 : retry + 1;
                left = unprocessed;
                if (left.Count == 0)
                    return null;
                if (retry > table.Delays.RetriesMax)
                    break;
                await table.Delays.WaitAsync(retry, cancellationToken).ConfigureAwait(false);
            }

            Leave(left);
            return null;
        }
#pragma warning disable CA1031 // The error is told together with what was not written.
        catch (Exception exception)
        {
            Leave(left);
            return exception;
        }
#pragma warning restore CA1031
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
        using var response = await table.SendAsync(TransportOperation.BatchWriteItem, request, cancellationToken).ConfigureAwait(false);
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

    private void Leave(List<BatchItem> items)
    {
        lock (_lock)
            _unprocessed.AddRange(items.Select(item => item.Source));
    }

    private BatchIncompleteException Incomplete(Exception? failure)
    {
        var reason = failure is null
            ? $"were left unprocessed {table.Delays.RetriesMax} times; the table is throttled, so raise its capacity or write more slowly"
            : $"were not written because of an error: {failure.Message}";
        return new BatchIncompleteException($"{_unprocessed.Count} {entity} items {reason}. {_done} were written. The exception's Unprocessed holds the rest.", _unprocessed, failure);
    }
}
