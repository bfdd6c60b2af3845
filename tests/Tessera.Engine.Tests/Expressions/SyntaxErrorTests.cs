using Tessera.Engine.Expressions;

namespace Tessera.Engine.Tests.Expressions;

public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("!!! INVALID !!!", "!", "!!")]
    [InlineData("a,", "<EOF>", ",")]
    [InlineData(",a", ",", ",a")]
    [InlineData("a,,b", ",", ",,b")]
    [InlineData("a b", "b", "a b")]
    [InlineData("a.", "<EOF>", ".")]
    [InlineData("a[b]", "b", "[b]")]
    [InlineData("a[-1]", "-", "[-1")]
    [InlineData("a[01]", "1", "01]")]
    [InlineData("a[:i]", ":i", "[:i]")]
    [InlineData("a[#i]", "#i", "[#i]")]
    [InlineData("_a", "_", "_a")]
    [InlineData("1a", "1", "1a")]
    [InlineData("#", "#", "#")]
    [InlineData("book-price", "-", "book-price")]
    [InlineData("set", "set", "set")]
    [InlineData("(a)", "(", "(a")]
    [InlineData("\U0001F600", "\U0001F600", "\U0001F600")]
    public void Projection_Malformed_NamesTokenAndSurroundings(string text, string token, string near) =>
        AssertSyntaxError(ExpressionKind.Projection, text, token, near);

    [Theory]
    [InlineData("a", "<EOF>", "a")]
    [InlineData(":a", "<EOF>", ":a")]
    [InlineData("(a)", "<EOF>", ")")]
    [InlineData("a = ", "<EOF>", "=")]
    [InlineData("a = = :v", "=", "= = :v")]
    [InlineData("a == :v", "=", "== :v")]
    [InlineData("a != :v", "!", "a !=")]
    [InlineData("_hidden = :v", "_", "_hidden")]
    [InlineData("a AND b = :v", "AND", "a AND b")]
    [InlineData("a = :v AND", "<EOF>", "AND")]
    [InlineData("a = :v AND b", "<EOF>", "b")]
    [InlineData("a = :v b = :v", "b", ":v b =")]
    [InlineData("NOT", "<EOF>", "NOT")]
    [InlineData("a BETWEEN :v OR :w", "OR", ":v OR :w")]
    [InlineData("a IN :v", ":v", "IN :v")]
    [InlineData("a IN ()", ")", "()")]
    [InlineData("a IN (:v", "<EOF>", ":v")]
    [InlineData("(a = :v", "<EOF>", ":v")]
    [InlineData("a = :v)", ")", ":v)")]
    [InlineData("(a = :v) = :w", "=", ") = :w")]
    [InlineData("f()", ")", "()")]
    [InlineData("f(a = :v)", "=", "a = :v")]
    [InlineData("begins_with(a, :v", "<EOF>", ":v")]
    [InlineData("a = 'x'", "'", "= 'x")]
    [InlineData("a = :v + :w", "+", ":v + :w")]
    [InlineData("([1]) = :v", "[", "([1")]
    public void Condition_Malformed_NamesTokenAndSurroundings(string text, string token, string near) =>
        AssertSyntaxError(ExpressionKind.Condition, text, token, near);

    [Theory]
    [InlineData("INVALID SYNTAX HERE", "INVALID", "INVALID SYNTAX")]
    [InlineData("SET _123 = :v", "_", "SET _123")]
    [InlineData("SET path = VALUE 1", "1", "VALUE 1")]
    [InlineData("SET #a = :v, #b = :w,", "<EOF>", ",")]
    [InlineData("SET a", "<EOF>", "a")]
    [InlineData("SET a = b + c + d", "+", "c + d")]
    [InlineData("SET a = b / c", "/", "b / c")]
    [InlineData("SET a[1] = \"eight\"", "\"", "= \"eight")]
    [InlineData("SET a = if_not_exists(a, :v + :w)", "+", ":v + :w")]
    [InlineData("SET :a = :b", ":a", "SET :a =")]
    [InlineData("SET (a) = :b", "(", "SET (a")]
    [InlineData("SET a = set", "set", "= set")]
    [InlineData("SET a = (b.c).d + e", ".", ").d")]
    [InlineData("SET a = (b.c)[0] + e", "[", ")[0")]
    [InlineData("SET if_not_exists(a, b) = a", "(", "if_not_exists(a")]
    [InlineData("REMOVE a = b", "=", "a = b")]
    [InlineData("REMOVE :a", ":a", "REMOVE :a")]
    [InlineData("REMOVE a b", "b", "a b")]
    [InlineData("ADD a", "<EOF>", "a")]
    [InlineData("ADD a b", "b", "a b")]
    [InlineData("DELETE a = :b", "=", "a = :b")]
    public void Update_Malformed_NamesTokenAndSurroundings(string text, string token, string near) =>
        AssertSyntaxError(ExpressionKind.Update, text, token, near);

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    public void AnyKind_WithoutTokens_IsEmpty(string text)
    {
        foreach (var kind in Enum.GetValues<ExpressionKind>())
            Assert.Equal($"Invalid {kind}Expression: The expression can not be empty;", Refused.Message(() => Parse(kind, text)));
    }

    [Fact]
    public void AnyKind_LongerThan4096Bytes_IsRefusedBeforeItIsRead()
    {
        var atLimit = new string('a', 4092) + " !!!";
        var overLimit = new string('\u00E9', 2049);
        foreach (var kind in Enum.GetValues<ExpressionKind>())
        {
            Assert.Contains("Syntax error", Refused.Message(() => Parse(kind, atLimit)), StringComparison.Ordinal);
            Assert.Equal(
                $"Invalid {kind}Expression: Expression size has exceeded the maximum allowed size; expression size: 4098",
                Refused.Message(() => Parse(kind, overLimit)));
        }
    }

    internal static void Parse(ExpressionKind kind, string text)
    {
        var attributes = Plain.Attributes();
        switch (kind)
        {
            case ExpressionKind.Projection:
                Projection.Parse(text, attributes);
                break;
            case ExpressionKind.Update:
                Update.Parse(text, attributes);
                break;
            case ExpressionKind.KeyCondition:
                KeyCondition.Parse(text, attributes);
                break;
            default:
                Condition.Parse(kind, text, attributes);
                break;
        }
    }

    private static void AssertSyntaxError(ExpressionKind kind, string text, string token, string near) =>
        Assert.Equal($"Invalid {kind}Expression: Syntax error; token: \"{token}\", near: \"{near}\"", Refused.Message(() => Parse(kind, text)));
}
