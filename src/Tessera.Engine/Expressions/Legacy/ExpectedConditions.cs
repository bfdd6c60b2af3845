using Tessera.Engine.Errors;
using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Legacy;

/// <summary>
/// The legacy parameter Expected. An entry is either a comparison (ComparisonOperator with AttributeValueList or Value) or, older still, a value that the
/// attribute must have, or <c>Exists: false</c> where it must not be there.
/// </summary>
internal static class ExpectedConditions
{
    public static ConditionNode ToTree(IReadOnlyCollection<KeyValuePair<string, LegacyCondition>> expected, string? conditionalOperator)
    {
        var conditions = new List<ConditionNode>(expected.Count);
        foreach (var (name, condition) in expected)
            conditions.Add(ToNode(name, condition));
        return LegacyComparison.Connect(conditions, conditionalOperator);
    }

    private static ConditionNode ToNode(string name, LegacyCondition condition)
    {
        if (condition is { AttributeValueList: not null, Value: not null })
            throw ServiceException.Validation(ExpressionMessages.ValueAndList(name));
        if (condition.ComparisonOperator is not null)
            return ToComparison(name, condition, condition.ComparisonOperator);
        if (condition.AttributeValueList is not null)
            throw ServiceException.Validation(ExpressionMessages.ListNeedsOperator(name));
        return ToExistence(name, condition);
    }

    private static ConditionNode ToComparison(string name, LegacyCondition condition, string op)
    {
        if (condition.Exists is not null)
            throw ServiceException.Validation(ExpressionMessages.ExistsAndOperator(name));
        if (op is not ("NULL" or "NOT_NULL") && condition is { AttributeValueList: null, Value: null })
            throw ServiceException.Validation(ExpressionMessages.OperatorNeedsValue(op, name));

        IReadOnlyList<AttributeValue> arguments = condition.AttributeValueList ?? (condition.Value is { } value ? [value] : []);
        LegacyComparison.CheckArguments(op, arguments);
        LegacyComparison.CheckTypes(op, arguments);
        LegacyComparison.CheckBounds(op, arguments);
        return LegacyComparison.ToNode(name, op, arguments);
    }

    private static ConditionNode ToExistence(string name, LegacyCondition condition)
    {
        if (condition.Exists ?? true)
        {
            return condition.Value is { } value
                ? LegacyComparison.ToNode(name, "EQ", [value])
                : throw ServiceException.Validation(ExpressionMessages.ExistsNeedsValue(condition.Exists, name));
        }

        return condition.Value is null
            ? LegacyComparison.ToNode(name, "NULL", [])
            : throw ServiceException.Validation(ExpressionMessages.NotExistsWithValue(name));
    }
}
