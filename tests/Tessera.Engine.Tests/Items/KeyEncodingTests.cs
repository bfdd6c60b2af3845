using Tessera.Engine.Items;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Tests.Items;

public sealed class KeyEncodingTests
{
    private static readonly string[] _numbers =
    [
        "-9.9999999999999999999999999999999999999E+125", "-1E125", "-100", "-99.5", "-99", "-12", "-11.9", "-11", "-10", "-1.5", "-1.05", "-1", "-0.5", "-0.05",
        "-1E-130", "0", "1E-130", "1.1E-130", "0.05", "0.5", "0.51", "1", "1.05", "1.5", "2", "9", "10", "11", "11.9", "12", "99", "99.5", "100", "101", "1E125",
        "9.9999999999999999999999999999999999999E+125",
    ];

    [Fact]
    public void Write_Numbers_OrderedByValue()
    {
        var keys = _numbers.Select(number => Encode(Wire.Value($$"""{"N":"{{number}}"}"""))).ToArray();

        for (var i = 1; i < keys.Length; i++) Assert.True(keys[i - 1].AsSpan().SequenceCompareTo(keys[i]) < 0, _numbers[i]);
    }

    [Theory]
    [InlineData("""{"S":""}""", "0000")]
    [InlineData("""{"S":"ab"}""", "61620000")]
    [InlineData("""{"S":"a\u0000b"}""", "610001620000")]
    [InlineData("""{"B":"AAH/"}""", "000101FF0000")]
    [InlineData("""{"N":"0"}""", "01")]
    [InlineData("""{"N":"1"}""", "02820B00")]
    [InlineData("""{"N":"-123"}""", "007BF2E0FF")]
    public void Write_Values_StayAsStored(string json, string expected) => Assert.Equal(expected, Convert.ToHexString(Encode(Wire.Value(json))));

    [Fact]
    public void Write_RandomTuples_OrderedAsTheTuples()
    {
        var random = TestSeed.Random();
        for (var i = 0; i < 20_000; i++)
        {
            var types = Enumerable.Range(0, 3).Select(_ => (AttributeType)random.Next(3)).ToArray();
            var left = types.Select(type => RandomScalar(random, type)).ToArray();
            var right = types.Select((type, at) => random.Next(2) == 0 ? left[at] : RandomScalar(random, type)).ToArray();

            Assert.Equal(Math.Sign(Compare(left, right)), Math.Sign(Encode(left).AsSpan().SequenceCompareTo(Encode(right))));
        }
    }

    [Fact]
    public void Successor_Prefix_BoundsWhatStartsWithIt()
    {
        Assert.Equal([1, 3], KeyEncoding.Successor([1, 2]));
        Assert.Equal([2], KeyEncoding.Successor([1, 0xFF, 0xFF]));
        Assert.Equal([], KeyEncoding.Successor([0xFF]));
    }

    [Fact]
    public void WriteBeginning_RandomTexts_BoundsExactlyTheTextsThatBeginWithIt()
    {
        var random = TestSeed.Random();
        for (var i = 0; i < 20_000; i++)
        {
            var type = random.Next(2) == 0 ? AttributeType.S : AttributeType.B;
            var beginning = RandomScalar(random, type);
            var value = RandomScalar(random, type);
            var from = new byte[KeyEncoding.LengthMax(beginning)];
            Array.Resize(ref from, KeyEncoding.WriteOpen(beginning, from));
            var to = KeyEncoding.Successor(from);
            var key = Encode(value);

            var isInRange = key.AsSpan().SequenceCompareTo(from) >= 0 && (to.Length == 0 || key.AsSpan().SequenceCompareTo(to) < 0);
            Assert.Equal(Bytes(value).AsSpan().StartsWith(Bytes(beginning)), isInRange);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1_000_000)]
    public void Segment_AnyCount_PartitionsTheKeySpace(int totalSegments)
    {
        Assert.Equal(0UL, KeyEncoding.SegmentStart(0, totalSegments));
        Assert.Equal(1UL << 32, KeyEncoding.SegmentStart(totalSegments, totalSegments));
        Assert.Equal("0000000700000000", Convert.ToHexString(KeyRange.Segment(7, 0, totalSegments).From));
        Assert.Equal("00000008", Convert.ToHexString(KeyRange.Segment(7, totalSegments - 1, totalSegments).To));
        for (var segment = 1; segment < Math.Min(totalSegments, 1000); segment++)
        {
            var before = KeyRange.Segment(7, segment - 1, totalSegments);
            Assert.Equal(before.To, KeyRange.Segment(7, segment, totalSegments).From);
            Assert.True(before.From.AsSpan().SequenceCompareTo(before.To) < 0);
        }
    }

    [Fact]
    public void Hash_SequentialKeys_SpreadOverSegments()
    {
        var counts = new int[16];
        for (var i = 0; i < 16_000; i++) counts[KeyEncoding.Hash(Encode(AttributeValue.OfString($"USER#{i:D6}"))) >> 28]++;

        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
        Assert.Equal(0xC40FE9D2u, KeyEncoding.Hash("abc"u8));
    }

    private static AttributeValue RandomScalar(Random random, AttributeType type)
    {
        if (type == AttributeType.N) return Wire.Value($$"""{"N":"{{random.Next(-120, 120)}}E{{random.Next(-3, 3)}}"}""");
        var bytes = new byte[random.Next(5)];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)(type == AttributeType.S ? random.Next(3) : (random.Next(3) - 1) & 0xFF);
        return type == AttributeType.S ? AttributeValue.OfUtf8(bytes) : AttributeValue.OfBytes(bytes);
    }

    private static int Compare(AttributeValue[] left, AttributeValue[] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            Assert.True(AttributeValue.TryCompare(left[i], right[i], out var order));
            if (order != 0) return order;
        }

        return 0;
    }

    private static byte[] Bytes(AttributeValue value) => value.Type == AttributeType.S ? value.ToUtf8().ToArray() : value.ToBytes();

    private static byte[] Encode(params AttributeValue[] values)
    {
        var key = new byte[values.Sum(KeyEncoding.LengthMax)];
        var length = 0;
        foreach (var value in values) length += KeyEncoding.Write(value, key.AsSpan(length));
        return key[..length];
    }
}
