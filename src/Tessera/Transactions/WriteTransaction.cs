using Amazon.DynamoDBv2.Model;
using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>Writes of one table that all happen or none: at most 100 on different items, 4 MB together. For one use; not thread-safe.</summary>
/// <remarks>Costs twice the write units. Prefer a single conditional write where one item is enough, and a batch where all-or-nothing is not needed.</remarks>
public sealed class WriteTransaction
{
    private const int OperationsMax = 100;

    private readonly TableContext _table;
    private readonly List<EntityWrite> _writes = [];

    internal WriteTransaction(TableContext table) => _table = table;

    /// <summary>Stores a new entity; the transaction fails if it exists.</summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <param name="entity">The entity.</param>
    /// <returns>This transaction.</returns>
    /// <exception cref="ArgumentException">The argument is not an entity of the table.</exception>
    public WriteTransaction Create<TEntity>(TEntity entity)
        where TEntity : notnull => Append(_table.RepositoryOf(typeof(TEntity)).CreateOf(entity));

    /// <summary>Stores a new entity, with a condition; the transaction fails if it exists.</summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <typeparam name="TKey">Its key.</typeparam>
    /// <typeparam name="TAttributes">The references to its attributes.</typeparam>
    /// <param name="create">The prepared create: <c>shop.Orders.Create(order).When(…)</c>.</param>
    /// <returns>This transaction.</returns>
    /// <exception cref="ArgumentException">A prepared put, which would replace an entity that exists.</exception>
    public WriteTransaction Create<TEntity, TKey, TAttributes>(EntityPut<TEntity, TKey, TAttributes> create)
        where TEntity : notnull
        where TKey : struct, IEntityKey
        where TAttributes : struct, IAttributes<TAttributes>
    {
        ArgumentNullException.ThrowIfNull(create);
        if (!create.IsCreate)
            throw new ArgumentException($"A put of {create.Entity} replaces what exists. Prepare it with Create, or add it with Put.", nameof(create));
        return Append(create);
    }

    /// <summary>Stores an entity; one with a version only if the stored version is still its own.</summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <param name="entity">The entity.</param>
    /// <returns>This transaction.</returns>
    /// <exception cref="ArgumentException">The argument is not an entity of the table.</exception>
    public WriteTransaction Put<TEntity>(TEntity entity)
        where TEntity : notnull => Append(_table.RepositoryOf(typeof(TEntity)).PutOf(entity));

    /// <summary>Stores an entity, with a condition.</summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <typeparam name="TKey">Its key.</typeparam>
    /// <typeparam name="TAttributes">The references to its attributes.</typeparam>
    /// <param name="put">The prepared put: <c>shop.Orders.Put(order).When(…)</c>.</param>
    /// <returns>This transaction.</returns>
    public WriteTransaction Put<TEntity, TKey, TAttributes>(EntityPut<TEntity, TKey, TAttributes> put)
        where TEntity : notnull
        where TKey : struct, IEntityKey
        where TAttributes : struct, IAttributes<TAttributes> => Append(put);

    /// <summary>Deletes the entity with a key, or an entity; an entity with a version only if the stored version is still its own.</summary>
    /// <typeparam name="T">The entity, or its key.</typeparam>
    /// <param name="entityOrKey">The entity or key. A key checks no version.</param>
    /// <returns>This transaction.</returns>
    /// <exception cref="ArgumentException">The argument is neither an entity nor a key of the table.</exception>
    public WriteTransaction Delete<T>(T entityOrKey)
        where T : notnull => Append(_table.RepositoryOf(typeof(T)).DeleteOf(entityOrKey));

