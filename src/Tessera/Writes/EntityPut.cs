using Amazon.DynamoDBv2.Model;
using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>A prepared put or create. For one use; not thread-safe.</summary>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <typeparam name="TKey">Its key.</typeparam>
/// <typeparam name="TAttributes">The references to its attributes.</typeparam>
public sealed class EntityPut<TEntity, TKey, TAttributes> : EntityWrite<TEntity, TKey, TAttributes>
    where TEntity : notnull
    where TKey : struct, IEntityKey
    where TAttributes : struct, IAttributes<TAttributes>
{
    private readonly TEntity _entity;

    internal EntityPut(EntityRepository<TEntity, TKey, TAttributes> repository, TEntity entity, bool isCreate)
        : base(repository, repository.Mapper.GetKey(entity), isCreate ? null : repository.VersionOf(entity)) => (_entity, IsCreate) = (entity, isCreate);

    /// <summary>Whether the entity must not exist.</summary>
    internal bool IsCreate { get; }

    internal override string Name => IsCreate ? "Create" : "Put";

    internal override string TransactionMember => "Put";

    /// <summary>Writes only if the condition holds for the stored item; several conditions must all hold.</summary>
    /// <param name="condition">The condition on the stored item.</param>
    /// <returns>This operation.</returns>
    public EntityPut<TEntity, TKey, TAttributes> When(Func<TAttributes, Condition> condition)
    {
        AddCondition(condition);
        return this;
    }

    /// <summary>Writes the entity.</summary>
    /// <param name="cancellationToken">Cancels the request; it may have been carried out then.</param>
    /// <returns>The entity as stored: with its next version if it has one.</returns>
    /// <exception cref="EntityExistsException">A create found an item with this key.</exception>
    /// <exception cref="VersionConflictException">Someone else has written the entity since it was read.</exception>
    /// <exception cref="ConditionFailedException">The condition does not hold.</exception>
    public async Task<TEntity> RunAsync(CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(TransportOperation.PutItem, returnNew: false, cancellationToken).ConfigureAwait(false);
        Repository.ReadItem(response, "Attributes"u8, TransportOperation.PutItem);
        return Stored();
    }

    internal override void WriteBody(ItemWriter request)
    {
        WriteTableName(request);
        request.Name("Item"u8);
        request.Raw("{"u8);
        WriteStored(request);
        request.Raw("}"u8);
        using var expression = new ExpressionBuilder();
        var own = IsCreate ? Condition.NotExists(PartitionKey) : VersionCondition();
        WriteCondition(request, expression, Condition.All(own, UserCondition));
        expression.WriteTo(request);
    }

    internal override ConditionFailedException Explain(Dictionary<string, AttributeValue>? stored, Exception inner)
    {
        if (!IsCreate || (stored is null && UserCondition is not null))
            return base.Explain(stored, inner);
        var key = DescribeKey();
        return new EntityExistsException($"Create of {Entity} ({key}) was refused: it exists already. Use PutAsync to replace it, or another key.", Entity, key, ReadStored(stored), inner);
    }

    internal override void Committed() => Stored();

    /// <summary>The entity as it is stored once the write is done.</summary>
    private TEntity Stored() => Mapper.Model.VersionAttribute is null ? _entity : Mapper.WithVersion(_entity, NextVersion);

    private long NextVersion => (Version ?? 0) + 1;

    // A class carries its version itself: it must not look stored before it is.
    private void WriteStored(ItemWriter request)
    {
        if (Mapper.Model.VersionAttribute is null)
        {
            Mapper.WriteItem(request, _entity);
            return;
        }

        var before = Mapper.GetVersion(_entity);
        var stored = Mapper.WithVersion(_entity, NextVersion);
        try
        {
            Mapper.WriteItem(request, stored);
        }
        finally
        {
            if (ReferenceEquals(stored, _entity))
                Mapper.WithVersion(_entity, before);
        }
    }
}
