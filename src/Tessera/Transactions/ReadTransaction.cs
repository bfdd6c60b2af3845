namespace Tessera;

/// <summary>Reads of one table as it was at one moment. For one use; not thread-safe.</summary>
/// <remarks>Costs twice the read units of a consistent read. Each <c>Get</c> adds an entity to the result.</remarks>
public sealed class ReadTransaction
{
    private readonly TransactionRead _read;

    internal ReadTransaction(TableContext table) => _read = new TransactionRead(table);

    /// <summary>Reads an entity.</summary>
    /// <typeparam name="T">The entity.</typeparam>
    /// <typeparam name="TKey">Its key.</typeparam>
    /// <typeparam name="TAttributes">The references to its attributes.</typeparam>
    /// <param name="repository">The entity's repository: <c>shop.Users</c>.</param>
    /// <param name="key">The key.</param>
    /// <returns>The transaction with the entity in its result.</returns>
    public ReadTransaction<T> Get<T, TKey, TAttributes>(EntityRepository<T, TKey, TAttributes> repository, TKey key)
        where T : notnull
        where TKey : struct, IEntityKey
        where TAttributes : struct, IAttributes<TAttributes>
    {
        _read.Add(repository, key);
        return new(_read);
    }

    /// <summary>Reads entities of one type, up to 100.</summary>
    /// <typeparam name="T">The entity.</typeparam>
    /// <typeparam name="TKey">Its key.</typeparam>
    /// <typeparam name="TAttributes">The references to its attributes.</typeparam>
    /// <param name="repository">The entity's repository.</param>
    /// <param name="keys">The keys, all different.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>An entity for each key, in that order; the default value where there is none.</returns>
    /// <exception cref="TransactionFailedException">A read failed; it tells which.</exception>
    public async Task<IReadOnlyList<T?>> GetManyAsync<T, TKey, TAttributes>(
        EntityRepository<T, TKey, TAttributes> repository, IEnumerable<TKey> keys, CancellationToken cancellationToken = default)
        where T : notnull
        where TKey : struct, IEntityKey
        where TAttributes : struct, IAttributes<TAttributes>
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var key in keys)
            _read.Add(repository, key);
        var entities = await _read.RunAsync(cancellationToken).ConfigureAwait(false);
        return Array.ConvertAll(entities, TransactionRead.Entity<T>);
    }
}

/// <summary>A read of one entity as it was at one moment. For one use; not thread-safe.</summary>
/// <typeparam name="T1">The entity at position 1 of the result.</typeparam>
public sealed class ReadTransaction<T1>
{
    private readonly TransactionRead _read;

    internal ReadTransaction(TransactionRead read) => _read = read;

    /// <summary>Reads another entity.</summary>
    /// <typeparam name="TNext">The entity.</typeparam>
    /// <typeparam name="TKey">Its key.</typeparam>
    /// <typeparam name="TAttributes">The references to its attributes.</typeparam>
    /// <param name="repository">The entity's repository.</param>
    /// <param name="key">The key.</param>
    /// <returns>The transaction with the entity added to its result.</returns>
    public ReadTransaction<T1, TNext> Get<TNext, TKey, TAttributes>(EntityRepository<TNext, TKey, TAttributes> repository, TKey key)
        where TNext : notnull
        where TKey : struct, IEntityKey
        where TAttributes : struct, IAttributes<TAttributes>
    {
        _read.Add(repository, key);
        return new(_read);
    }

    /// <summary>Reads everything at one moment.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The entity; <see langword="null"/> when there is none.</returns>
    /// <exception cref="TransactionFailedException">A read failed; it tells which.</exception>
    public async Task<T1?> RunAsync(CancellationToken cancellationToken = default)
    {
        var entities = await _read.RunAsync(cancellationToken).ConfigureAwait(false);
        return TransactionRead.Entity<T1>(entities[0]);
    }
}

/// <summary>A read of two entities as they all were at one moment. For one use; not thread-safe.</summary>
/// <typeparam name="T1">The entity at position 1 of the result.</typeparam>
/// <typeparam name="T2">The entity at position 2 of the result.</typeparam>
public sealed class ReadTransaction<T1, T2>
{
    private readonly TransactionRead _read;

    internal ReadTransaction(TransactionRead read) => _read = read;

    /// <summary>Reads another entity.</summary>
    /// <typeparam name="TNext">The entity.</typeparam>
    /// <typeparam name="TKey">Its key.</typeparam>
    /// <typeparam name="TAttributes">The references to its attributes.</typeparam>
    /// <param name="repository">The entity's repository.</param>
    /// <param name="key">The key.</param>
    /// <returns>The transaction with the entity added to its result.</returns>
    public ReadTransaction<T1, T2, TNext> Get<TNext, TKey, TAttributes>(EntityRepository<TNext, TKey, TAttributes> repository, TKey key)
        where TNext : notnull
        where TKey : struct, IEntityKey
        where TAttributes : struct, IAttributes<TAttributes>
    {
        _read.Add(repository, key);
        return new(_read);
    }

    /// <summary>Reads everything at one moment.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The entities, in the order in which they were asked for; <see langword="null"/> for each that is not there.</returns>
    /// <exception cref="TransactionFailedException">A read failed; it tells which.</exception>
    public async Task<(T1?, T2?)> RunAsync(CancellationToken cancellationToken = default)
    {
        var entities = await _read.RunAsync(cancellationToken).ConfigureAwait(false);
        return (TransactionRead.Entity<T1>(entities[0]), TransactionRead.Entity<T2>(entities[1]));
    }
}