    /// <summary>Deletes an entity, with a condition or version.</summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <typeparam name="TKey">Its key.</typeparam>
    /// <typeparam name="TAttributes">The references to its attributes.</typeparam>
    /// <param name="delete">The prepared delete: <c>shop.Orders.Delete(order).When(…)</c>.</param>
    /// <returns>This transaction.</returns>
    public WriteTransaction Delete<TEntity, TKey, TAttributes>(EntityDelete<TEntity, TKey, TAttributes> delete)
        where TEntity : notnull
        where TKey : struct, IEntityKey
        where TAttributes : struct, IAttributes<TAttributes> => Append(delete);

    /// <summary>Updates an entity.</summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <typeparam name="TKey">Its key.</typeparam>
    /// <typeparam name="TAttributes">The references to its attributes.</typeparam>
    /// <param name="update">The prepared update: <c>shop.Products.Update(id).Add(p => p.Stock, -1)</c>.</param>
    /// <returns>This transaction.</returns>
    public WriteTransaction Update<TEntity, TKey, TAttributes>(EntityUpdate<TEntity, TKey, TAttributes> update)
        where TEntity : notnull
        where TKey : struct, IEntityKey
        where TAttributes : struct, IAttributes<TAttributes> => Append(update);

    /// <summary>Requires an item that is not written to be in a certain state.</summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <typeparam name="TKey">Its key.</typeparam>
    /// <typeparam name="TAttributes">The references to its attributes.</typeparam>
    /// <param name="check">The check: <c>shop.Users.Check(userId).Exists()</c>.</param>
    /// <returns>This transaction.</returns>
    public WriteTransaction Check<TEntity, TKey, TAttributes>(EntityCheck<TEntity, TKey, TAttributes> check)
        where TEntity : notnull
        where TKey : struct, IEntityKey
        where TAttributes : struct, IAttributes<TAttributes> => Append(check);

    /// <summary>Carries out all operations, or none.</summary>
    /// <remarks>A stored class then has its new version; of a record or struct the stored copy has the version plus one.</remarks>
    /// <param name="idempotencyToken">
    /// 1 to 36 characters that name this transaction: within ten minutes a second commit with the same token and content succeeds without effect.
    /// <see langword="null"/> makes a new one, which protects the SDK's own retries.
    /// </param>
    /// <param name="cancellationToken">Cancels the request; it may have been carried out then.</param>
    /// <returns>A task that ends when everything is written.</returns>
    /// <exception cref="TransactionFailedException">An operation failed, so none had an effect; it tells which.</exception>
    /// <exception cref="InvalidOperationException">The transaction is empty.</exception>
    public async Task CommitAsync(string? idempotencyToken = null, CancellationToken cancellationToken = default)
    {
        if (_writes.Count == 0)
            throw new InvalidOperationException("The transaction is empty. Add at least one operation before CommitAsync.");
        using var request = new ItemWriter(4096);
        WriteRequest(request, idempotencyToken ?? Guid.NewGuid().ToString());
        try
        {
            using var response = await _table.SendAsync(TransportOperation.TransactWriteItems, request, cancellationToken, _writes.Count)
                .ConfigureAwait(false);
            _table.Report(TransportOperation.TransactWriteItems, TransactionResponse.ReadUnits(response));
            foreach (var write in _writes)
                write.Committed();
        }
        catch (TransactionCanceledException exception)
        {
            throw TransactionFailures.Explain(_writes, exception);
        }
    }

    private void WriteRequest(ItemWriter request, string token)
    {
        request.Raw("{\"TransactItems\":["u8);
        foreach (var write in _writes)
        {
            request.Separate();
            request.Raw("{"u8);
            request.Name(write.TransactionMember);
            request.Raw("{"u8);
            write.WriteBody(request);
            request.Raw("}}"u8);
        }

        request.Raw("]"u8);
        request.Property("ClientRequestToken"u8, token);
        _table.EndRequest(request);
    }

    private WriteTransaction Append(EntityWrite write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (_writes.Count == OperationsMax)
            throw new InvalidOperationException($"A transaction holds at most {OperationsMax} operations. Split it, or use a batch where all-or-nothing is not needed.");
        _writes.Add(write);
        return this;
    }
}
