using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>The filter of a query or scan: the caller's, and this entity's discriminator where the table holds several.</summary>
internal static class EntityFilter
{
    public static void Write(ItemWriter request, ExpressionBuilder expression, TableContext table, EntityModel entity, IndexModel? index, Condition? filter)
    {
        var condition = Condition.All(OfType(table.TableModel, entity, index), filter);
        if (condition is null)
            return;
        condition.Render(expression);
        request.Property("FilterExpression"u8, expression.Take());
    }

    // DynamoDB charges nothing for it, and counts come out right. An index that does not project the discriminator cannot be filtered by it;
    // what it reads is checked when the whole items come from the table.
    private static Condition? OfType(TableModel table, EntityModel entity, IndexModel? index)
    {
        if (table.EntityTypeAttribute is not { } attribute || table.Entities.Count < 2)
            return null;
        if (index is { Projection: not IndexProjection.All } && !index.NonKeyAttributes.Contains(attribute))
            return null;
        return Condition.Compare(AttributePath.Root.Member(attribute), "=", Converters.String, entity.Name);
    }
}
