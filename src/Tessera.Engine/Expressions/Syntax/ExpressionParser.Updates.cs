namespace Tessera.Engine.Expressions.Syntax;

/// <content>The rules of updates.</content>
internal sealed partial class ExpressionParser
{
    // update := section { section }
    private UpdateSyntax ParseUpdate()
    {
        var sections = new List<UpdateSectionSyntax>();
        do
            sections.Add(ParseSection());
        while (Peek != TokenKind.End);
        return new UpdateSyntax([.. sections]);
    }

    // section := (SET | REMOVE | ADD | DELETE) action { "," action }
    private UpdateSectionSyntax ParseSection()
    {
        var position = Position;
        var kind = Peek;
        if (kind is not (TokenKind.Set or TokenKind.Remove or TokenKind.Add or TokenKind.Delete))
            throw SyntaxError();
        _next++;

        var actions = new List<UpdateActionSyntax> { ParseAction(kind) };
        while (Accept(TokenKind.Comma))
            actions.Add(ParseAction(kind));
        return new UpdateSectionSyntax(position, kind, [.. actions]);
    }

    // action := path "=" assigned (SET) | path (REMOVE) | path ":" word (ADD, DELETE)
    private UpdateActionSyntax ParseAction(TokenKind section)
    {
        var path = ParsePath();
        switch (section)
        {
            case TokenKind.Set:
                Expect(TokenKind.Equal);
                return new UpdateActionSyntax(path, ParseAssigned());
            case TokenKind.Remove:
                return new UpdateActionSyntax(path, null);
            default:
                if (Peek != TokenKind.ValuePlaceholder)
                    throw SyntaxError();
                return new UpdateActionSyntax(path, new ValueSyntax(Position, TakeText()));
        }
    }

    // assigned := term [ ("+" | "-") term ]
    private SyntaxNode ParseAssigned()
    {
        var position = Position;
        var left = ParseTerm();
        if (Peek is not (TokenKind.Plus or TokenKind.Minus) || left is ArithmeticSyntax)
            return left;

        var isSubtraction = Peek == TokenKind.Minus;
        TakeOperator();
        return new ArithmeticSyntax(position, isSubtraction, left, ParseOperand());
    }

    // term := "(" assigned ")" | operand
    private SyntaxNode ParseTerm()
    {
        if (Peek != TokenKind.OpenParenthesis)
            return ParseOperand();
        Open();
        return Close(ParseAssigned());
    }
}
