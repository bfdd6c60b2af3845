using Tessera.Engine.Expressions.Syntax;
using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Resolving;

/// <content>Updates and projections. Each check goes through the whole expression before the next begins.</content>
internal sealed partial class ExpressionResolver
{
    public AttributePath[] ResolveProjection(ProjectionSyntax projection)
    {
        var paths = Array.ConvertAll(projection.Paths, ResolvePath);
        PathOverlaps.Check(kind, paths);
        return paths;
    }

    public UpdateAction[] ResolveUpdate(UpdateSyntax update)
    {
        var actions = update.Sections.SelectMany(section => section.Actions, (section, action) => (section.Kind, Syntax: action)).ToArray();
        foreach (var (_, action) in actions)
            EnsureActionDefined(action, names: true);
        foreach (var (_, action) in actions)
            EnsureActionDefined(action, names: false);

        var paths = Array.ConvertAll(actions, action => ResolvePath(action.Syntax.Path));
        PathOverlaps.Check(kind, paths);
        foreach (var (section, action) in actions)
            EnsureSectionOperand(section, action);
        return actions.Select((action, i) => ResolveAction(action.Kind, paths[i], action.Syntax.Value)).ToArray();
    }

    private void EnsureActionDefined(UpdateActionSyntax action, bool names)
    {
        EnsureDefined(action.Path, names, !names);
        if (action.Value is not null)
            EnsureDefined(action.Value, names, !names);
    }

    private void EnsureSectionOperand(TokenKind section, UpdateActionSyntax action)
    {
        if (section is not (TokenKind.Add or TokenKind.Delete))
            return;
        var type = Value((ValueSyntax)action.Value!).Type;
        if (!type.IsSet() && !(section == TokenKind.Add && type == AttributeType.N))
            throw Invalid(ExpressionMessages.UpdateOperandType(section == TokenKind.Add ? "ADD" : "DELETE", type));
    }

    private UpdateAction ResolveAction(TokenKind section, AttributePath path, SyntaxNode? value) => section switch
    {
        TokenKind.Set => new SetAction(path, ResolveOperand(value!)),
        TokenKind.Remove => new RemoveAction(path),
        TokenKind.Add => new AddAction(path, ResolveValue((ValueSyntax)value!)),
        _ => new DeleteAction(path, ResolveValue((ValueSyntax)value!)),
    };

    private ArithmeticOperand ResolveArithmetic(ArithmeticSyntax arithmetic)
    {
        var name = arithmetic.IsSubtraction ? "-" : "+";
        var left = ResolveOperand(arithmetic.Left);
        var right = ResolveOperand(arithmetic.Right);
        EnsureOperandType(name, left, type => type == AttributeType.N);
        EnsureOperandType(name, right, type => type == AttributeType.N);
        return new ArithmeticOperand(arithmetic.IsSubtraction, left, right);
    }

    private IfNotExistsOperand ResolveIfNotExists(FunctionSyntax function)
    {
        EnsureOperandCounts(function);
        var path = RequirePath(function.Name, ResolveOperand(function.Arguments[0]));
        return new IfNotExistsOperand(path, ResolveOperand(function.Arguments[1]));
    }

    private ListAppendOperand ResolveListAppend(FunctionSyntax function)
    {
        EnsureOperandCounts(function);
        var first = ResolveOperand(function.Arguments[0]);
        var second = ResolveOperand(function.Arguments[1]);
        EnsureOperandType(function.Name, first, type => type == AttributeType.L);
        EnsureOperandType(function.Name, second, type => type == AttributeType.L);
        return new ListAppendOperand(first, second);
    }
}
