using Amazon.DynamoDBv2.Model;
using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>Sends a TransactGetItems and gives each answer to the reader that was added for it.</summary>
internal sealed class TransactionRead(TableContext table)
{
    private readonly List<Read> _reads = [];

    private delegate object? ItemParser(scoped ref ItemReader reader);

    private sealed record Read(string Table, string Entity, string Key, Action<ItemWriter> WriteKey, ItemParser Parse);

    /// <summary>The entity that was read; the default value, also of a struct, when there was none.</summary>
    public static TEntity? Entity<TEntity>(object? read) => read is TEntity entity ? entity : default;

    public void Add<TEntity, TKey, TAttributes>(EntityRepository<TEntity, TKey, TAttributes> repository, TKey key)
        where TEntity : notnull
        where TKey : struct, IEntityKey
        where TAttributes : struct, IAttributes<TAttributes>
    {
        ArgumentNullException.ThrowIfNull(repository);
        if (_reads.Count == 100)
            throw new InvalidOperationException("A transaction reads at most 100 items. Split it, or use GetManyAsync where one moment is not needed.");
        _reads.Add(new Read(
            repository.Table.TableName,
            repository.EntityName,
            repository.Describe(key),
            request => EntityRepository<TEntity, TKey, TAttributes>.WriteKey(request, key),
            (scoped ref ItemReader reader) => repository.ReadOwn(ref reader)));
    }

    public async Task<object?[]> RunAsync(CancellationToken cancellationToken)
    {
        using var request = new ItemWriter();
        WriteRequest(request);
        try
        {
            using var response = await table.SendAsync(TransportOperation.TransactGetItems, request, cancellationToken, _reads.Count)
                .ConfigureAwait(false);
            table.Report(TransportOperation.TransactGetItems, TransactionResponse.ReadUnits(response));
            return ReadResponses(response);
        }
        catch (TransactionCanceledException exception)
        {
            throw TransactionFailures.ExplainReads([.. _reads.Select(read => (read.Entity, read.Key))], exception);
        }
    }

    private void WriteRequest(ItemWriter request)
    {
        request.Raw("{\"TransactItems\":["u8);
        foreach (var read in _reads)
        {
            request.Separate();
            request.Raw("{\"Get\":{"u8);
            request.Property("TableName"u8, read.Table);
            read.WriteKey(request);
            request.Raw("}}"u8);
        }

        request.Raw("]"u8);
        table.EndRequest(request);
    }

    private object?[] ReadResponses(TransportResponse response)
    {
        var entities = new object?[_reads.Count];
        var reader = new ItemReader(response.Body.Span);
        while (reader.NextAttribute(out var name))
        {
            if (!name.SequenceEqual("Responses"u8))
            {
                reader.Skip();
                continue;
            }

            for (var index = 0; reader.NextElement(); index++)
                entities[index] = ReadOne(ref reader, _reads[index]);
        }

        return entities;
    }

    // {"Item":{…}}, or {} when there is none.
    private static object? ReadOne(scoped ref ItemReader reader, Read read)
    {
        object? entity = null;
        while (reader.NextAttribute(out var name))
        {
            if (name.SequenceEqual("Item"u8))
                entity = read.Parse(ref reader);
            else
                reader.Skip();
        }

        return entity;
    }
}
