using Tessera.Engine.Expressions.Tree;

namespace Tessera.Engine.Expressions.Legacy;

/// <summary>The legacy parameters QueryFilter and ScanFilter.</summary>
internal static class FilterConditions
{
    public static ConditionNode ToTree(IReadOnlyCollection<KeyValuePair<string, LegacyCondition>> filter, string? conditionalOperator)
    {
        var conditions = new List<ConditionNode>(filter.Count);
        foreach (var (name, condition) in filter)
            conditions.Add(ToNode(name, condition));
        return LegacyComparison.Connect(conditions, conditionalOperator);
    }

    private static ConditionNode ToNode(string name, LegacyCondition condition)
    {
        var op = condition.ComparisonOperator!;
        var arguments = condition.AttributeValueList ?? [];
        LegacyComparison.CheckArguments(op, arguments);
        LegacyComparison.CheckTypes(op, arguments);
        LegacyComparison.CheckBounds(op, arguments);
        return LegacyComparison.ToNode(name, op, arguments);
    }
}
