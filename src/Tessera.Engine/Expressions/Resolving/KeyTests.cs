using Tessera.Engine.Errors;
using Tessera.Engine.Expressions.Syntax;
using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Resolving;

/// <summary>
/// Takes the condition of a KeyConditionExpression apart. It has the grammar of every condition, but only AND, and only tests of one top-level attribute
/// against values are allowed in it.
/// </summary>
internal sealed class KeyTests
{
    private readonly List<KeyTest> _tests = [];

    /// <summary>The tests that the condition connects, at most one for each attribute.</summary>
    public static IReadOnlyList<KeyTest> Of(ConditionNode condition)
    {
        var tests = new KeyTests();
        tests.Visit(condition);
        return tests._tests;
    }

    private void Visit(ConditionNode node)
    {
        switch (node)
        {
            case AndNode and:
                foreach (var operand in and.Operands)
                    Visit(operand);
                break;
            case ComparisonNode { Comparison: not Comparison.NotEqual } comparison:
                AddComparison(comparison);
                break;
            case BetweenNode between:
                AddBetween(between);
                break;
            case BeginsWithNode beginsWith:
                AddBeginsWith(beginsWith);
                break;
            default:
                throw ServiceException.Validation(ExpressionMessages.KeyOperator(RefusedOperator(node)));
        }
    }

    private void AddComparison(ComparisonNode node)
    {
        var name = FindAttribute(node.Left, node.Right);
        if (node.Left is PathOperand)
            Add(new KeyTest(name, ToOperator(node.Comparison), ValueOf(node.Right)));
        else
            Add(new KeyTest(name, Mirror(ToOperator(node.Comparison)), ValueOf(node.Left)));
    }

    private void AddBetween(BetweenNode node)
    {
        if (node.Operand is not PathOperand)
            throw ServiceException.Validation(ExpressionMessages.KeyFirstOperand("BETWEEN"));
        var name = FindAttribute(node.Operand, node.Lower, node.Upper);
        Add(new KeyTest(name, KeyOperator.Between, ValueOf(node.Lower), ValueOf(node.Upper)));
    }

    private void AddBeginsWith(BeginsWithNode node)
    {
        if (node.Operand is not PathOperand)
            throw ServiceException.Validation(ExpressionMessages.KeyFirstOperand(FunctionNames.BeginsWith));
        var name = FindAttribute(node.Operand, node.Prefix);
        Add(new KeyTest(name, KeyOperator.BeginsWith, ValueOf(node.Prefix)));
    }

    // The one operand that is an attribute; all others have to be values.
    private static string FindAttribute(params ReadOnlySpan<OperandNode> operands)
    {
        string? name = null;
        foreach (var operand in operands)
        {
            if (operand is SizeOperand)
                throw ServiceException.Validation(ExpressionMessages.NestedOperation);
            if (operand is not PathOperand path)
                continue;
            if (name is not null)
                throw ServiceException.Validation(ExpressionMessages.SeveralKeyAttributes);
            if (!path.Path.IsTopLevel)
                throw ServiceException.Validation(ExpressionMessages.NestedKeyAttribute);
            name = path.Path.AttributeName;
        }

        return name ?? throw ServiceException.Validation(ExpressionMessages.NoKeyAttribute);
    }

    private void Add(KeyTest test)
    {
        if (_tests.Exists(other => other.AttributeName == test.AttributeName))
            throw ServiceException.Validation(ExpressionMessages.OneConditionPerKey);
        _tests.Add(test);
    }

    private static AttributeValue ValueOf(OperandNode operand) => ((ValueOperand)operand).Value;

    private static KeyOperator ToOperator(Comparison comparison) => comparison switch
    {
        Comparison.Equal => KeyOperator.Equal,
        Comparison.Less => KeyOperator.Less,
        Comparison.LessOrEqual => KeyOperator.LessOrEqual,
        Comparison.Greater => KeyOperator.Greater,
        _ => KeyOperator.GreaterOrEqual,
    };

    private static KeyOperator Mirror(KeyOperator op) => op switch
    {
        KeyOperator.Less => KeyOperator.Greater,
        KeyOperator.LessOrEqual => KeyOperator.GreaterOrEqual,
        KeyOperator.Greater => KeyOperator.Less,
        KeyOperator.GreaterOrEqual => KeyOperator.LessOrEqual,
        _ => op,
    };

    private static string RefusedOperator(ConditionNode node) => node switch
    {
        OrNode => "OR",
        NotNode => "NOT",
        InNode => "IN",
        ComparisonNode => "<>",
        AttributeExistsNode { IsNegated: true } => FunctionNames.AttributeNotExists,
        AttributeExistsNode => FunctionNames.AttributeExists,
        AttributeTypeNode => FunctionNames.AttributeType,
        _ => FunctionNames.Contains,
    };
}
