using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>A prepared delete. For one use; not thread-safe.</summary>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <typeparam name="TKey">Its key.</typeparam>
/// <typeparam name="TAttributes">The references to its attributes.</typeparam>
public sealed class EntityDelete<TEntity, TKey, TAttributes> : EntityWrite<TEntity, TKey, TAttributes>
    where TEntity : notnull
    where TKey : struct, IEntityKey
    where TAttributes : struct, IAttributes<TAttributes>
{
    internal EntityDelete(EntityRepository<TEntity, TKey, TAttributes> repository, TKey key, long? version)
        : base(repository, key, version)
    {
    }

    internal override string Name => "Delete";

    internal override string TransactionMember => "Delete";

    /// <summary>Deletes only if the condition holds for the stored item; several conditions must all hold.</summary>
    /// <param name="condition">The condition on the stored item.</param>
    /// <returns>This operation.</returns>
    public EntityDelete<TEntity, TKey, TAttributes> When(Func<TAttributes, Condition> condition)
    {
        AddCondition(condition);
        return this;
    }

    /// <summary>Deletes the item; it is no error when there is none, unless a condition or version says so.</summary>
    /// <param name="cancellationToken">Cancels the request; it may have been carried out then.</param>
    /// <returns>A task that ends when the item is deleted.</returns>
    /// <exception cref="VersionConflictException">Someone else has written or deleted the entity since it was read.</exception>
    /// <exception cref="ConditionFailedException">The condition does not hold.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(TransportOperation.DeleteItem, returnNew: false, cancellationToken).ConfigureAwait(false);
        Repository.ReadItem(response, "Attributes"u8, TransportOperation.DeleteItem);
    }

    internal override void WriteBody(ItemWriter request)
    {
        WriteTableName(request);
        EntityRepository<TEntity, TKey, TAttributes>.WriteKey(request, Key);
        using var expression = new ExpressionBuilder();
        WriteCondition(request, expression, Condition.All(VersionCondition(), UserCondition));
        expression.WriteTo(request);
    }
}
