namespace Tessera.Engine.Expressions.Syntax;

/// <summary>What a token is.</summary>
internal enum TokenKind : byte
{
    /// <summary>A bare name: a letter, then letters, digits and underscores. Also the name of a function.</summary>
    Identifier,

    /// <summary><c>#name</c>.</summary>
    NamePlaceholder,

    /// <summary><c>:value</c>.</summary>
    ValuePlaceholder,

    /// <summary>Digits: a list index.</summary>
    Integer,

    And,
    Or,
    Not,
    Between,
    In,
    Set,
    Remove,
    Add,
    Delete,

    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    Comma,
    Dot,

    /// <summary>A character that has no place in an expression.</summary>
    Unknown,

    /// <summary>After the last token.</summary>
    End,
}

/// <summary>A token and where it stands in the expression: from Start (inclusive) to End (exclusive), in UTF-16 units.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End);
