using System.Globalization;
using Tessera.Engine.Errors;
using Tessera.Engine.Expressions.Syntax;
using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Resolving;

/// <summary>
/// Turns the syntax of one expression into the tree that is evaluated: puts in the names and values of the request, and makes the checks that need them,
/// in the service's order. This file holds what all kinds of expression share. Belongs to one request.
/// </summary>
internal sealed partial class ExpressionResolver(ExpressionKind kind, ExpressionAttributes attributes)
{
    private OperandNode ResolveOperand(SyntaxNode node) => node switch
    {
        PathSyntax path => new PathOperand(ResolvePath(path)),
        ValueSyntax value => ResolveValue(value),
        ArithmeticSyntax arithmetic => ResolveArithmetic(arithmetic),
        FunctionSyntax { Name: FunctionNames.Size } size => ResolveSize(size),
        FunctionSyntax { Name: FunctionNames.IfNotExists } function => ResolveIfNotExists(function),
        _ => ResolveListAppend((FunctionSyntax)node),
    };

    private AttributePath ResolvePath(PathSyntax path)
    {
        if (path.Segments.Length > ExpressionLimits.PathDepthMax)
            throw Invalid(ExpressionMessages.PathTooDeep(path.Segments.Length));

        var steps = new PathStep[path.Segments.Length];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = ResolveSegment(path.Segments[i]);
        return new AttributePath(steps);
    }

    private PathStep ResolveSegment(in PathSegment segment) => segment.Kind switch
    {
        PathSegmentKind.Name => segment.Step,
        PathSegmentKind.Index => PathStep.OfIndex(int.Parse(segment.Text, NumberStyles.None, CultureInfo.InvariantCulture)),
        _ => attributes.TryUseName(segment.Text, out var step) ? step : throw Invalid(ExpressionMessages.UndefinedName(segment.Text)),
    };

    private ValueOperand ResolveValue(ValueSyntax value) => new(Value(value));

    private AttributeValue Value(ValueSyntax value) =>
        attributes.TryUseValue(value.Placeholder, out var found) ? found : throw Invalid(ExpressionMessages.UndefinedValue(value.Placeholder));

    // Looks every name and value of a part of the expression up, before anything else about it is checked.
    private void EnsureDefined(SyntaxNode node, bool names = true, bool values = true)
    {
        switch (node)
        {
            case PathSyntax path when names:
                foreach (var segment in path.Segments)
                    ResolveSegment(segment);
                break;
            case ValueSyntax value when values:
                Value(value);
                break;
            case FunctionSyntax function:
                foreach (var argument in function.Arguments)
                    EnsureDefined(argument, names, values);
                break;
            case ArithmeticSyntax arithmetic:
                EnsureDefined(arithmetic.Left, names, values);
                EnsureDefined(arithmetic.Right, names, values);
                break;
        }
    }

    private void EnsureOperandCounts(SyntaxNode node)
    {
        if (node is not FunctionSyntax function)
            return;
        foreach (var argument in function.Arguments)
            EnsureOperandCounts(argument);
        if (function.Arguments.Length != FunctionNames.OperandCount(function.Name))
            throw Invalid(ExpressionMessages.OperandCount(function.Name, function.Arguments.Length));
    }

    private SizeOperand ResolveSize(FunctionSyntax function)
    {
        var operand = ResolveOperand(function.Arguments[0]);
        if (StaticType(operand) is { } type && type is AttributeType.N or AttributeType.Bool or AttributeType.Null)
            throw Invalid(ExpressionMessages.OperandType(function.Name, StaticType(operand)!.Value.ToWireName()));
        return new SizeOperand(operand);
    }

    private void EnsureOperandType(string name, OperandNode operand, Func<AttributeType, bool> isAllowed)
    {
        if (StaticType(operand) is { } type && !isAllowed(type))
            throw Invalid(ExpressionMessages.OperandType(name, type.ToWireName()));
    }

    // What a document path holds shows only with the item; everything else has its type already.
    private static AttributeType? StaticType(OperandNode operand) => operand switch
    {
        ValueOperand value => value.Type,
        SizeOperand => AttributeType.N,
        _ => null,
    };

    private ServiceException Invalid(string message) => ServiceException.Validation(ExpressionMessages.Invalid(kind, message));
}
