namespace Tessera.Engine.Expressions.Syntax;

/// <summary>
/// Splits an expression into tokens. Never fails: what it does not know becomes a token of its own, which the parser then refuses with the service's message.
/// </summary>
internal static class Tokenizer
{
    /// <summary>All tokens of the text; the last one is <see cref="TokenKind.End"/>.</summary>
    public static List<Token> Tokenize(string text)
    {
        var tokens = new List<Token>(16);
        var position = 0;
        while (true)
        {
            while (position < text.Length && text[position] is ' ' or '\t' or '\r' or '\n')
                position++;
            var token = position < text.Length ? Next(text, position) : new Token(TokenKind.End, text.Length, text.Length);
            tokens.Add(token);
            if (token.Kind == TokenKind.End)
                return tokens;
            position = token.End;
        }
    }

    private static Token Next(string text, int start)
    {
        var first = text[start];
        if (char.IsAsciiLetter(first))
            return Word(text, start);
        if (char.IsAsciiDigit(first))
            return Integer(text, start);
        if (first is '#' or ':')
            return Placeholder(text, start);

        var kind = Punctuation(text, start, out var length);
        return new Token(kind, start, start + length);
    }

    private static Token Word(string text, int start)
    {
        var end = WordEnd(text, start);
        return new Token(Keyword(text.AsSpan(start, end - start)), start, end);
    }

    // A leading zero is an index of its own: "01" are two tokens, as in the service.
    private static Token Integer(string text, int start)
    {
        var end = start + 1;
        while (text[start] != '0' && end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return new Token(TokenKind.Integer, start, end);
    }

    private static Token Placeholder(string text, int start)
    {
        var end = WordEnd(text, start + 1);
        if (end == start + 1)
            return new Token(TokenKind.Unknown, start, end);
        return new Token(text[start] == '#' ? TokenKind.NamePlaceholder : TokenKind.ValuePlaceholder, start, end);
    }

    private static int WordEnd(string text, int position)
    {
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] == '_'))
            position++;
        return position;
    }

    // One set of keywords for all expressions, in any case: the service has one tokenizer too, so "set" is no name in a condition either.
    private static TokenKind Keyword(ReadOnlySpan<char> word)
    {
        if (word.Length is < 2 or > 7)
            return TokenKind.Identifier;
        Span<char> upper = stackalloc char[word.Length];
        word.ToUpperInvariant(upper);
        return upper switch
        {
            "AND" => TokenKind.And,
            "OR" => TokenKind.Or,
            "NOT" => TokenKind.Not,
            "BETWEEN" => TokenKind.Between,
            "IN" => TokenKind.In,
            "SET" => TokenKind.Set,
            "REMOVE" => TokenKind.Remove,
            "ADD" => TokenKind.Add,
            "DELETE" => TokenKind.Delete,
            _ => TokenKind.Identifier,
        };
    }

    private static TokenKind Punctuation(string text, int start, out int length)
    {
        var next = start + 1 < text.Length ? text[start + 1] : '\0';
        var kind = (text[start], next) switch
        {
            ('<', '>') => TokenKind.NotEqual,
            ('<', '=') => TokenKind.LessOrEqual,
            ('>', '=') => TokenKind.GreaterOrEqual,
            ('<', _) => TokenKind.Less,
            ('>', _) => TokenKind.Greater,
            ('=', _) => TokenKind.Equal,
            ('+', _) => TokenKind.Plus,
            ('-', _) => TokenKind.Minus,
            ('(', _) => TokenKind.OpenParenthesis,
            (')', _) => TokenKind.CloseParenthesis,
            ('[', _) => TokenKind.OpenBracket,
            (']', _) => TokenKind.CloseBracket,
            (',', _) => TokenKind.Comma,
            ('.', _) => TokenKind.Dot,
            _ => TokenKind.Unknown,
        };
        var isPair = kind is TokenKind.NotEqual or TokenKind.LessOrEqual or TokenKind.GreaterOrEqual
            || (kind == TokenKind.Unknown && char.IsSurrogatePair(text[start], next));
        length = isPair ? 2 : 1;
        return kind;
    }
}
