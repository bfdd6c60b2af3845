using System.Text;
using Tessera.Mapping;
using Tessera.Tests.Handwritten;

namespace Tessera.Tests.Keys;

public sealed class KeyTests
{
    [Fact]
    public void PartitionAndSortKey_Parts_AreComposedInUtc()
    {
        var key = new OrderKey("u1", new DateTimeOffset(2024, 1, 1, 0, 30, 0, TimeSpan.FromHours(2)), "o#1");
        Assert.Equal("USER#u1", key.PartitionKey);
        Assert.Equal("ORDER#2023-12-31#o#1", key.SortKey);
    }

    [Fact]
    public void TryParse_ComposedKey_ComesBack()
    {
        var key = new OrderKey("u#1", new DateTimeOffset(2024, 1, 31, 0, 0, 0, TimeSpan.Zero), "o#1");
        Assert.True(OrderKey.TryParse(key.PartitionKey, key.SortKey, out var parsed));
        Assert.Equal(key, parsed);
        Assert.True(ProductKey.TryParse(new ProductKey(42).PartitionKey, "METADATA", out var product));
        Assert.Equal(42, product.ProductId);
    }

    [Theory]
    [InlineData("USER#", "ORDER#2024-01-31#1")]
    [InlineData("USERS#1", "ORDER#2024-01-31#1")]
    [InlineData("USER#1", "ORDER#2024-02-31#1")]
    [InlineData("USER#1", "ORDER#2024-01-31")]
    [InlineData("USER#1", "ORDER#2024-01-31#")]
    [InlineData("USER#1", "METADATA")]
    public void TryParse_OtherKeys_IsFalse(string partitionKey, string sortKey) => Assert.False(OrderKey.TryParse(partitionKey, sortKey, out _));

    [Fact]
    public void PartitionKey_LongText_IsNotCut() => Assert.Equal("USER#" + new string('x', 1000), new UserKey(new string('x', 1000)).PartitionKey);

    [Theory]
    [InlineData("", "E.P is '' and cannot be part of a key: a key part must not be empty.")]
    [InlineData("a#b", "E.P is 'a#b' and cannot be part of a key: it must not contain '#', which ends this part of the key; keys of two entities could be confused.")]
    public void Text_BreaksARule_NamesPartValueAndRule(string value, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => new KeyPart("E", "P", null, '#').Text(value));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, "E.P is '-0001' and cannot be part of a key: a negative number does not sort as text.")]
    [InlineData(12345, "E.P is '12345' and cannot be part of a key: the number has more than the 4 digits of its format D4 and would not sort.")]
    public void Text_NumberThatWouldNotSort_Throws(int value, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => new KeyPart("E", "P", "D4").Text(value));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.00", "0")]
    [InlineData("100", "100")]
    [InlineData("-100", "-100")]
    [InlineData("007", "7")]
    [InlineData("1.50", "1.5")]
    [InlineData("0.0012", "0.0012")]
    [InlineData("1E+3", "1000")]
    [InlineData("-1.25E-3", "-0.00125")]
    [InlineData("12.5e1", "125")]
    public void CanonicalNumber_AnyForm_IsTheServices(string number, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalNumber.Of(Encoding.UTF8.GetBytes(number))));

    [Fact]
    public void ItemKey_OtherOrderEscapesAndNumbers_IsTheSame()
    {
        var reader = new ItemReader("{\"v\":{\"N\":\"1\"},\"At\": {\"N\":\"50E-1\"},\"Sensor\":{\"S\":\"\\u0061\\/b\"}}"u8);
        var key = ItemKey.Of(ref reader, ReadingsTable.Model, null);
        Assert.Equal(ItemKey.Of(new ReadingKey("a/b", 5), ReadingsTable.Model), key);
    }

    [Fact]
    public void Text_EachType_HasItsForm()
    {
        static KeyPart Part(string? format = null) => new("E", "P", format);
        var utc = new DateTime(2024, 1, 31, 12, 0, 0, DateTimeKind.Utc);
        Assert.Equal("0042", Part("D4").Text(42));
        Assert.Equal("2024-01-31T12:00:00.0000000Z", Part().Text(utc));
        Assert.Equal("2024-01-31T12:00:00.0000000Z", Part("O").Text(new DateTimeOffset(utc)));
        Assert.Equal("2024-01", Part("yyyy-MM").Text(new DateOnly(2024, 1, 31)));
        Assert.Equal("true", Part().Text(true));
        Assert.Equal("Shipped", Part().EnumText(OrderStatus.Shipped));
        Assert.Equal("0f8fad5b-d9cb-469f-a165-70867728950e", Part("D").Text(Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e")));
    }
}
