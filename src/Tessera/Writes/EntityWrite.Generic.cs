using Amazon.DynamoDBv2.Model;
using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>A prepared write of one entity. For one use; not thread-safe.</summary>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <typeparam name="TKey">Its key.</typeparam>
/// <typeparam name="TAttributes">The references to its attributes.</typeparam>
public abstract class EntityWrite<TEntity, TKey, TAttributes> : EntityWrite
    where TEntity : notnull
    where TKey : struct, IEntityKey
    where TAttributes : struct, IAttributes<TAttributes>
{
    private protected EntityWrite(EntityRepository<TEntity, TKey, TAttributes> repository, TKey key, long? version)
        : base(repository.Table) => (Repository, Key, Version) = (repository, key, version);

    internal EntityRepository<TEntity, TKey, TAttributes> Repository { get; }

    internal TKey Key { get; }

    /// <summary>The version that the stored item must have; null when it is not checked.</summary>
    private protected long? Version { get; }

    /// <summary>What the caller asks for beside versions and existence.</summary>
    private protected Condition? UserCondition { get; private set; }

    internal override string Entity => Repository.EntityName;

    private protected EntityMapper<TEntity, TKey> Mapper => Repository.Mapper;

    private protected AttributePath PartitionKey => AttributePath.Root.Member(Table.TableModel.PartitionKey.Name);

    internal override string DescribeKey() => Repository.Describe(Key);

    internal override object? ReadStored(Dictionary<string, AttributeValue>? item)
    {
        if (item is null)
            return null;
        var json = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new System.Text.Json.Utf8JsonWriter(json))
            AttributeValueJson.WriteMap(writer, item);
        var reader = new ItemReader(json.WrittenSpan);
        // The exception is about the condition: a stored item in an unreadable form must not hide it.
        try
        {
            return Mapper.TryReadItem(ref reader, Table.TableModel, out var entity, out _) ? entity : null;
        }
        catch (ItemMappingException)
        {
            return null;
        }
    }

    internal override ConditionFailedException Explain(Dictionary<string, AttributeValue>? stored, Exception inner)
    {
        var key = DescribeKey();
        var entity = ReadStored(stored);
        if (Version is { } expected && StoredVersion(stored) is var found && (found ?? 0) != expected)
            return new VersionConflictException(
                $"{Name} of {Entity} ({key}) found version {found?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"} "
                + $"where {expected} was read. Read it again and apply the change to that.",
                Entity, key, expected, found, entity, inner);
        return new ConditionFailedException($"{Name} of {Entity} ({key}) was refused: its condition does not hold. Nothing was written.", Entity, key, entity, inner);
    }

    private protected void AddCondition(Func<TAttributes, Condition> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        UserCondition = Condition.All(UserCondition, condition(TAttributes.At(AttributePath.Root)));
    }

    /// <summary>
    /// The stored version must be the one that was read. 0 stands for nothing stored, for an item from before there was a version, and for one that a batch wrote:
    /// batches take no conditions, so they write the version as it is.
    /// </summary>
    private protected Condition? VersionCondition()
    {
        if (Version is not { } version)
            return null;
        var attribute = AttributePath.Root.Member(Mapper.Model.VersionAttribute!);
        var isSame = Condition.Compare(attribute, "=", Converters.Number<long>(), version);
        return version == 0 ? Condition.NotExists(attribute) | isSame : isSame;
    }

    private protected static void WriteCondition(ItemWriter request, ExpressionBuilder expression, Condition? condition)
    {
        if (condition is null)
            return;
        condition.Render(expression);
        request.Property("ConditionExpression"u8, expression.Take());
        request.Property("ReturnValuesOnConditionCheckFailure"u8, "ALL_OLD");
    }

    private protected void WriteTableName(ItemWriter request) => request.Property("TableName"u8, Table.TableName);

    private long? StoredVersion(Dictionary<string, AttributeValue>? stored) =>
        stored is not null && stored.TryGetValue(Mapper.Model.VersionAttribute!, out var version)
        && long.TryParse(version.N, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
