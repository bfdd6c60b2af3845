using System.Text;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tests.Items;

public sealed class AttributeValueTests
{
    [Theory]
    [InlineData("""{"S":"x"}""", AttributeType.S, "x")]
    [InlineData("""{"N":"1"}""", AttributeType.N, "1")]
    [InlineData("""{"B":"YQ=="}""", AttributeType.B, "YQ==")]
    [InlineData("""{"BOOL":false}""", AttributeType.Bool, "false")]
    [InlineData("""{"NULL":true}""", AttributeType.Null, "true")]
    [InlineData("""{"SS":["a"]}""", AttributeType.SS, """["a"]""")]
    [InlineData("""{"NS":["1"]}""", AttributeType.NS, """["1"]""")]
    [InlineData("""{"BS":[""]}""", AttributeType.BS, """[""]""")]
    [InlineData("""{"L":[{"S":"]}"}]}""", AttributeType.L, """[{"S":"]}"}]""")]
    [InlineData("""{"M":{"a":{"L":[]}}}""", AttributeType.M, """{"a":{"L":[]}}""")]
    public void Type_Content_ReadFromTheFirstBytes(string json, AttributeType type, string content)
    {
        var value = Wire.Value(json);

        Assert.Equal(type, value.Type);
        Assert.Equal(content, Encoding.UTF8.GetString(value.Content));
        Assert.Equal($"{Encoding.UTF8.GetString(type.Opening())}{content}{Encoding.UTF8.GetString(type.Closing())}", json);
        Assert.True(AttributeTypeName.TryParse(Encoding.UTF8.GetBytes(type.ToWireName()), out var parsed));
        Assert.Equal(type, parsed);
    }

    [Fact]
    public void Enumerate_NestedDocument_FindsEveryPart()
    {
        var value = Wire.Value("""{"M":{"a\"]}":{"S":"x\"}]"},"b":{"L":[{"M":{"c":{"SS":["]","}","\\"]}}},{"N":"-1.5"},{"BOOL":true},{"NULL":true},{"L":[]}]}}}""");

        Assert.Equal(2, value.Count);
        Assert.True(value.TryGetEntry("a\\\"]}"u8, out var a));
        Assert.Equal("x\"}]", Encoding.UTF8.GetString(a.ToUtf8().Span));
        Assert.True(value.TryGetEntry("b"u8, out var list));
        Assert.Equal(5, list.Count);
        Assert.True(list.TryGetElement(0, out var map));
        Assert.True(map.TryGetEntry("c"u8, out var set));
        Assert.Equal(3, set.Count);
        Assert.True(set.SetContains(AttributeValue.OfString("\\")));
        Assert.False(set.SetContains(AttributeValue.OfString("\\\\")));
        Assert.True(list.TryGetElement(1, out var number));
        Assert.Equal("-1.5", number.ToNumber().ToString());
        Assert.True(list.TryGetElement(4, out var empty));
        Assert.Equal(0, empty.Count);
        Assert.False(list.TryGetElement(5, out _));
        Assert.False(list.TryGetElement(-1, out _));
        Assert.False(value.TryGetEntry("c"u8, out _));
    }

    [Fact]
    public void Enumerate_Scalars_HaveNoParts()
    {
        foreach (var json in new[] { """{"S":"x"}""", """{"N":"1"}""", """{"BOOL":true}""", """{"NULL":true}""", """{"B":""}""" })
        {
            var value = Wire.Value(json);
            Assert.Equal(0, value.Count);
            Assert.False(value.EnumerateElements().MoveNext());
            Assert.False(value.EnumerateEntries().MoveNext());
            Assert.False(value.TryGetEntry("x"u8, out _));
            Assert.False(value.TryGetElement(0, out _));
            Assert.False(value.SetContains(value));
        }

        Assert.False(default(Item).TryGet("x"u8, out _));
        Assert.False(default(Item).Exists);
    }

