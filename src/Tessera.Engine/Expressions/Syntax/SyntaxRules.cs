using System.Globalization;
using Tessera.Engine.Errors;

namespace Tessera.Engine.Expressions.Syntax;

/// <summary>
/// The checks that depend on the text of an expression alone, in the service's order: each goes through the whole expression before the next begins.
/// They run once per text, as what passes them is kept.
/// </summary>
internal sealed class SyntaxRules
{
    private readonly ExpressionKind _kind;
    private string? _functionError;
    private string? _misuseError;
    private string? _nameError;

    private SyntaxRules(ExpressionKind kind) => _kind = kind;

    public static void Check(ExpressionKind kind, ParsedExpression expression)
    {
        var rules = new SyntaxRules(kind);
        rules.Visit(expression.Root);
        if (rules.FirstError(expression) is { } message)
            throw ServiceException.Validation(ExpressionMessages.Invalid(kind, message));
    }

    private string? FirstError(ParsedExpression expression)
    {
        if (expression.HasRedundantParentheses)
            return ExpressionMessages.RedundantParentheses;
        if (expression.OperatorCount > ExpressionLimits.OperatorsMax)
            return ExpressionMessages.TooManyOperators();
        return expression.Root is UpdateSyntax update
            ? _nameError ?? _functionError ?? _misuseError ?? RepeatedSection(update)
            : _functionError ?? _misuseError ?? _nameError;
    }

    private void Visit(SyntaxNode node)
    {
        switch (node)
        {
            case AndSyntax and:
                VisitConditions(and.Operands);
                break;
            case OrSyntax or:
                VisitConditions(or.Operands);
                break;
            case NotSyntax not:
                VisitConditions(not.Operand);
                break;
            case ProjectionSyntax projection:
                VisitOperands(projection.Paths);
                break;
            case UpdateSyntax update:
                VisitUpdate(update);
                break;
            case FunctionSyntax:
                VisitConditions(node);
                break;
            default:
                VisitTest(node);
                break;
        }
    }

    private void VisitTest(SyntaxNode node)
    {
        switch (node)
        {
            case ComparisonSyntax comparison:
                VisitOperands(comparison.Left, comparison.Right);
                break;
            case BetweenSyntax between:
                VisitOperands(between.Operand, between.Lower, between.Upper);
                break;
            case InSyntax @in:
                VisitOperands(@in.Operand);
                VisitOperands(@in.Candidates);
                break;
        }
    }

    private void VisitUpdate(UpdateSyntax update)
    {
        foreach (var section in update.Sections)
        {
            foreach (var action in section.Actions)
            {
                VisitOperands(action.Path);
                if (action.Value is ArithmeticSyntax arithmetic)
                    VisitOperands(arithmetic.Left, arithmetic.Right);
                else if (action.Value is not null)
                    VisitOperands(action.Value);
            }
        }
    }

    // Where a condition is expected, size() has no place; everything else that is a function has.
    private void VisitConditions(params ReadOnlySpan<SyntaxNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is not FunctionSyntax function)
            {
                Visit(node);
                continue;
            }

            VisitArguments(function);
            if (CheckKnown(function) && function.Name == FunctionNames.Size)
                _misuseError ??= ExpressionMessages.MisusedFunction(function.Name);
        }
    }

    // Where an operand is expected, size() is the only function of conditions that has a value; an update's functions have.
    private void VisitOperands(params ReadOnlySpan<SyntaxNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is PathSyntax path)
                CheckPath(path);
            if (node is not FunctionSyntax function)
                continue;

            VisitArguments(function);
            if (CheckKnown(function) && _kind != ExpressionKind.Update && function.Name != FunctionNames.Size)
                _misuseError ??= ExpressionMessages.MisusedFunction(function.Name);
        }
    }

    private void VisitArguments(FunctionSyntax function)
    {
        VisitOperands(function.Arguments);
        if (function.Name != FunctionNames.ListAppend)
            return;
        foreach (var argument in function.Arguments)
        {
            // For reasons of its own the service does not nest list_append in itself, though it does nest if_not_exists.
            if (argument is FunctionSyntax { Name: FunctionNames.ListAppend })
                _misuseError ??= ExpressionMessages.MisusedFunction(FunctionNames.ListAppend);
        }
    }

    private bool CheckKnown(FunctionSyntax function)
    {
        var isUpdate = _kind == ExpressionKind.Update;
        if (isUpdate ? FunctionNames.IsOfUpdates(function.Name) : FunctionNames.IsOfConditions(function.Name))
            return true;

        if (!FunctionNames.IsOfConditions(function.Name) && !FunctionNames.IsOfUpdates(function.Name))
            _functionError ??= ExpressionMessages.UnknownFunction(function.Name);
        else
            _misuseError ??= ExpressionMessages.ForeignFunction(isUpdate ? "an update" : "a condition", function.Name);
        return false;
    }

    private void CheckPath(PathSyntax path)
    {
        foreach (var segment in path.Segments)
        {
            if (segment.Kind == PathSegmentKind.Name && ReservedWords.Contains(segment.Text))
                _nameError ??= ExpressionMessages.ReservedWord(segment.Text);
            else if (segment.Kind == PathSegmentKind.Index && !int.TryParse(segment.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                _nameError ??= ExpressionMessages.ListIndex(segment.Text);
        }
    }

    private static string? RepeatedSection(UpdateSyntax update)
    {
        var seen = new HashSet<TokenKind>();
        foreach (var section in update.Sections)
        {
            if (!seen.Add(section.Kind))
                return ExpressionMessages.RepeatedSection(section.Name);
        }

        return null;
    }
}
