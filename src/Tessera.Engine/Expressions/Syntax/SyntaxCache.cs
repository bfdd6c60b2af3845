using System.Collections.Concurrent;
using System.Text;
using Tessera.Engine.Errors;

namespace Tessera.Engine.Expressions.Syntax;

/// <summary>
/// Remembers the parsed form of expressions by their text: programs send the same few texts over and over, with other values. Bounded: when it is full it
/// starts again, which costs a busy engine nothing and needs no bookkeeping. Thread-safe.
/// </summary>
internal static class SyntaxCache
{
    private const int EntriesMax = 512;

    // Long texts are mostly generated, and seldom come twice.
    private const int TextLengthMax = 512;

    private static readonly ConcurrentDictionary<(ExpressionKind Kind, string Text), ParsedExpression> _entries = new();
    private static int _count;

    /// <summary>
    /// The parsed form of the text; parses it where it is not known. Texts that do not parse, or break a
    /// rule that needs no request, throw and are not kept.
    /// </summary>
    public static ParsedExpression GetOrParse(ExpressionKind kind, string text)
    {
        if (text.Length > TextLengthMax)
            return Parse(kind, text);
        if (_entries.TryGetValue((kind, text), out var known))
            return known;

        var parsed = Parse(kind, text);
        Add(kind, text, parsed);
        return parsed;
    }

    private static ParsedExpression Parse(ExpressionKind kind, string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > ExpressionLimits.ExpressionBytesMax)
            throw ServiceException.Validation(ExpressionMessages.Invalid(kind, ExpressionMessages.TooLarge(bytes)));
        var parsed = ExpressionParser.Parse(kind, text);
        SyntaxRules.Check(kind, parsed);
        return parsed;
    }

    private static void Add(ExpressionKind kind, string text, ParsedExpression parsed)
    {
        if (!_entries.TryAdd((kind, text), parsed) || Interlocked.Increment(ref _count) <= EntriesMax)
            return;
        _entries.Clear();
        Interlocked.Exchange(ref _count, 0);
    }
}
