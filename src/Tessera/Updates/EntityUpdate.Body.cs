using Amazon.DynamoDBv2.Model;
using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

// How an update becomes a request: what the caller asked for, then the attributes that the entity keeps in step by itself.
public sealed partial class EntityUpdate<TEntity, TKey, TAttributes>
{
    internal override void WriteBody(ItemWriter request)
    {
        if (_clauses.IsEmpty)
            throw new InvalidOperationException($"The update of {Entity} changes nothing. Call Set, Add, Remove, Append or Delete before it runs.");

        var all = _clauses.Copy();
        RewriteIndexes(all);
        if (Mapper.Model.VersionAttribute is { } version)
            all.Add(AttributePath.Root.Member(version), static expression => expression.Value(Converters.Number<int>(), 1));
        if (_mayCreate)
            SetIdentity(all);

        WriteTableName(request);
        EntityRepository<TEntity, TKey, TAttributes>.WriteKey(request, Key);
        using var expression = new ExpressionBuilder();
        all.Render(expression);
        request.Property("UpdateExpression"u8, expression.Take());
        WriteCondition(request, expression, Condition.All(OwnCondition(), UserCondition));
        expression.WriteTo(request);
    }

    internal override ConditionFailedException Explain(Dictionary<string, AttributeValue>? stored, Exception inner)
    {
        if (stored is not null || _mayCreate || Version > 0)
            return base.Explain(stored, inner);
        var key = DescribeKey();
        return new EntityNotFoundException($"{Entity} ({key}) cannot be updated: there is no such item. Create it first, or use OrCreate().", Entity, key, inner);
    }

    // A version above 0 implies that the item is there.
    private Condition? OwnCondition() => Condition.All(_mayCreate || Version > 0 ? null : Condition.Exists(PartitionKey), VersionCondition());

    private void RewriteIndexes(UpdateClauses clauses)
    {
        var rewrite = new IndexRewrite(Entity, clauses.Changes);
        Mapper.RewriteIndexes(Key, rewrite);
        foreach (var (attribute, value) in rewrite.Rewritten)
        {
            var path = AttributePath.Root.Member(attribute);
            if (value is null)
                clauses.Remove(path);
            else
                clauses.Set(path, value, expression => expression.Value(Converters.String, value));
        }
    }

    // What a put would write besides the caller's attributes: else the created item could not be read back as this entity.
    private void SetIdentity(UpdateClauses clauses)
    {
        if (Table.TableModel.EntityTypeAttribute is { } entityType)
            clauses.Set(AttributePath.Root.Member(entityType), Entity, expression => expression.Value(Converters.String, Entity));

        using var properties = new ItemWriter(256);
        properties.Raw("{"u8);
        Mapper.WriteKeyProperties(properties, Key);
        properties.Raw("}"u8);
        var reader = new ItemReader(properties.Written);
        while (reader.NextAttribute(out var name))
        {
            var path = AttributePath.Root.Member(System.Text.Encoding.UTF8.GetString(name));
            var value = reader.ReadRaw().ToArray();
            clauses.Set(path, value, expression => expression.RawValue(value));
        }
    }
}
