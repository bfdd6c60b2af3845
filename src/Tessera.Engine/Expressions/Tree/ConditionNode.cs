using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Tree;

/// <summary>A condition on an item. Every front (text, legacy parameters) builds this one tree.</summary>
internal abstract record ConditionNode;

/// <summary>True where all operands are; true where there are none.</summary>
internal sealed record AndNode(IReadOnlyList<ConditionNode> Operands) : ConditionNode;

/// <summary>True where an operand is.</summary>
internal sealed record OrNode(IReadOnlyList<ConditionNode> Operands) : ConditionNode;

internal sealed record NotNode(ConditionNode Operand) : ConditionNode;

internal sealed record ComparisonNode(Comparison Comparison, OperandNode Left, OperandNode Right) : ConditionNode;

/// <summary>Both bounds are inclusive.</summary>
internal sealed record BetweenNode(OperandNode Operand, OperandNode Lower, OperandNode Upper) : ConditionNode;

internal sealed record InNode(OperandNode Operand, IReadOnlyList<OperandNode> Candidates) : ConditionNode;

/// <param name="Path">What is looked for.</param>
/// <param name="IsNegated">For attribute_not_exists.</param>
internal sealed record AttributeExistsNode(AttributePath Path, bool IsNegated) : ConditionNode;

internal sealed record AttributeTypeNode(AttributePath Path, AttributeType Type) : ConditionNode;

internal sealed record BeginsWithNode(OperandNode Operand, OperandNode Prefix) : ConditionNode;

internal sealed record ContainsNode(OperandNode Container, OperandNode Operand) : ConditionNode;

/// <summary>The comparison operators.</summary>
internal enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
