using Tessera.Engine.Errors;

namespace Tessera.Engine.Expressions.Tree;

/// <summary>The document paths that a condition or an operand reads.</summary>
internal static class ConditionPaths
{
    /// <summary>All paths of a condition, from left to right.</summary>
    public static List<AttributePath> Of(ConditionNode node)
    {
        var paths = new List<AttributePath>();
        Collect(node, paths);
        return paths;
    }

    /// <summary>Refuses paths that look inside a key attribute, as keys are scalars.</summary>
    public static void EnsureKeysAreScalars(IEnumerable<AttributePath> paths, IReadOnlyList<string> keyNames)
    {
        foreach (var path in paths)
        {
            if (!path.IsTopLevel && keyNames.Contains(path.AttributeName))
                throw ServiceException.Validation(ExpressionMessages.KeyNotScalar(path.AttributeName));
        }
    }

    private static void Collect(ConditionNode node, List<AttributePath> paths)
    {
        switch (node)
        {
            case AndNode and:
                CollectAll(and.Operands, paths);
                break;
            case OrNode or:
                CollectAll(or.Operands, paths);
                break;
            case NotNode not:
                Collect(not.Operand, paths);
                break;
            case AttributeExistsNode exists:
                paths.Add(exists.Path);
                break;
            case AttributeTypeNode type:
                paths.Add(type.Path);
                break;
            default:
                foreach (var operand in OperandsOf(node))
                    Collect(operand, paths);
                break;
        }
    }

    private static void CollectAll(IReadOnlyList<ConditionNode> nodes, List<AttributePath> paths)
    {
        foreach (var node in nodes)
            Collect(node, paths);
    }

    /// <summary>Adds the paths that an operand reads.</summary>
    public static void Collect(OperandNode operand, List<AttributePath> paths)
    {
        switch (operand)
        {
            case PathOperand path:
                paths.Add(path.Path);
                break;
            case SizeOperand size:
                Collect(size.Operand, paths);
                break;
            case IfNotExistsOperand function:
                paths.Add(function.Path);
                Collect(function.Otherwise, paths);
                break;
            case ListAppendOperand append:
                Collect(append.First, paths);
                Collect(append.Second, paths);
                break;
            case ArithmeticOperand arithmetic:
                Collect(arithmetic.Left, paths);
                Collect(arithmetic.Right, paths);
                break;
        }
    }

    private static IEnumerable<OperandNode> OperandsOf(ConditionNode node) => node switch
    {
        ComparisonNode comparison => [comparison.Left, comparison.Right],
        BetweenNode between => [between.Operand, between.Lower, between.Upper],
        InNode @in => [@in.Operand, .. @in.Candidates],
        BeginsWithNode beginsWith => [beginsWith.Operand, beginsWith.Prefix],
        ContainsNode contains => [contains.Container, contains.Operand],
        _ => [],
    };
}
