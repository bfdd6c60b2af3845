using System.Text;
using Tessera.Engine.Errors;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tests.Items;

public sealed class AttributeValueReaderTests
{
    [Theory]
    [InlineData("""{"S":"abc"}""", """{"S":"abc"}""", 3)]
    [InlineData("""{ "S" : "" }""", """{"S":""}""", 0)]
    [InlineData("""{"S":"a\u0062\/\u0041"}""", """{"S":"ab/A"}""", 4)]
    [InlineData("""{"S":"\"\\\b\f\n\r\t"}""", """{"S":"\"\\\b\f\n\r\t"}""", 7)]
    [InlineData("""{"S":"\u0022\u005C\u0008\u000a\u001F\u007f"}""", """{"S":"\"\\\b\n\u001f""" + "\u007f" + "\"}", 6)]
    [InlineData("""{"S":"\u00e9\uD83D\uDE00"}""", """{"S":"é😀"}""", 6)]
    [InlineData("""{"S":"é😀"}""", """{"S":"é😀"}""", 6)]
    [InlineData("""{"N":"1.0"}""", """{"N":"1"}""", 2)]
    [InlineData("""{"N":"\u0031e3"}""", """{"N":"1000"}""", 2)]
    [InlineData("""{"N":"-0.50"}""", """{"N":"-0.5"}""", 3)]
    [InlineData("""{"B":"YWJj"}""", """{"B":"YWJj"}""", 3)]
    [InlineData("""{"B":"YQ=="}""", """{"B":"YQ=="}""", 1)]
    [InlineData("""{"B":"\/\u002B8="}""", """{"B":"/+8="}""", 2)]
    [InlineData("""{"B":""}""", """{"B":""}""", 0)]
    [InlineData("""{"BOOL":true}""", """{"BOOL":true}""", 1)]
    [InlineData("""{"BOOL":false}""", """{"BOOL":false}""", 1)]
    [InlineData("""{"NULL":true}""", """{"NULL":true}""", 1)]
    [InlineData("""{"SS":["b","a","","\u0061b"]}""", """{"SS":["","a","ab","b"]}""", 4)]
    [InlineData("""{"NS":["10","9","-1","1e1000","0.5"]}""", null, 0)]
    [InlineData("""{"NS":["10","9.0","-1","-10","0.5"]}""", """{"NS":["-10","-1","0.5","9","10"]}""", 12)]
    [InlineData("""{"BS":["/w==","AA==","YWI=","YQ==",""]}""", """{"BS":["","AA==","YQ==","YWI=","/w=="]}""", 5)]
    [InlineData("""{"L":[]}""", """{"L":[]}""", 3)]
    [InlineData("""{"L":[{"S":"x"},{"L":[{"N":"1"}]}]}""", """{"L":[{"S":"x"},{"L":[{"N":"1"}]}]}""", 3 + 1 + 1 + 1 + 3 + 1 + 2)]
    [InlineData("""{"M":{}}""", """{"M":{}}""", 3)]
    [InlineData("""{"M":{"b":{"S":"x"},"a":{"M":{"d":{"BOOL":true},"c":{"NULL":true}}}}}""",
        """{"M":{"a":{"M":{"c":{"NULL":true},"d":{"BOOL":true}}},"b":{"S":"x"}}}""", 3 + (1 + 1 + 1) + (1 + 1 + 3 + (1 + 1 + 1) + (1 + 1 + 1)))]
    [InlineData("""{"M":{"a":{"S":"1"},"a":{"S":"2"}}}""", """{"M":{"a":{"S":"2"}}}""", 6)]
    [InlineData("""{"X":[1,{"y":2}],"S":"a","N":null}""", """{"S":"a"}""", 1)]
    [InlineData("""{"S":"a","S":"b"}""", """{"S":"b"}""", 1)]
    public void ReadValue_WellFormed_BecomesCanonicalWithItsSize(string json, string? canonical, int size)
    {
        if (canonical is null)
        {
            Assert.NotNull(Wire.ValueError(json));
            return;
        }

        var value = Wire.Value(json);

        Assert.Equal(canonical, value.ToString());
        Assert.Equal(size, value.Size);
        Assert.Equal(value, Wire.Value(canonical));
    }

