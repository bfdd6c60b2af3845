using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>Reads and writes the entities of one type; generated repositories add methods with the key's own parts. Thread-safe.</summary>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <typeparam name="TKey">Its key.</typeparam>
/// <typeparam name="TAttributes">The references to its attributes.</typeparam>
public abstract partial class EntityRepository<TEntity, TKey, TAttributes> : EntityRepository
    where TEntity : notnull
    where TKey : struct, IEntityKey
    where TAttributes : struct, IAttributes<TAttributes>
{
    /// <summary>Connects the repository to its table; generated constructors call it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="mapper">The entity's mapper.</param>
    protected EntityRepository(TableContext table, EntityMapper<TEntity, TKey> mapper)
        : base(table)
    {
        ArgumentNullException.ThrowIfNull(mapper);
        Mapper = mapper;
    }

    internal EntityMapper<TEntity, TKey> Mapper { get; }

    internal override Type EntityType => typeof(TEntity);

    internal override Type KeyType => typeof(TKey);

    internal string EntityName => Mapper.Model.Name;

    /// <summary>Reads an entity by its key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="consistent">Whether to see all writes that have finished (twice the cost); <see langword="null"/> means as <see cref="TableOptions.ConsistentReads"/> says.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The entity, or <see langword="null"/> (for a struct its default value) when there is none.</returns>
    /// <exception cref="EntityTypeMismatchException">The item under this key is another entity.</exception>
    /// <exception cref="ItemMappingException">The item does not have the entity's form.</exception>
    public async Task<TEntity?> GetAsync(TKey key, bool? consistent = null, CancellationToken cancellationToken = default)
    {
        var (_, entity) = await FindAsync(key, consistent, cancellationToken).ConfigureAwait(false);
        return entity;
    }

    /// <summary>Reads an entity by its key and tells whether it is there; for struct entities, whose default value is a value too.</summary>
    /// <param name="key">The key.</param>
    /// <param name="consistent">Whether to see all writes that have finished; <see langword="null"/> means as the options say.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Whether the entity was found, and the entity.</returns>
    /// <exception cref="EntityTypeMismatchException">The item under this key is another entity.</exception>
    /// <exception cref="ItemMappingException">The item does not have the entity's form.</exception>
    public async Task<(bool Found, TEntity? Entity)> FindAsync(TKey key, bool? consistent = null, CancellationToken cancellationToken = default)
    {
        using var request = new ItemWriter();
        Table.BeginRequest(request);
        WriteKey(request, key);
        request.ConsistentRead(consistent ?? Table.Options.ConsistentReads);
        Table.EndRequest(request);
        using var response = await Table.SendAsync(TransportOperation.GetItem, request, cancellationToken).ConfigureAwait(false);
        return ReadItem(response, "Item"u8, TransportOperation.GetItem);
    }

    /// <summary>Stores a new entity.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The entity as stored: with version 1 if it has a version.</returns>
    /// <exception cref="EntityExistsException">An item with this key exists.</exception>
    public Task<TEntity> CreateAsync(TEntity entity, CancellationToken cancellationToken = default) => Create(entity).RunAsync(cancellationToken);

    /// <summary>Stores an entity, in place of the one with its key if there is one.</summary>
    /// <remarks>An entity with a version is only stored if the stored version is still its own (0: not stored yet).</remarks>
    /// <param name="entity">The entity.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The entity as stored: with its next version if it has one.</returns>
    /// <exception cref="VersionConflictException">Someone else has written the entity since it was read.</exception>
    public Task<TEntity> PutAsync(TEntity entity, CancellationToken cancellationToken = default) => Put(entity).RunAsync(cancellationToken);

    /// <summary>Deletes the entity with a key, if it is there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>A task that ends when the item is deleted.</returns>
    public Task DeleteAsync(TKey key, CancellationToken cancellationToken = default) => Delete(key).RunAsync(cancellationToken);

    /// <summary>Deletes an entity; one with a version only if the stored version is still its own.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>A task that ends when the item is deleted.</returns>
    /// <exception cref="VersionConflictException">Someone else has written or deleted the entity since it was read.</exception>
    public Task DeleteAsync(TEntity entity, CancellationToken cancellationToken = default) => Delete(entity).RunAsync(cancellationToken);

    /// <summary>Prepares a create, for a transaction or with a condition.</summary>
    /// <param name="entity">The entity.</param>
    /// <returns>The operation; nothing happens until it runs.</returns>
    public EntityPut<TEntity, TKey, TAttributes> Create(TEntity entity) => new(this, entity, isCreate: true);

    /// <summary>Prepares a put, for a transaction or with a condition.</summary>
    /// <param name="entity">The entity.</param>
    /// <returns>The operation; nothing happens until it runs.</returns>
    public EntityPut<TEntity, TKey, TAttributes> Put(TEntity entity) => new(this, entity, isCreate: false);

    /// <summary>Prepares a delete by key, for a transaction or with a condition.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The operation; nothing happens until it runs.</returns>
    public EntityDelete<TEntity, TKey, TAttributes> Delete(TKey key) => new(this, key, version: null);

    /// <summary>Prepares a delete that checks the entity's version if it has one.</summary>
    /// <param name="entity">The entity.</param>
    /// <returns>The operation; nothing happens until it runs.</returns>
    public EntityDelete<TEntity, TKey, TAttributes> Delete(TEntity entity) => new(this, Mapper.GetKey(entity), VersionOf(entity));

    /// <summary>Starts an update by key: only the named attributes change. A version is counted up, not checked.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The operation; nothing happens until it runs.</returns>
    public EntityUpdate<TEntity, TKey, TAttributes> Update(TKey key) => new(this, key, version: null);

    /// <summary>Starts an update of an entity that was read: a version is checked and counted up.</summary>
    /// <param name="entity">The entity.</param>
    /// <returns>The operation; nothing happens until it runs.</returns>
    public EntityUpdate<TEntity, TKey, TAttributes> Update(TEntity entity) => new(this, Mapper.GetKey(entity), VersionOf(entity));

    /// <summary>Starts a check for a transaction: the item's state without changing it.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The check.</returns>
    public EntityCheck<TEntity, TKey, TAttributes> Check(TKey key) => new(this, key);

    /// <summary>Starts a scan: reads the whole table and keeps this entity's items.</summary>
    /// <remarks>The cost is that of the whole table, whatever the filter. Prefer a query; for a table with other entities, an index.</remarks>
    /// <returns>The scan; nothing is read until it is enumerated.</returns>
    public EntityScan<TEntity, TAttributes> Scan() => new(Table, Mapper);

    /// <summary>Starts a query on one partition of the table; generated <c>Query</c> methods call it.</summary>
    /// <param name="partitionKey">The partition key.</param>
    /// <param name="sortKeyPrefix">The literal that this entity's sort keys begin with.</param>
    /// <returns>The start of the query.</returns>
    protected QueryStart<TEntity> StartQuery(KeyValue partitionKey, string sortKeyPrefix = "") =>
        new(Table, Mapper, null, Table.TableModel.PartitionKey.Name, Table.TableModel.SortKey?.Name, partitionKey, sortKeyPrefix);

    /// <summary>Starts a query on one partition of an index; generated <c>QueryBy…</c> methods call it.</summary>
    /// <param name="index">The index's name.</param>
    /// <param name="partitionKey">The index's partition key.</param>
    /// <param name="sortKeyPrefix">The literal that this entity's sort keys in the index begin with.</param>
    /// <returns>The start of the query.</returns>
    protected QueryStart<TEntity> StartIndexQuery(string index, KeyValue partitionKey, string sortKeyPrefix = "")
    {
        var model = Table.TableModel.Indexes.First(candidate => candidate.Name == index);
        return new(Table, Mapper, model, model.PartitionKey.Name, model.SortKey?.Name, partitionKey, sortKeyPrefix);
    }

    internal override EntityWrite CreateOf(object entity) => Create(EntityOf(entity));

    internal override EntityWrite PutOf(object entity) => Put(EntityOf(entity));

    internal override EntityWrite DeleteOf(object entityOrKey) => entityOrKey is TKey key ? Delete(key) : Delete(EntityOf(entityOrKey));

    internal long? VersionOf(TEntity entity) => Mapper.Model.VersionAttribute is null ? null : Mapper.GetVersion(entity);

    private static TEntity EntityOf(object argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        return argument is TEntity entity ? entity : throw new ArgumentException($"{typeof(TKey).Name} is the key of {typeof(TEntity).Name}, but the entity itself is needed.");
    }

    internal static void WriteKey(ItemWriter request, TKey key)
    {
        request.Name("Key"u8);
        request.Raw("{"u8);
        key.WriteTo(request);
        request.Raw("}"u8);
    }

    internal string Describe(TKey key)
    {
        using var writer = new ItemWriter(256);
        writer.Raw("{"u8);
        key.WriteTo(writer);
        writer.Raw("}"u8);
        return new ItemReader(writer.Written).DescribeKey(Table.TableModel);
    }

    internal (bool Found, TEntity? Entity) ReadItem(TransportResponse response, ReadOnlySpan<byte> property, TransportOperation operation)
    {
        var reader = new ItemReader(response.Body.Span);
        (bool Found, TEntity? Entity) result = default;
        var units = 0.0;
        while (reader.NextAttribute(out var name))
        {
            if (name.SequenceEqual(property))
                result = (true, ReadOwn(ref reader));
            else if (name.SequenceEqual("ConsumedCapacity"u8))
                units = reader.ReadCapacityUnits();
            else
                reader.Skip();
        }

        Table.Report(operation, units);
        return result;
    }

    internal TEntity ReadOwn(ref ItemReader reader)
    {
        var start = reader;
        if (Mapper.TryReadItem(ref reader, Table.TableModel, out var entity, out var otherEntity))
            return entity;
        throw new EntityTypeMismatchException(EntityName, otherEntity!, start.DescribeKey(Table.TableModel));
    }
}
