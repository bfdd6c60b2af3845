using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>Reads items by key in chunks of 100, several at a time, and asks again for what DynamoDB leaves unprocessed.</summary>
internal sealed class BatchRead<TEntity>(TableContext table, EntityMapper<TEntity> mapper)
    where TEntity : notnull
{
    private const int KeysMax = 100;

    /// <summary>The entities found, in the order of their keys, which must be distinct and in the model's order of attributes.</summary>
    public async Task<List<TEntity>> RunAsync(IReadOnlyList<byte[]> keys, bool? consistent, CancellationToken cancellationToken)
    {
        var positions = new Dictionary<byte[], int>(keys.Count, BytesComparer.Instance);
        for (var position = 0; position < keys.Count; position++)
            positions.TryAdd(keys[position], position);
        var found = new (bool Found, TEntity Entity)[keys.Count];
        await Chunks.ForEachAsync(
            positions.Keys.Chunk(KeysMax), table.Options.ParallelRequestsMax, chunk => ReadChunkAsync(chunk, positions, found, consistent, cancellationToken))
            .ConfigureAwait(false);

        var entities = new List<TEntity>(positions.Count);
        foreach (var (isFound, entity) in found)
        {
            if (isFound)
                entities.Add(entity);
        }

        return entities;
    }

    private async Task ReadChunkAsync(
        byte[][] keys, Dictionary<byte[], int> positions, (bool Found, TEntity Entity)[] found, bool? consistent, CancellationToken cancellationToken)
    {
        for (var retry = 0; keys.Length > 0;)
        {
            using var request = new ItemWriter(4096);
            WriteRequest(request, keys, consistent ?? table.Options.ConsistentReads);
            using var response = await table.SendAsync(TransportOperation.BatchGetItem, request, cancellationToken, keys.Length).ConfigureAwait(false);
            var unprocessed = ReadResponse(response, positions, found);
            if (unprocessed.Length == 0)
                return;
            retry = unprocessed.Length < keys.Length ? 0 : retry + 1;
            keys = unprocessed;
            if (retry > table.Delays.RetriesMax)
                throw Incomplete(keys);
            await table.Delays.WaitAsync(retry, cancellationToken).ConfigureAwait(false);
        }
    }

    private void WriteRequest(ItemWriter request, byte[][] keys, bool consistent)
    {
        request.Raw("{\"RequestItems\":{"u8);
        request.Name(table.TableName);
        request.Raw("{\"Keys\":["u8);
        foreach (var key in keys)
        {
            request.Separate();
            request.Raw(key);
        }

        request.Raw("]"u8);
        request.ConsistentRead(consistent);
        request.Raw("}}"u8);
        table.EndRequest(request);
    }

    private byte[][] ReadResponse(TransportResponse response, Dictionary<byte[], int> positions, (bool Found, TEntity Entity)[] found)
    {
        var reader = new ItemReader(response.Body.Span);
        byte[][] unprocessed = [];
        var units = 0.0;
        while (reader.NextAttribute(out var name))
        {
            if (name.SequenceEqual("Responses"u8))
                ReadTables(ref reader, positions, found);
            else if (name.SequenceEqual("UnprocessedKeys"u8))
                unprocessed = [.. ReadUnprocessed(ref reader)];
            else if (name.SequenceEqual("ConsumedCapacity"u8))
                units = reader.ReadCapacityUnits();
            else
                reader.Skip();
        }

        table.Report(TransportOperation.BatchGetItem, units);
        return unprocessed;
    }

    private void ReadTables(scoped ref ItemReader reader, Dictionary<byte[], int> positions, (bool Found, TEntity Entity)[] found)
    {
        while (reader.NextAttribute(out _))
        {
            while (reader.NextElement())
            {
                var item = reader;
                if (mapper.TryReadItem(ref reader, table.TableModel, out var entity, out _))
                    found[positions[ItemKey.Of(ref item, table.TableModel, null)]] = (true, entity);
            }
        }
    }

    // {"shop":{"Keys":[{…},{…}]}}
    private List<byte[]> ReadUnprocessed(scoped ref ItemReader reader)
    {
        var keys = new List<byte[]>();
        while (reader.NextAttribute(out _))
        {
            while (reader.NextAttribute(out var name))
            {
                if (!name.SequenceEqual("Keys"u8))
                {
                    reader.Skip();
                    continue;
                }

                while (reader.NextElement())
                    keys.Add(ItemKey.Of(ref reader, table.TableModel, null));
            }
        }

        return keys;
    }

    private BatchIncompleteException Incomplete(byte[][] keys)
    {
        var descriptions = keys.Select(object (key) => new ItemReader(key).DescribeKey(table.TableModel)).ToList();
        return new BatchIncompleteException(
            $"{keys.Length} of the {mapper.Model.Name} items were left unprocessed {table.Delays.RetriesMax + 1} times and not read, first: {descriptions[0]}. "
            + "The table is throttled: raise its capacity, or read less at a time.",
            descriptions, null);
    }
}
