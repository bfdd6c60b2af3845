using Tessera.Engine.Expressions.Tree;

namespace Tessera.Engine.Expressions.Syntax;

/// <content>The rules of conditions, filters and key conditions.</content>
internal sealed partial class ExpressionParser
{
    // condition := or
    private SyntaxNode ParseCondition() => RequireCondition(ParseOr());

    // or := and { OR and }
    private SyntaxNode ParseOr()
    {
        var position = Position;
        var first = ParseAnd();
        if (Peek != TokenKind.Or)
            return first;

        var operands = new List<SyntaxNode> { RequireCondition(first) };
        while (AcceptOperator(TokenKind.Or))
            operands.Add(RequireCondition(ParseAnd()));
        return new OrSyntax(position, [.. operands]);
    }

    // and := not { AND not }
    private SyntaxNode ParseAnd()
    {
        var position = Position;
        var first = ParseNot();
        if (Peek != TokenKind.And)
            return first;

        var operands = new List<SyntaxNode> { RequireCondition(first) };
        while (AcceptOperator(TokenKind.And))
            operands.Add(RequireCondition(ParseNot()));
        return new AndSyntax(position, [.. operands]);
    }

    // not := NOT not | test
    private SyntaxNode ParseNot()
    {
        var position = Position;
        if (!AcceptOperator(TokenKind.Not))
            return ParseTest();

        Descend();
        var operand = RequireCondition(ParseNot());
        _depth--;
        return new NotSyntax(position, operand);
    }

    // test := primary comparator operand | primary BETWEEN operand AND operand | primary IN "(" operand { "," operand } ")" | primary
    private SyntaxNode ParseTest()
    {
        var position = Position;
        var left = ParsePrimary();
        if (!IsOperand(left))
            return left;

        switch (Peek)
        {
            case >= TokenKind.Equal and <= TokenKind.GreaterOrEqual:
                return ParseComparison(position, left);
            case TokenKind.Between:
                return ParseBetween(position, left);
            case TokenKind.In:
                return ParseIn(position, left);
            default:
                return left;
        }
    }

    // primary := "(" or ")" | operand
    // Whether parentheses hold a condition or an operand shows only once they are closed; so the rules pass operands up, and whoever needs a condition says so.
    private SyntaxNode ParsePrimary()
    {
        if (Peek != TokenKind.OpenParenthesis)
            return ParseOperand();
        Open();
        return Close(ParseOr());
    }

    private ComparisonSyntax ParseComparison(int position, SyntaxNode left)
    {
        var comparison = Comparison.Equal + (Peek - TokenKind.Equal);
        TakeOperator();
        return new ComparisonSyntax(position, comparison, left, ParseOperand());
    }

    private BetweenSyntax ParseBetween(int position, SyntaxNode operand)
    {
        TakeOperator();
        var lower = ParseOperand();
        Expect(TokenKind.And);
        return new BetweenSyntax(position, operand, lower, ParseOperand());
    }

    private InSyntax ParseIn(int position, SyntaxNode operand)
    {
        TakeOperator();
        Expect(TokenKind.OpenParenthesis);
        var candidates = new List<SyntaxNode> { ParseOperand() };
        while (Accept(TokenKind.Comma))
            candidates.Add(ParseOperand());
        Expect(TokenKind.CloseParenthesis);
        return new InSyntax(position, operand, [.. candidates]);
    }

    private static bool IsOperand(SyntaxNode node) => node is PathSyntax or ValueSyntax or FunctionSyntax;

    // A function may stand as a condition; which ones is checked later. A path or a value alone is a syntax error where something was expected to follow.
    private SyntaxNode RequireCondition(SyntaxNode node) => node is PathSyntax or ValueSyntax ? throw SyntaxError() : node;

    private bool AcceptOperator(TokenKind kind)
    {
        if (Peek != kind)
            return false;
        TakeOperator();
        return true;
    }

    private void TakeOperator()
    {
        _operatorCount++;
        _next++;
    }
}
