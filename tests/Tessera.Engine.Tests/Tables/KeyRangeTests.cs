using Tessera.Engine.Catalog;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Tests.Tables;

public sealed class KeyRangeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    public void Segment_AllOfATotal_MeetWithoutGapOrOverlap(int total)
    {
        var end = KeySpace.Start(7);
        foreach (var segment in Sample(total))
        {
            var range = KeyRange.Segment(7, segment, total);
            Assert.True(range.From.AsSpan().SequenceCompareTo(range.To) < 0);
            if (segment > 0)
                Assert.Equal(KeyRange.Segment(7, segment - 1, total).To, range.From);
            end = range.To;
        }
        Assert.Equal([0, 0, 0, 7, 0, 0, 0, 0], KeyRange.Segment(7, 0, total).From);
        Assert.Equal(KeySpace.End(7), end);
    }

    [Fact]
    public void Beyond_Forwards_LeavesOutTheKeyAndKeepsWhatFollowsIt()
    {
        var range = KeyRange.All(7).Beyond([0, 0, 0, 7, 5], backwards: false);
        Assert.False(range.Contains([0, 0, 0, 7, 5]));
        Assert.True(range.Contains([0, 0, 0, 7, 5, 0]));
        Assert.False(range.Contains([0, 0, 0, 8]));
    }

    [Fact]
    public void Beyond_Backwards_LeavesOutTheKeyAndKeepsWhatComesBeforeIt()
    {
        var range = KeyRange.All(7).Beyond([0, 0, 0, 7, 5], backwards: true);
        Assert.False(range.Contains([0, 0, 0, 7, 5]));
        Assert.True(range.Contains([0, 0, 0, 7, 4, 255]));
    }

    /// <summary>Few are taken whole; of many the first, the last and some in between.</summary>
    private static IEnumerable<int> Sample(int total) =>
        total <= 1000 ? Enumerable.Range(0, total) : Enumerable.Range(0, 1000).Select(i => i * (total / 1000)).Append(total - 1);
}
