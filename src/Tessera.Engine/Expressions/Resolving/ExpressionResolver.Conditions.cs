using Tessera.Engine.Expressions.Syntax;
using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Resolving;

/// <content>Conditions, filters and key conditions. Each test is checked as a whole before the next one, from left to right.</content>
internal sealed partial class ExpressionResolver
{
    public ConditionNode ResolveCondition(SyntaxNode node)
    {
        switch (node)
        {
            case AndSyntax and:
                return new AndNode(ResolveConditions(and.Operands));
            case OrSyntax or:
                return new OrNode(ResolveConditions(or.Operands));
            case NotSyntax not:
                return new NotNode(ResolveCondition(not.Operand));
            case ComparisonSyntax comparison:
                return ResolveComparison(comparison);
            case BetweenSyntax between:
                return ResolveBetween(between);
            case InSyntax @in:
                return ResolveIn(@in);
            default:
                return ResolveFunction((FunctionSyntax)node);
        }
    }

    private ConditionNode[] ResolveConditions(SyntaxNode[] nodes)
    {
        var conditions = new ConditionNode[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
            conditions[i] = ResolveCondition(nodes[i]);
        return conditions;
    }

    private ComparisonNode ResolveComparison(ComparisonSyntax comparison)
    {
        CheckOperands(comparison.Left, comparison.Right);
        var name = OperatorName(comparison.Comparison);
        var left = ResolveOperand(comparison.Left);
        var right = ResolveOperand(comparison.Right);
        EnsureDistinct(name, left, right);
        if (comparison.Comparison >= Comparison.Less)
        {
            EnsureOperandType(name, left, IsOrdered);
            EnsureOperandType(name, right, IsOrdered);
        }

        return new ComparisonNode(comparison.Comparison, left, right);
    }

    private BetweenNode ResolveBetween(BetweenSyntax between)
    {
        const string Name = "BETWEEN";
        CheckOperands(between.Operand, between.Lower, between.Upper);
        var operand = ResolveOperand(between.Operand);
        var lower = ResolveOperand(between.Lower);
        var upper = ResolveOperand(between.Upper);
        EnsureDistinct(Name, operand, lower, upper);
        EnsureOperandType(Name, operand, IsOrdered);
        EnsureOperandType(Name, lower, IsOrdered);
        EnsureOperandType(Name, upper, IsOrdered);
        EnsureBounds(lower, upper);
        return new BetweenNode(operand, lower, upper);
    }

    private void EnsureBounds(OperandNode lower, OperandNode upper)
    {
        if (lower is not ValueOperand low || upper is not ValueOperand high)
            return;
        if (low.Type != high.Type)
            throw Invalid(ExpressionMessages.BetweenTypes(low.Value, high.Value));
        if (AttributeValue.TryCompare(low.Value, high.Value, out var order) && order > 0)
            throw Invalid(ExpressionMessages.BetweenOrder(low.Value, high.Value));
    }

    private InNode ResolveIn(InSyntax node)
    {
        CheckOperands(node.Operand);
        CheckOperands(node.Candidates);
        if (node.Candidates.Length > ExpressionLimits.InOperandsMax)
            throw Invalid(ExpressionMessages.TooManyInOperands(node.Candidates.Length));

        var operand = ResolveOperand(node.Operand);
        var candidates = Array.ConvertAll(node.Candidates, ResolveOperand);
        EnsureDistinct("IN", operand, candidates);
        return new InNode(operand, candidates);
    }

    private ConditionNode ResolveFunction(FunctionSyntax function)
    {
        CheckOperands(function);
        var operands = Array.ConvertAll(function.Arguments, ResolveOperand);
        EnsureDistinct(function.Name, operands[0], operands.AsSpan(1));
        switch (function.Name)
        {
            case FunctionNames.AttributeExists:
                return new AttributeExistsNode(RequirePath(function.Name, operands[0]), IsNegated: false);
            case FunctionNames.AttributeNotExists:
                return new AttributeExistsNode(RequirePath(function.Name, operands[0]), IsNegated: true);
            case FunctionNames.AttributeType:
                return new AttributeTypeNode(RequirePath(function.Name, operands[0]), RequireTypeName(function.Name, operands[1]));
            case FunctionNames.BeginsWith:
                EnsureOperandType(function.Name, operands[0], IsText);
                EnsureOperandType(function.Name, operands[1], IsText);
                return new BeginsWithNode(operands[0], operands[1]);
            default:
                return new ContainsNode(operands[0], operands[1]);
        }
    }

    private AttributePath RequirePath(string name, OperandNode operand) =>
        operand is PathOperand path ? path.Path : throw Invalid(ExpressionMessages.RequiresPath(name));

    private AttributeType RequireTypeName(string name, OperandNode operand)
    {
        const string AnyType = "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}";
        if (operand is not ValueOperand { Type: AttributeType.S } value)
            throw Invalid(ExpressionMessages.OperandType(name, StaticType(operand)?.ToWireName() ?? AnyType));
        if (!AttributeTypeName.TryParse(value.Value.Content, out var type))
            throw Invalid(ExpressionMessages.AttributeTypeName(CanonicalText.ToText(value.Value.Content)));
        return type;
    }

    private void CheckOperands(params ReadOnlySpan<SyntaxNode> nodes)
    {
        foreach (var node in nodes)
            EnsureDefined(node);
        foreach (var node in nodes)
            EnsureOperandCounts(node);
    }

    private void EnsureDistinct(string name, OperandNode first, params ReadOnlySpan<OperandNode> others)
    {
        if (first is not PathOperand path)
            return;
        foreach (var other in others)
        {
            if (other is PathOperand same && same.Path.Matches(path.Path))
                throw Invalid(ExpressionMessages.NotDistinct(name, path.Path));
        }
    }

    private static bool IsOrdered(AttributeType type) => type is AttributeType.S or AttributeType.N or AttributeType.B;

    private static bool IsText(AttributeType type) => type is AttributeType.S or AttributeType.B;

    private static string OperatorName(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.NotEqual => "<>",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        _ => ">=",
    };
}
