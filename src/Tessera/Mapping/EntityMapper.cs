namespace Tessera.Mapping;

/// <summary>Maps an entity to an item and back; generated for each entity. Immutable and thread-safe.</summary>
/// <typeparam name="TEntity">The entity.</typeparam>
public abstract class EntityMapper<TEntity> : ObjectMapper<TEntity>
{
    /// <summary>The entity's description.</summary>
    public abstract EntityModel Model { get; }

    /// <summary>Writes the whole item's attributes: keys, index keys, discriminator and the rest.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="entity">The entity.</param>
    public abstract void WriteItem(ItemWriter writer, TEntity entity);

    /// <summary>Writes the attributes of the entity's primary key.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="entity">The entity.</param>
    public abstract void WriteKey(ItemWriter writer, TEntity entity);

    /// <summary>The entity's version; only called when the model names a version attribute.</summary>
    /// <param name="entity">The entity.</param>
    /// <returns>The version; 0 for an entity that was never stored.</returns>
    public virtual long GetVersion(TEntity entity) => 0;

    /// <summary>The entity with another version: a copy of a record or struct, a class itself.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="version">The version.</param>
    /// <returns>The entity that has it.</returns>
    public virtual TEntity WithVersion(TEntity entity, long version) => entity;

    /// <summary>Reads an item, unless it turns out to be another entity.</summary>
    internal bool TryReadItem(scoped ref ItemReader reader, TableModel table, out TEntity entity, out string? otherEntityType)
    {
        reader.BeginItem();
        var start = reader;
        try
        {
            entity = ReadAttributes(ref reader);
            otherEntityType = reader.OtherEntityType;
        }
        catch (ItemMappingException exception)
        {
            // Another entity's item may fail before its discriminator is reached.
            entity = default!;
            var item = start;
            otherEntityType = item.FindEntityType(table.EntityTypeAttribute);
            if (otherEntityType is null || otherEntityType == Model.Name)
                throw Explain(exception, start, table);
        }

        if (otherEntityType is null)
            return true;
        reader = start;
        reader.Skip();
        return false;
    }

    private ItemMappingException Explain(ItemMappingException exception, ItemReader item, TableModel table)
    {
        var key = item.DescribeKey(table);
        return new ItemMappingException($"{Model.Name} ({key}): {exception.Message}", exception.Attribute, exception) { Entity = Model.Name, Key = key };
    }
}

/// <summary>Maps an entity with its key and index keys; generated for each entity. Immutable and thread-safe.</summary>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <typeparam name="TKey">The entity's key.</typeparam>
public abstract class EntityMapper<TEntity, TKey> : EntityMapper<TEntity>
    where TKey : struct, IEntityKey
{
    /// <summary>The key of an entity.</summary>
    /// <param name="entity">The entity.</param>
    /// <returns>The key.</returns>
    public abstract TKey GetKey(TEntity entity);

    /// <inheritdoc/>
    public sealed override void WriteKey(ItemWriter writer, TEntity entity) => GetKey(entity).WriteTo(writer);

    /// <summary>Writes the attributes of the properties that the key templates use, for an update that may create the item.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="key">The key.</param>
    public virtual void WriteKeyProperties(ItemWriter writer, TKey key)
    {
    }

    /// <summary>Rewrites the index attributes whose parts an update sets.</summary>
    /// <param name="key">The key of the updated entity.</param>
    /// <param name="update">What the update sets, and where the new index attributes go.</param>
    public virtual void RewriteIndexes(TKey key, IndexRewrite update)
    {
    }
}
