using Tessera.Engine.Expressions.Tree;

namespace Tessera.Engine.Expressions.Syntax;

/// <summary>
/// What stands in the text of an expression, before names and placeholders are resolved: it depends on the text alone, so that requests share it.
/// Parentheses leave no node; AND and OR chains are one node.
/// </summary>
/// <param name="Position">Where the node begins in the text, in UTF-16 units.</param>
internal abstract record SyntaxNode(int Position);

internal sealed record PathSyntax(int Position, PathSegment[] Segments) : SyntaxNode(Position);

/// <param name="Position">Where the node begins.</param>
/// <param name="Placeholder">With its colon.</param>
internal sealed record ValueSyntax(int Position, string Placeholder) : SyntaxNode(Position);

internal sealed record FunctionSyntax(int Position, string Name, SyntaxNode[] Arguments) : SyntaxNode(Position);

internal sealed record ArithmeticSyntax(int Position, bool IsSubtraction, SyntaxNode Left, SyntaxNode Right) : SyntaxNode(Position);

internal sealed record ComparisonSyntax(int Position, Comparison Comparison, SyntaxNode Left, SyntaxNode Right) : SyntaxNode(Position);

internal sealed record BetweenSyntax(int Position, SyntaxNode Operand, SyntaxNode Lower, SyntaxNode Upper) : SyntaxNode(Position);

internal sealed record InSyntax(int Position, SyntaxNode Operand, SyntaxNode[] Candidates) : SyntaxNode(Position);

internal sealed record AndSyntax(int Position, SyntaxNode[] Operands) : SyntaxNode(Position);

internal sealed record OrSyntax(int Position, SyntaxNode[] Operands) : SyntaxNode(Position);

internal sealed record NotSyntax(int Position, SyntaxNode Operand) : SyntaxNode(Position);

internal sealed record ProjectionSyntax(PathSyntax[] Paths) : SyntaxNode(0);

internal sealed record UpdateSyntax(UpdateSectionSyntax[] Sections) : SyntaxNode(0);

internal sealed record UpdateSectionSyntax(int Position, TokenKind Kind, UpdateActionSyntax[] Actions) : SyntaxNode(Position)
{
    public string Name => Kind.ToString().ToUpperInvariant();
}

/// <param name="Path">What is changed.</param>
/// <param name="Value">What is assigned, added or deleted; null for REMOVE.</param>
internal sealed record UpdateActionSyntax(PathSyntax Path, SyntaxNode? Value) : SyntaxNode(Path.Position);

/// <summary>One segment of a path as written.</summary>
internal enum PathSegmentKind : byte
{
    Name,
    Placeholder,
    Index,
}

/// <param name="Kind">What the text is.</param>
/// <param name="Text">The bare name, the placeholder with its number sign, or the digits.</param>
/// <param name="Step">The resolved step of a bare name, made once for all requests; default for others.</param>
internal readonly record struct PathSegment(PathSegmentKind Kind, string Text, PathStep Step);

/// <summary>A parsed expression: immutable, and the same for every request that has this text.</summary>
internal sealed record ParsedExpression(SyntaxNode Root, int OperatorCount, bool HasRedundantParentheses);