    [Theory]
    [InlineData("""{}""", "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes")]
    [InlineData("""{"S":null}""", "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes")]
    [InlineData("""{"X":"y"}""", "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes")]
    [InlineData("""null""", "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes")]
    [InlineData("""{"L":[null]}""", "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes")]
    [InlineData("""{"M":{"a":{}}}""", "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes")]
    [InlineData("""{"S":"a","N":"1"}""",
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes")]
    [InlineData("""{"S":"a","N":"x"}""", "The parameter cannot be converted to a numeric value: x")]
    [InlineData("""{"N":""}""", "The parameter cannot be converted to a numeric value")]
    [InlineData("""{"N":"b\"c"}""", "The parameter cannot be converted to a numeric value: b\"c")]
    [InlineData("""{"N":"1E126"}""", "Number overflow. Attempting to store a number with magnitude larger than supported range")]
    [InlineData("""{"N":"1E-131"}""", "Number underflow. Attempting to store a number with magnitude smaller than supported range")]
    [InlineData("""{"N":"123456789012345678901234567890123456789"}""", "Attempting to store more than 38 significant digits in a Number")]
    [InlineData("""{"NULL":false}""", "One or more parameter values were invalid: Null attribute value types must have the value of true")]
    [InlineData("""{"SS":[]}""", "One or more parameter values were invalid: An string set  may not be empty")]
    [InlineData("""{"NS":[]}""", "One or more parameter values were invalid: An number set  may not be empty")]
    [InlineData("""{"BS":[]}""", "One or more parameter values were invalid: Binary sets should not be empty")]
    [InlineData("""{"SS":["b","a","b"]}""", "One or more parameter values were invalid: Input collection [b, a, b] contains duplicates.")]
    [InlineData("""{"NS":["1","1.0"]}""", "Input collection contains duplicates")]
    [InlineData("""{"NS":["1",""]}""", "The parameter cannot be converted to a numeric value")]
    [InlineData("""{"BS":["YQ==","YQ=="]}""",
        "One or more parameter values were invalid: Input collection [YQ==, YQ==]of type BS contains duplicates.")]
    [InlineData("""{"L":[{"N":"x"},{"SS":[]}]}""", "The parameter cannot be converted to a numeric value: x")]
    public void ReadValue_ValueRefused_IsNotedForLater(string json, string expected) => Assert.Equal(expected, Wire.ValueError(json));

    [Theory]
    [InlineData("\"23\"", "Unexpected value type in payload")]
    [InlineData("true", "Unexpected value type in payload")]
    [InlineData("[]", "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue")]
    [InlineData("""{"S":true}""", "TRUE_VALUE cannot be converted to String")]
    [InlineData("""{"S":false}""", "FALSE_VALUE cannot be converted to String")]
    [InlineData("""{"S":23}""", "NUMBER_VALUE cannot be converted to String")]
    [InlineData("""{"N":34.56}""", "DECIMAL_VALUE cannot be converted to String")]
    [InlineData("""{"S":[]}""", "Unrecognized collection type class java.lang.String")]
    [InlineData("""{"N":{}}""", "Start of structure or map found where not expected")]
    [InlineData("""{"B":23}""", "only base-64-encoded strings are convertible to bytes")]
    [InlineData("""{"B":[]}""", "Unrecognized collection type class java.nio.ByteBuffer")]
    [InlineData("""{"B":{}}""", "Start of structure or map found where not expected")]
    [InlineData("""{"B":"23456"}""", "Base64 encoded length is expected a multiple of 4 bytes but found: 5")]
    [InlineData("""{"B":"=+/="}""", "Invalid last non-pad Base64 character dectected")]
    [InlineData("""{"B":"+/+="}""", "Invalid last non-pad Base64 character dectected")]
    [InlineData("""{"B":"YR=="}""", "Invalid last non-pad Base64 character dectected")]
    [InlineData("""{"B":"===="}""", "Invalid last non-pad Base64 character dectected")]
    [InlineData("""{"B":"ab-_"}""", "Invalid Base64 character: '-'")]
    [InlineData("""{"BOOL":"true"}""", "Unexpected token received from parser")]
    [InlineData("""{"BOOL":23}""", "NUMBER_VALUE cannot be converted to Boolean")]
    [InlineData("""{"NULL":34.56}""", "DECIMAL_VALUE cannot be converted to Boolean")]
    [InlineData("""{"NULL":[]}""", "Unrecognized collection type class java.lang.Boolean")]
    [InlineData("""{"SS":"a"}""", "Unexpected field type")]
    [InlineData("""{"NS":{}}""", "Start of structure or map found where not expected")]
    [InlineData("""{"SS":[1]}""", "NUMBER_VALUE cannot be converted to String")]
    [InlineData("""{"BS":[true]}""", "only base-64-encoded strings are convertible to bytes")]
    [InlineData("""{"L":"a"}""", "Unexpected field type")]
    [InlineData("""{"L":["a"]}""", "Unexpected value type in payload")]
    [InlineData("""{"M":[]}""", "Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>")]
    [InlineData("""{"M":1}""", "Unexpected field type")]
    [InlineData("""{"M":{"a":"b"}}""", "Unexpected value type in payload")]
    [InlineData("""{"N":"x","L":["a"]}""", "Unexpected value type in payload")]
    [InlineData("""{"S":"\ud800"}""", ValueMessages.NotUtf8)]
    [InlineData("""{"S":"\ud800\u0041"}""", ValueMessages.NotUtf8)]
    [InlineData("""{"S":"\udc00\ud800"}""", ValueMessages.NotUtf8)]
    [InlineData("""{"M":{"\ud800x":{"S":"a"}}}""", ValueMessages.NotUtf8)]
    public void ReadValue_WrongToken_IsASerializationError(string json, string expected)
    {
        var exception = Assert.Throws<ServiceException>(() => Wire.Value(json));

        Assert.Equal((ErrorType.Serialization, expected), (exception.Type, exception.Message));
    }

    [Fact]
    public void ReadValue_InvalidUtf8_IsASerializationError()
    {
        byte[] json = [.. "{\"S\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        Assert.Equal(ErrorType.Serialization, Assert.Throws<ServiceException>(() => Wire.Value(json)).Type);
    }

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    [InlineData(100_000, false)]
    public void ReadValue_Nesting_IsBoundedByLevels(int wraps, bool isAllowed)
    {
        foreach (var (open, close) in new[] { ("{\"L\":[", "]}"), ("{\"M\":{\"n\":", "}}") })
        {
            var json = new StringBuilder().Insert(0, open, wraps).Append("{\"S\":\"leaf\"}").Insert(open.Length * wraps + 12, close, wraps).ToString();

            Assert.Equal(isAllowed ? null : ValueMessages.NestingLevels, Wire.ValueError(json));
            if (isAllowed) Assert.Equal(wraps + 1, Wire.Value(json).Depth);
        }
    }

    [Fact]
    public void ReadItem_WorkedExample_HasThePublishedSize()
    {
        var item = Wire.Item("""{"shirt-size":{"S":"M"},"shirt-color":{"S":"R"}}""");

        Assert.Equal(23, item.Size);
        Assert.Equal("""{"shirt-color":{"S":"R"},"shirt-size":{"S":"M"}}""", item.ToString());
        Assert.True(item.TryGet("shirt-size"u8, out var value));
        Assert.Equal("""{"S":"M"}""", value.ToString());
        Assert.False(item.TryGet("shirt"u8, out _));
    }

    [Fact]
    public void ReadItem_RandomItems_AreCanonicalWhateverTheirSpelling()
    {
        var random = TestSeed.Random();
        for (var i = 0; i < 2_000; i++)
        {
            var value = RandomDocument.Map(random, depth: 3);
            var item = Wire.Item(value.Spell(random));
            var again = Wire.Item(value.Spell(random));

            Assert.Equal(item, again);
            Assert.Equal(item, Wire.Item(item.ToString()));
            Assert.Equal(item, Item.OfEntries([.. Entries(item.EnumerateAttributes()).OrderBy(_ => random.Next())]));
            Assert.Equal(item.Size, Entries(item.EnumerateAttributes()).Sum(entry => CanonicalText.Utf8Length(entry.Name.Span) + entry.Value.Size));
        }
    }

    private static List<AttributeEntry> Entries(EntryEnumerator entries)
    {
        var list = new List<AttributeEntry>();
        foreach (var entry in entries) list.Add(entry);
        return list;
    }
}
