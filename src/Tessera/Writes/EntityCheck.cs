using Amazon.DynamoDBv2.Model;
using Tessera.Mapping;

namespace Tessera;

/// <summary>A check in a transaction: an item that is not written must be in a certain state. For one use; not thread-safe.</summary>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <typeparam name="TKey">Its key.</typeparam>
/// <typeparam name="TAttributes">The references to its attributes.</typeparam>
public sealed class EntityCheck<TEntity, TKey, TAttributes> : EntityWrite<TEntity, TKey, TAttributes>
    where TEntity : notnull
    where TKey : struct, IEntityKey
    where TAttributes : struct, IAttributes<TAttributes>
{
    internal EntityCheck(EntityRepository<TEntity, TKey, TAttributes> repository, TKey key)
        : base(repository, key, version: null)
    {
    }

    internal override string Name => "Check";

    internal override string TransactionMember => "ConditionCheck";

    /// <summary>The entity must exist.</summary>
    /// <returns>This check.</returns>
    public EntityCheck<TEntity, TKey, TAttributes> Exists() => When(_ => Condition.Exists(PartitionKey));

    /// <summary>The entity must not exist.</summary>
    /// <returns>This check.</returns>
    public EntityCheck<TEntity, TKey, TAttributes> NotExists() => When(_ => Condition.NotExists(PartitionKey));

    /// <summary>The condition must hold for the stored item; several conditions must all hold.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>This check.</returns>
    public EntityCheck<TEntity, TKey, TAttributes> When(Func<TAttributes, Condition> condition)
    {
        AddCondition(condition);
        return this;
    }

    internal override void WriteBody(ItemWriter request)
    {
        WriteTableName(request);
        EntityRepository<TEntity, TKey, TAttributes>.WriteKey(request, Key);
        using var expression = new ExpressionBuilder();
        WriteCondition(request, expression, UserCondition ?? Condition.Exists(PartitionKey));
        expression.WriteTo(request);
    }

    internal override ConditionFailedException Explain(Dictionary<string, AttributeValue>? stored, Exception inner)
    {
        if (stored is not null)
            return base.Explain(stored, inner);
        var key = DescribeKey();
        return new EntityNotFoundException($"The check of {Entity} ({key}) failed: there is no such item.", Entity, key, inner);
    }
}
