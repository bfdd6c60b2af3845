using Tessera.Mapping;

namespace Tessera;

public abstract partial class EntityRepository<TEntity, TKey, TAttributes>
{
    /// <summary>Reads entities by their keys: chunks of 100, several at a time; keys that occur twice are read once.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="consistent">Whether to see all writes that have finished; <see langword="null"/> means as the options say.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The entities found, in the order of their keys; keys without an item are left out.</returns>
    /// <exception cref="BatchIncompleteException">DynamoDB kept leaving keys unprocessed.</exception>
    public async Task<IReadOnlyList<TEntity>> GetManyAsync(IEnumerable<TKey> keys, bool? consistent = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var distinct = keys.Select(key => ItemKey.Of(key, Table.TableModel)).Distinct(BytesComparer.Instance).ToList();
        return await new BatchRead<TEntity>(Table, Mapper).RunAsync(distinct, consistent, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores entities: chunks of 25 and 16 MB, several at a time, each whole or not, the batch as a whole not.</summary>
    /// <remarks>
    /// A batch has no conditions, so versions are neither checked nor counted up. Of entities with the same key the order is only kept within
    /// what is sent one after the other; give distinct keys.
    /// </remarks>
    /// <param name="entities">The entities; read as they are needed, so that a long sequence need not be in memory.</param>
    /// <param name="progress">Told how many are written so far.</param>
    /// <param name="cancellationToken">Stops the batch; what was not written is in the exception.</param>
    /// <returns>A task that ends when everything is written.</returns>
    /// <exception cref="BatchIncompleteException">Some were not written: it holds them, and the error if there was one.</exception>
    public Task PutManyAsync(IEnumerable<TEntity> entities, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entities);
        return new BatchWrite<TEntity>(Table, EntityName, PutItem, progress).RunAsync(entities, cancellationToken);
    }

    /// <summary>Deletes by keys: chunks of 25, several at a time; keys without an item are no error.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="progress">Told how many are deleted so far.</param>
    /// <param name="cancellationToken">Stops the batch; what was not deleted is in the exception.</param>
    /// <returns>A task that ends when everything is deleted.</returns>
    /// <exception cref="BatchIncompleteException">Some were not deleted: it holds their keys, and the error if there was one.</exception>
    public Task DeleteManyAsync(IEnumerable<TKey> keys, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return new BatchWrite<TKey>(Table, EntityName, DeleteItem, progress).RunAsync(keys.Distinct(), cancellationToken);
    }

    private BatchItem PutItem(TEntity entity)
    {
        using var json = new ItemWriter();
        json.Raw("{\"PutRequest\":{\"Item\":{"u8);
        Mapper.WriteItem(json, entity);
        json.Raw("}}}"u8);
        return new BatchItem(entity, ItemKey.Of(Mapper.GetKey(entity), Table.TableModel), json.Written.ToArray());
    }

    private BatchItem DeleteItem(TKey key)
    {
        var bytes = ItemKey.Of(key, Table.TableModel);
        return new BatchItem(key, bytes, [.. "{\"DeleteRequest\":{\"Key\":"u8, .. bytes, .. "}}"u8]);
    }
}
