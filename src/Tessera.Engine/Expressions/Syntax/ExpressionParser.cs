using Tessera.Engine.Errors;
using Tessera.Engine.Expressions.Tree;

namespace Tessera.Engine.Expressions.Syntax;

/// <summary>
/// A recursive descent parser for the four grammars, with a method per rule. This file holds the cursor and the rules that all of them share; the others
/// are beside it. Throws the service's syntax error. Its depth is bounded, see <see cref="ExpressionLimits.ParserDepthMax"/>.
/// </summary>
internal sealed partial class ExpressionParser
{
    private readonly ExpressionKind _kind;
    private readonly string _text;
    private readonly List<Token> _tokens;
    private int _next;
    private int _depth;
    private int _operatorCount;
    private bool _hasRedundantParentheses;
    private SyntaxNode? _parenthesized;

    private ExpressionParser(ExpressionKind kind, string text)
    {
        _kind = kind;
        _text = text;
        _tokens = Tokenizer.Tokenize(text);
    }

    /// <summary>Parses a whole expression of the given kind.</summary>
    public static ParsedExpression Parse(ExpressionKind kind, string text)
    {
        var parser = new ExpressionParser(kind, text);
        if (parser.Peek == TokenKind.End)
            throw parser.Invalid(ExpressionMessages.Empty);

        SyntaxNode root = kind switch
        {
            ExpressionKind.Projection => parser.ParseProjection(),
            ExpressionKind.Update => parser.ParseUpdate(),
            _ => parser.ParseCondition(),
        };
        parser.Expect(TokenKind.End);
        return new ParsedExpression(root, parser._operatorCount, parser._hasRedundantParentheses);
    }

    private TokenKind Peek => _tokens[_next].Kind;

    private TokenKind PeekSecond => _next + 1 < _tokens.Count ? _tokens[_next + 1].Kind : TokenKind.End;

    private int Position => _tokens[_next].Start;

    // projection := path { "," path }
    private ProjectionSyntax ParseProjection()
    {
        var paths = new List<PathSyntax> { ParsePath() };
        while (Accept(TokenKind.Comma))
            paths.Add(ParsePath());
        return new ProjectionSyntax([.. paths]);
    }

    // path := name { "." name | "[" integer "]" }
    private PathSyntax ParsePath()
    {
        var position = Position;
        var first = ParseName();
        if (Peek is not (TokenKind.Dot or TokenKind.OpenBracket))
            return new PathSyntax(position, [first]);

        var segments = new List<PathSegment> { first };
        while (true)
        {
            if (Accept(TokenKind.Dot))
                segments.Add(ParseName());
            else if (Accept(TokenKind.OpenBracket))
                segments.Add(ParseIndex());
            else
                return new PathSyntax(position, [.. segments]);
        }
    }

    // name := identifier | "#" word
    private PathSegment ParseName()
    {
        var kind = Peek;
        if (kind is not (TokenKind.Identifier or TokenKind.NamePlaceholder))
            throw SyntaxError();
        var text = TakeText();
        return kind == TokenKind.Identifier
            ? new PathSegment(PathSegmentKind.Name, text, PathStep.OfName(text))
            : new PathSegment(PathSegmentKind.Placeholder, text, default);
    }

    private PathSegment ParseIndex()
    {
        if (Peek != TokenKind.Integer)
            throw SyntaxError();
        var digits = TakeText();
        Expect(TokenKind.CloseBracket);
        return new PathSegment(PathSegmentKind.Index, digits, default);
    }

    // function := identifier "(" operand { "," operand } ")"
    private FunctionSyntax ParseFunction()
    {
        var position = Position;
        Descend();
        _operatorCount++;
        var name = TakeText();
        Expect(TokenKind.OpenParenthesis);
        var arguments = new List<SyntaxNode> { ParseOperand() };
        while (Accept(TokenKind.Comma))
            arguments.Add(ParseOperand());
        Expect(TokenKind.CloseParenthesis);
        _depth--;
        return new FunctionSyntax(position, name, [.. arguments]);
    }

    // operand := ":" word | function | path | "(" operand ")"
    private SyntaxNode ParseOperand()
    {
        switch (Peek)
        {
            case TokenKind.ValuePlaceholder:
                return new ValueSyntax(Position, TakeText());
            case TokenKind.Identifier when PeekSecond == TokenKind.OpenParenthesis:
                return ParseFunction();
            case TokenKind.Identifier or TokenKind.NamePlaceholder:
                return ParsePath();
            case TokenKind.OpenParenthesis:
                Open();
                return Close(ParseOperand());
            default:
                throw SyntaxError();
        }
    }

    private void Open()
    {
        Descend();
        Expect(TokenKind.OpenParenthesis);
    }

    // Two pairs of parentheses straight around the same thing: its node is the one that the inner pair has just closed.
    private SyntaxNode Close(SyntaxNode inner)
    {
        Expect(TokenKind.CloseParenthesis);
        _depth--;
        if (ReferenceEquals(inner, _parenthesized))
            _hasRedundantParentheses = true;
        return _parenthesized = inner;
    }

    private void Descend()
    {
        if (++_depth > ExpressionLimits.ParserDepthMax)
            throw TooDeep();
    }

    private bool Accept(TokenKind kind)
    {
        if (Peek != kind)
            return false;
        _next++;
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (!Accept(kind))
            throw SyntaxError();
        if (kind == TokenKind.End)
            _next--;
    }

    private string TakeText()
    {
        var token = _tokens[_next++];
        return _text[token.Start..token.End];
    }

    // The service shows the token it stopped at, and the text from the token before it to the one after it.
    private ServiceException SyntaxError()
    {
        var token = _tokens[_next];
        var from = _next > 0 ? _tokens[_next - 1].Start : 0;
        var to = _next + 1 < _tokens.Count ? _tokens[_next + 1].End : token.End;
        var text = token.Kind == TokenKind.End ? "<EOF>" : _text[token.Start..token.End];
        return Invalid(ExpressionMessages.Syntax(text, _text[from..to].TrimEnd()));
    }

    // Nesting this deep needs an operator at each level, or parentheses that do nothing.
    private ServiceException TooDeep()
    {
        var operators = 0;
        for (var i = 0; i < _tokens.Count; i++)
        {
            var isFunction = _tokens[i].Kind == TokenKind.Identifier && i + 1 < _tokens.Count && _tokens[i + 1].Kind == TokenKind.OpenParenthesis;
            if (isFunction || _tokens[i].Kind is >= TokenKind.And and <= TokenKind.In or >= TokenKind.Equal and <= TokenKind.Minus)
                operators++;
        }

        return Invalid(operators > ExpressionLimits.OperatorsMax ? ExpressionMessages.TooManyOperators() : ExpressionMessages.RedundantParentheses);
    }

    private ServiceException Invalid(string message) => ServiceException.Validation(ExpressionMessages.Invalid(_kind, message));
}
