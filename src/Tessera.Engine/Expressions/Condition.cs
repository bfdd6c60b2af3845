using Tessera.Engine.Errors;
using Tessera.Engine.Expressions.Evaluation;
using Tessera.Engine.Expressions.Legacy;
using Tessera.Engine.Expressions.Resolving;
using Tessera.Engine.Expressions.Syntax;
using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions;

/// <summary>A condition on an item, from a ConditionExpression, a FilterExpression or their legacy forms. Immutable; safe to share.</summary>
internal sealed class Condition
{
    private readonly ConditionNode _root;
    private readonly string _description;

    private Condition(ConditionNode root, string description)
    {
        _root = root;
        _description = description;
    }

    /// <summary>Parses and validates a ConditionExpression or FilterExpression.</summary>
    public static Condition Parse(ExpressionKind kind, string text, ExpressionAttributes attributes)
    {
        var parsed = SyntaxCache.GetOrParse(kind, text);
        return new Condition(new ExpressionResolver(kind, attributes).ResolveCondition(parsed.Root), "Filter Expression");
    }

    /// <summary>The condition of the legacy parameters Expected and ConditionalOperator.</summary>
    /// <param name="expected">Attribute names with their conditions.</param>
    /// <param name="conditionalOperator">AND, OR, or null for AND.</param>
    public static Condition FromExpected(IReadOnlyCollection<KeyValuePair<string, LegacyCondition>> expected, string? conditionalOperator) =>
        new(ExpectedConditions.ToTree(expected, conditionalOperator), "Expected");

    /// <summary>The condition of the legacy parameters QueryFilter or ScanFilter, and ConditionalOperator.</summary>
    /// <param name="parameterName">QueryFilter or ScanFilter; for messages.</param>
    /// <param name="filter">Attribute names with their conditions.</param>
    /// <param name="conditionalOperator">AND, OR, or null for AND.</param>
    public static Condition FromFilter(
        string parameterName, IReadOnlyCollection<KeyValuePair<string, LegacyCondition>> filter, string? conditionalOperator) =>
        new(FilterConditions.ToTree(filter, conditionalOperator), parameterName);

    /// <summary>Refuses the legacy ConditionalOperator where there is nothing for it to connect.</summary>
    /// <param name="conditionalOperator">AND, OR or null.</param>
    /// <param name="hasConditions">Whether the request has Expected, QueryFilter or ScanFilter.</param>
    public static void EnsureConditionalOperatorHasUse(string? conditionalOperator, bool hasConditions)
    {
        if (conditionalOperator is not null && !hasConditions)
            throw ServiceException.Validation(ExpressionMessages.ConditionalOperatorUnused);
    }

    /// <summary>The top-level attributes that the condition reads; may repeat.</summary>
    public IEnumerable<string> AttributeNames => ConditionPaths.Of(_root).Select(path => path.AttributeName);

    /// <summary>Whether the item satisfies the condition. The item need not exist.</summary>
    public bool IsTrue(Item item) => ConditionEvaluator.IsTrue(_root, item);

    /// <summary>For the filter of a Query: refuses conditions on the attributes of the queried key.</summary>
    public void EnsureNoKeyAttributes(IReadOnlyList<string> keyNames)
    {
        foreach (var path in ConditionPaths.Of(_root))
        {
            if (keyNames.Contains(path.AttributeName))
                throw ServiceException.Validation(ExpressionMessages.FilterOnKey(_description, path.AttributeName));
        }
    }

    /// <summary>Refuses paths that look inside a key attribute of the table, as keys are scalars.</summary>
    public void EnsureKeysAreScalars(IReadOnlyList<string> keyNames) => ConditionPaths.EnsureKeysAreScalars(ConditionPaths.Of(_root), keyNames);
}
