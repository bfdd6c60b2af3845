using Tessera.Engine.Items;

namespace Tessera.Engine.Tests.Expressions;

/// <summary>Looking a name up stops early in sorted members; names that share prefixes or need escapes must not make it stop too early.</summary>
public sealed class MemberLookupTests
{
    private static readonly string[] _names =
        ["a", "a b", "a!", "a\"", "a\"b", "a\\", "a\\n", "a\n", "a\nb", "a\t", "a\u0001", "aa", "b", "\u00E9", "\uD83D\uDE00", "~", "A", " ", "\""];

    [Fact]
    public void TryGet_EveryNameInEverySubset_FindsWhatIsThere()
    {
        var random = TestSeed.Random();
        for (var round = 0; round < 500; round++)
        {
            var present = _names.Where(_ => random.Next(2) == 0).ToArray();
            var entries = present.Select((name, i) => new AttributeEntry(CanonicalText.FromString(name), Number(i))).ToArray();
            var item = Item.OfEntries(entries);
            var map = AttributeValue.OfMap(entries);
            foreach (var name in _names)
            {
                var expected = Array.IndexOf(present, name);
                var canonical = CanonicalText.FromString(name);
                Assert.Equal(expected >= 0, item.TryGet(canonical, out var ofItem));
                Assert.Equal(expected >= 0, map.TryGetEntry(canonical, out var ofMap));
                if (expected >= 0)
                {
                    Assert.Equal(Number(expected), ofItem);
                    Assert.Equal(Number(expected), ofMap);
                }
            }
        }
    }

    private static AttributeValue Number(int value) => AttributeValue.OfNumber(Engine.Items.Number.Of(value));
}
