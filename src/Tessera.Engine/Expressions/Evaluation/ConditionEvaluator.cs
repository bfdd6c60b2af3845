using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Evaluation;

/// <summary>
/// Decides whether an item satisfies a condition. Allocates nothing unless a string with escapes or a binary value has to be searched. Recursion goes as
/// deep as the tree, which the parser bounds.
/// </summary>
internal static class ConditionEvaluator
{
    public static bool IsTrue(ConditionNode node, in Item item)
    {
        switch (node)
        {
            case ComparisonNode comparison:
                return Compare(comparison, item);
            case AndNode and:
                return AreAllTrue(and.Operands, item);
            case OrNode or:
                return IsAnyTrue(or.Operands, item);
            case NotNode not:
                return !IsTrue(not.Operand, item);
            case AttributeExistsNode exists:
                return exists.Path.TryGet(item, out _) != exists.IsNegated;
            case BeginsWithNode beginsWith:
                return BeginsWith(OperandValue.Of(beginsWith.Operand, item), OperandValue.Of(beginsWith.Prefix, item));
            case ContainsNode contains:
                return Contains(OperandValue.Of(contains.Container, item), OperandValue.Of(contains.Operand, item));
            case BetweenNode between:
                return IsBetween(between, item);
            case InNode @in:
                return IsIn(@in, item);
            default:
                var type = (AttributeTypeNode)node;
                return type.Path.TryGet(item, out var value) && value.Type == type.Type;
        }
    }

    private static bool AreAllTrue(IReadOnlyList<ConditionNode> operands, in Item item)
    {
        for (var i = 0; i < operands.Count; i++)
        {
            if (!IsTrue(operands[i], item))
                return false;
        }

        return true;
    }

    private static bool IsAnyTrue(IReadOnlyList<ConditionNode> operands, in Item item)
    {
        for (var i = 0; i < operands.Count; i++)
        {
            if (IsTrue(operands[i], item))
                return true;
        }

        return false;
    }

    // A missing attribute equals nothing, not even another missing one, so <> is true of it. It is neither less nor greater than anything.
    private static bool Compare(ComparisonNode node, in Item item)
    {
        var left = OperandValue.Of(node.Left, item);
        var right = OperandValue.Of(node.Right, item);
        if (node.Comparison == Comparison.Equal)
            return OperandValue.AreEqual(left, right);
        if (node.Comparison == Comparison.NotEqual)
            return !OperandValue.AreEqual(left, right);
        if (!OperandValue.TryCompare(left, right, out var order))
            return false;
        return node.Comparison switch
        {
            Comparison.Less => order < 0,
            Comparison.LessOrEqual => order <= 0,
            Comparison.Greater => order > 0,
            _ => order >= 0,
        };
    }

    private static bool IsBetween(BetweenNode node, in Item item)
    {
        var operand = OperandValue.Of(node.Operand, item);
        return OperandValue.TryCompare(operand, OperandValue.Of(node.Lower, item), out var fromLower) && fromLower >= 0
            && OperandValue.TryCompare(operand, OperandValue.Of(node.Upper, item), out var fromUpper) && fromUpper <= 0;
    }

    private static bool IsIn(InNode node, in Item item)
    {
        var operand = OperandValue.Of(node.Operand, item);
        for (var i = 0; i < node.Candidates.Count; i++)
        {
            if (OperandValue.AreEqual(operand, OperandValue.Of(node.Candidates[i], item)))
                return true;
        }

        return false;
    }

    private static bool BeginsWith(in OperandValue operand, in OperandValue prefix)
    {
        if (!operand.Exists || !prefix.Exists)
            return false;
        var value = operand.Materialize();
        var start = prefix.Materialize();
        if (value.Type != start.Type)
            return false;

        // Escapes are made in one way only, so a text begins with another exactly where their escaped forms do.
        return value.Type switch
        {
            AttributeType.S => value.Content.StartsWith(start.Content),
            AttributeType.B => value.ToBytes().AsSpan().StartsWith(start.ToBytes()),
            _ => false,
        };
    }

    private static bool Contains(in OperandValue container, in OperandValue operand)
    {
        if (!container.Exists || !operand.Exists)
            return false;
        var whole = container.Materialize();
        var part = operand.Materialize();
        return whole.Type switch
        {
            AttributeType.S => part.Type == AttributeType.S && ContainsText(whole, part),
            AttributeType.B => part.Type == AttributeType.B && whole.ToBytes().AsSpan().IndexOf(part.ToBytes()) >= 0,
            AttributeType.L => ContainsElement(whole, part),
            _ => whole.SetContains(part),
        };
    }

    // Within escaped text a part could be found where it is not: "n" is in "\n". Unescaped text is shared where it has no escapes.
    private static bool ContainsText(AttributeValue whole, AttributeValue part) => whole.ToUtf8().Span.IndexOf(part.ToUtf8().Span) >= 0;

    private static bool ContainsElement(AttributeValue list, AttributeValue element)
    {
        foreach (var candidate in list.EnumerateElements())
        {
            if (candidate == element)
                return true;
        }

        return false;
    }
}