    [Fact]
    public void Compose_AnyOrder_EqualsWhatIsRead()
    {
        var entries = new[]
        {
            new AttributeEntry(CanonicalText.FromString("b"), AttributeValue.OfString("x\"")),
            new AttributeEntry(CanonicalText.FromString("a\n"), AttributeValue.OfNumber(Number.Of(7))),
        };

        Assert.Equal(Wire.Value("""{"M":{"a\n":{"N":"7"},"b":{"S":"x\""}}}"""), AttributeValue.OfMap(entries));
        Assert.Equal(Wire.Item("""{"a\n":{"N":"7"},"b":{"S":"x\""}}"""), Item.OfEntries(entries));
        Assert.Equal(Wire.Value("""{"L":[{"BOOL":true},{"NULL":true}]}"""), AttributeValue.OfList([AttributeValue.OfBoolean(true), AttributeValue.Null]));
        Assert.Equal(Wire.Value("""{"L":[]}"""), AttributeValue.OfList([]));
        Assert.Equal(Wire.Value("""{"M":{}}"""), AttributeValue.OfMap([]));
        Assert.Equal(
            Wire.Value("""{"NS":["2","10"]}"""),
            AttributeValue.OfSet(AttributeType.NS, [.. new[] { 10, 2, 10 }.Select(i => AttributeValue.OfNumber(Number.Of(i)))]));
        Assert.Equal(Wire.Value("""{"BS":["","YQ=="]}"""), AttributeValue.OfSet(AttributeType.BS, [AttributeValue.OfBytes("a"u8), AttributeValue.OfBytes([])]));
        Assert.Equal("a"u8.ToArray(), AttributeValue.OfBytes("a"u8).ToBytes());
    }

    [Theory]
    [InlineData("""{"S":"a"}""", """{"S":"b"}""", -1)]
    [InlineData("""{"S":"a"}""", """{"S":"ab"}""", -1)]
    [InlineData("""{"S":"\\"}""", """{"S":"]"}""", -1)]
    [InlineData("""{"S":"\""}""", """{"S":"#"}""", -1)]
    [InlineData("""{"S":"a\n"}""", """{"S":"a "}""", -1)]
    [InlineData("""{"S":"\u0001"}""", """{"S":"\n"}""", -1)]
    [InlineData("""{"S":"\u0001z"}""", """{"S":"\u0001\\"}""", 1)]
    [InlineData("""{"S":"😀"}""", """{"S":"\uffff"}""", 1)]
    [InlineData("""{"N":"9"}""", """{"N":"10"}""", -1)]
    [InlineData("""{"N":"-9"}""", """{"N":"-10"}""", 1)]
    [InlineData("""{"N":"-1"}""", """{"N":"0.5"}""", -1)]
    [InlineData("""{"N":"1.5"}""", """{"N":"1.50"}""", 0)]
    [InlineData("""{"B":"/w=="}""", """{"B":"AA=="}""", 1)]
    [InlineData("""{"B":"YQ=="}""", """{"B":"YQA="}""", -1)]
    public void TryCompare_SameType_OrdersAsTheService(string left, string right, int expected)
    {
        Assert.True(AttributeValue.TryCompare(Wire.Value(left), Wire.Value(right), out var order));
        Assert.Equal(expected, Math.Sign(order));
        Assert.True(AttributeValue.TryCompare(Wire.Value(right), Wire.Value(left), out var reverse));
        Assert.Equal(-expected, Math.Sign(reverse));
    }

    [Theory]
    [InlineData("""{"S":"a"}""", """{"N":"1"}""")]
    [InlineData("""{"BOOL":true}""", """{"BOOL":true}""")]
    [InlineData("""{"SS":["a"]}""", """{"SS":["b"]}""")]
    public void TryCompare_NoOrder_SaysSo(string left, string right) =>
        Assert.False(AttributeValue.TryCompare(Wire.Value(left), Wire.Value(right), out _));

    [Fact]
    public void Compare_RandomTextsAndBytes_AgreesWithTheDecodedBytes()
    {
        var random = TestSeed.Random();
        for (var i = 0; i < 20_000; i++)
        {
            var left = RandomBytes(random);
            var right = RandomBytes(random);
            var expected = Math.Sign(left.AsSpan().SequenceCompareTo(right));
            Assert.True(AttributeValue.TryCompare(AttributeValue.OfUtf8(left), AttributeValue.OfUtf8(right), out var text));
            Assert.True(AttributeValue.TryCompare(AttributeValue.OfBytes(left), AttributeValue.OfBytes(right), out var binary));
            Assert.Equal((expected, expected), (Math.Sign(text), Math.Sign(binary)));
            Assert.Equal(left, AttributeValue.OfUtf8(left).ToUtf8().ToArray());
        }
    }

    // ASCII with many characters that are escaped.
    private static byte[] RandomBytes(Random random) =>
        [.. Enumerable.Range(0, random.Next(8)).Select(_ => "\0\u0001\u001f\n\"\\]ab\u007f"u8[random.Next(10)])];
}
