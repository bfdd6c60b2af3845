using Tessera.Engine.Expressions;

namespace Tessera.Engine.Tests.Expressions;

/// <summary>Expressions as deep as their length allows must be answered like all others, on a small stack too.</summary>
public sealed class NestingTests
{
    private const int SmallStackBytes = 512 * 1024;

    [Theory]
    [InlineData("(", "a=:v", ")", 2040, "The expression has redundant parentheses;")]
    [InlineData("NOT ", "a=:v", "", 1000, "The expression contains too many operators; operator count: 301")]
    [InlineData("NOT(", "a=:v", ")", 800, "The expression contains too many operators; operator count: 301")]
    [InlineData("(a=:v OR ", "a=:v", ")", 400, "The expression contains too many operators; operator count: 301")]
    [InlineData("f(", "a", ")", 1300, "The expression contains too many operators; operator count: 301")]
    [InlineData("size(", "a", ")", 400, "The expression contains too many operators; operator count: 301")]
    [InlineData("(", "", "", 4096, "The expression has redundant parentheses;")]
    public void Condition_ThousandsDeep_IsRefused(string open, string inner, string close, int levels, string message) =>
        Assert.Equal($"Invalid ConditionExpression: {message}", RefusedOnSmallStack(ExpressionKind.Condition, Nest(open, inner, close, levels)));

    [Theory]
    [InlineData("SET a=", "(", ":v", ")", 2040, "The expression has redundant parentheses;")]
    [InlineData("SET a=", "f(", ":v", ")", 1300, "The expression contains too many operators; operator count: 301")]
    public void Update_ThousandsDeep_IsRefused(string start, string open, string inner, string close, int levels, string message) =>
        Assert.Equal($"Invalid UpdateExpression: {message}", RefusedOnSmallStack(ExpressionKind.Update, start + Nest(open, inner, close, levels)));

    [Fact]
    public void Condition_AsDeepAsOperatorsAllow_IsEvaluated()
    {
        OnSmallStack(() =>
        {
            // 149 levels of OR, each with a comparison, and one more comparison inside: 299 operators.
            var text = Nest("(a=:v OR ", "b=:v", ")", 149);
            var condition = Condition.Parse(ExpressionKind.Condition, text, Plain.Attributes("""{":v":1}"""));
            Assert.True(condition.IsTrue(Plain.Item("""{"b":1}""")));
            Assert.False(condition.IsTrue(Plain.Item("""{"c":1}""")));
        });
        OnSmallStack(() =>
        {
            var text = Nest("NOT (", "b=:v", ")", 299);
            Assert.False(Condition.Parse(ExpressionKind.Condition, text, Plain.Attributes("""{":v":1}""")).IsTrue(Plain.Item("""{"b":1}""")));
        });
    }

    [Fact]
    public void Projection_ManyPaths_AreCheckedQuickly()
    {
        var text = string.Join(",", Enumerable.Range(0, 800).Select(i => $"x{i:x3}"));
        Assert.Equal(800, Projection.Parse(text, Plain.Attributes()).AttributeNames.Count);
    }

    private static string Nest(string open, string inner, string close, int levels) =>
        string.Concat(Enumerable.Repeat(open, levels)) + inner + string.Concat(Enumerable.Repeat(close, levels));

    private static string RefusedOnSmallStack(ExpressionKind kind, string text)
    {
        var message = "";
        OnSmallStack(() => message = Refused.Message(() => SyntaxErrorTests.Parse(kind, text)));
        return message;
    }

    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            SmallStackBytes);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
