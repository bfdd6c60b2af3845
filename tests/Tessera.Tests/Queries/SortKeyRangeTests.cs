using System.Text;

namespace Tessera.Tests.Queries;

public sealed class SortKeyRangeTests
{
    [Theory]
    [InlineData("ORDER#", "ORDER$")]
    [InlineData("a", "b")]
    [InlineData("\u007f", "\u0080")]
    [InlineData("", null)]
    public void AfterAll_Prefix_IsTheNextText(string prefix, string? expected) => Assert.Equal(expected, SortKeyRange.AfterAll(prefix));

    [Theory]
    [InlineData("a")]
    [InlineData("ORDER#")]
    [InlineData("\ud7ff")]
    [InlineData("x\ue000")]
    [InlineData("\uffff")]
    [InlineData("🏔")]
    public void AfterAllAndJustBefore_EncloseInByteOrder(string text)
    {
        Assert.True(Compare(text + "🏔z", SortKeyRange.AfterAll(text)!) < 0);
        Assert.True(Compare(SortKeyRange.JustBefore(text), text) < 0);
    }

    [Theory]
    [InlineData("b", "azzz")]
    [InlineData("b", "a🏔🏔")]
    [InlineData("x\0", "x")]
    [InlineData("a🏔", "a🌍z")]
    [InlineData("a\U00010000", "a\uffffz")]
    public void JustBefore_ComesAfterWhatIsSmaller(string text, string smaller) =>
        Assert.True(Compare(smaller, SortKeyRange.JustBefore(text)) <= 0);

    private static int Compare(string left, string right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
}
