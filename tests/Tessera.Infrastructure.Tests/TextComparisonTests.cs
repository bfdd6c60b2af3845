namespace Tessera.Infrastructure.Tests;

public sealed class TextComparisonTests
{
    [Fact]
    public void Compare_OfEqualTexts_IsEmptyWhateverTheLineEnds() => Assert.Empty(TextComparison.Compare("a\r\nb\r\n", "a\nb\n"));

    [Fact]
    public void Compare_OfChangedTexts_ShowsTheChangeWithLinesAround() =>
        Assert.Equal(
            ["@@ line 3", "  3", "  4", "  5", "- 6", "+ six", "  7", "  8", "  9"],
            TextComparison.Compare("1\n2\n3\n4\n5\n6\n7\n8\n9\n10", "1\n2\n3\n4\n5\nsix\n7\n8\n9\n10"));

    [Fact]
    public void Compare_OfAMissingFile_AddsEveryLine() => Assert.Equal(["@@ line 1", "- ", "+ a", "+ b"], TextComparison.Compare("", "a\nb"));
}
