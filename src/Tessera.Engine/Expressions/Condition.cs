using Tessera.Engine.Expressions.Legacy;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions;

/// <summary>A condition on an item, from a ConditionExpression, a FilterExpression or their legacy forms. Immutable; safe to share.</summary>
internal sealed class Condition
{
    /// <summary>Parses and validates a ConditionExpression or FilterExpression.</summary>
    public static Condition Parse(ExpressionKind kind, string text, ExpressionAttributes attributes) => throw new NotImplementedException();

    /// <summary>The condition of the legacy parameters Expected and ConditionalOperator.</summary>
    /// <param name="expected">Attribute names with their conditions.</param>
    /// <param name="conditionalOperator">AND, OR, or null for AND.</param>
    public static Condition FromExpected(IReadOnlyCollection<KeyValuePair<string, LegacyCondition>> expected, string? conditionalOperator) =>
        throw new NotImplementedException();

    /// <summary>The condition of the legacy parameters QueryFilter or ScanFilter, and ConditionalOperator.</summary>
    /// <param name="parameterName">QueryFilter or ScanFilter; for messages.</param>
    /// <param name="filter">Attribute names with their conditions.</param>
    /// <param name="conditionalOperator">AND, OR, or null for AND.</param>
    public static Condition FromFilter(
        string parameterName, IReadOnlyCollection<KeyValuePair<string, LegacyCondition>> filter, string? conditionalOperator) =>
        throw new NotImplementedException();

    /// <summary>Whether the item satisfies the condition. The item need not exist.</summary>
    public bool IsTrue(Item item) => throw new NotImplementedException();

    /// <summary>For the filter of a Query: refuses conditions on the attributes of the queried key.</summary>
    public void EnsureNoKeyAttributes(IReadOnlyList<string> keyNames) => throw new NotImplementedException();

    /// <summary>Refuses paths that look inside a key attribute of the table, as keys are scalars.</summary>
    public void EnsureKeysAreScalars(IReadOnlyList<string> keyNames) => throw new NotImplementedException();
}