/// <summary>A read of three entities as they all were at one moment. For one use; not thread-safe.</summary>
/// <typeparam name="T1">The entity at position 1 of the result.</typeparam>
/// <typeparam name="T2">The entity at position 2 of the result.</typeparam>
/// <typeparam name="T3">The entity at position 3 of the result.</typeparam>
public sealed class ReadTransaction<T1, T2, T3>
{
    private readonly TransactionRead _read;

    internal ReadTransaction(TransactionRead read) => _read = read;

    /// <summary>Reads another entity.</summary>
    /// <typeparam name="TNext">The entity.</typeparam>
    /// <typeparam name="TKey">Its key.</typeparam>
    /// <typeparam name="TAttributes">The references to its attributes.</typeparam>
    /// <param name="repository">The entity's repository.</param>
    /// <param name="key">The key.</param>
    /// <returns>The transaction with the entity added to its result.</returns>
    public ReadTransaction<T1, T2, T3, TNext> Get<TNext, TKey, TAttributes>(EntityRepository<TNext, TKey, TAttributes> repository, TKey key)
        where TNext : notnull
        where TKey : struct, IEntityKey
        where TAttributes : struct, IAttributes<TAttributes>
    {
        _read.Add(repository, key);
        return new(_read);
    }

    /// <summary>Reads everything at one moment.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The entities, in the order in which they were asked for; <see langword="null"/> for each that is not there.</returns>
    /// <exception cref="TransactionFailedException">A read failed; it tells which.</exception>
    public async Task<(T1?, T2?, T3?)> RunAsync(CancellationToken cancellationToken = default)
    {
        var entities = await _read.RunAsync(cancellationToken).ConfigureAwait(false);
        return (TransactionRead.Entity<T1>(entities[0]), TransactionRead.Entity<T2>(entities[1]), TransactionRead.Entity<T3>(entities[2]));
    }
}

/// <summary>A read of four entities as they all were at one moment. For one use; not thread-safe.</summary>
/// <typeparam name="T1">The entity at position 1 of the result.</typeparam>
/// <typeparam name="T2">The entity at position 2 of the result.</typeparam>
/// <typeparam name="T3">The entity at position 3 of the result.</typeparam>
/// <typeparam name="T4">The entity at position 4 of the result.</typeparam>
public sealed class ReadTransaction<T1, T2, T3, T4>
{
    private readonly TransactionRead _read;

    internal ReadTransaction(TransactionRead read) => _read = read;

    /// <summary>Reads another entity.</summary>
    /// <typeparam name="TNext">The entity.</typeparam>
    /// <typeparam name="TKey">Its key.</typeparam>
    /// <typeparam name="TAttributes">The references to its attributes.</typeparam>
    /// <param name="repository">The entity's repository.</param>
    /// <param name="key">The key.</param>
    /// <returns>The transaction with the entity added to its result.</returns>
    public ReadTransaction<T1, T2, T3, T4, TNext> Get<TNext, TKey, TAttributes>(EntityRepository<TNext, TKey, TAttributes> repository, TKey key)
        where TNext : notnull
        where TKey : struct, IEntityKey
        where TAttributes : struct, IAttributes<TAttributes>
    {
        _read.Add(repository, key);
        return new(_read);
    }

    /// <summary>Reads everything at one moment.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The entities, in the order in which they were asked for; <see langword="null"/> for each that is not there.</returns>
    /// <exception cref="TransactionFailedException">A read failed; it tells which.</exception>
    public async Task<(T1?, T2?, T3?, T4?)> RunAsync(CancellationToken cancellationToken = default)
    {
        var entities = await _read.RunAsync(cancellationToken).ConfigureAwait(false);
        return (
            TransactionRead.Entity<T1>(entities[0]), TransactionRead.Entity<T2>(entities[1]), TransactionRead.Entity<T3>(entities[2]),
            TransactionRead.Entity<T4>(entities[3]));
    }
}

/// <summary>A read of five entities as they all were at one moment. For one use; not thread-safe.</summary>
/// <typeparam name="T1">The entity at position 1 of the result.</typeparam>
/// <typeparam name="T2">The entity at position 2 of the result.</typeparam>
/// <typeparam name="T3">The entity at position 3 of the result.</typeparam>
/// <typeparam name="T4">The entity at position 4 of the result.</typeparam>
/// <typeparam name="T5">The entity at position 5 of the result.</typeparam>
public sealed class ReadTransaction<T1, T2, T3, T4, T5>
{
    private readonly TransactionRead _read;

    internal ReadTransaction(TransactionRead read) => _read = read;

    /// <summary>Reads everything at one moment.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The entities, in the order in which they were asked for; <see langword="null"/> for each that is not there.</returns>
    /// <exception cref="TransactionFailedException">A read failed; it tells which.</exception>
    public async Task<(T1?, T2?, T3?, T4?, T5?)> RunAsync(CancellationToken cancellationToken = default)
    {
        var entities = await _read.RunAsync(cancellationToken).ConfigureAwait(false);
        return (
            TransactionRead.Entity<T1>(entities[0]), TransactionRead.Entity<T2>(entities[1]), TransactionRead.Entity<T3>(entities[2]),
            TransactionRead.Entity<T4>(entities[3]), TransactionRead.Entity<T5>(entities[4]));
    }
}
