using System.Text;
using Tessera.Mapping;
using Tessera.Tests.Handwritten;

namespace Tessera.Tests.Mapping;

public sealed class ItemReaderTests
{
    private const string Regular =
        """{"UserId":{"S":"u1"},"Email":{"S":"é@x"},"Version":{"N":"12"},"Address":{"M":{"Street":{"S":"Main"}}},"Unknown":{"L":[{"M":{}},{"NS":["1"]}]}}""";

    private static (User User, int Fallbacks, int Position) Read(string json)
    {
        var reader = new ItemReader(Encoding.UTF8.GetBytes(json));
        var user = UserMapper.Instance.ReadAttributes(ref reader);
        return (user, reader.FallbackCount, reader.Position);
    }

    [Fact]
    public void Read_RegularJson_NeverFallsBack()
    {
        var (user, fallbacks, position) = Read(Regular);
        Assert.Equal(("u1", "é@x", 12, "Main"), (user.UserId, user.Email, user.Version, user.Address!.Street));
        Assert.Equal(0, fallbacks);
        Assert.Equal(Encoding.UTF8.GetByteCount(Regular), position);
    }

    [Fact]
    public void Read_WhiteSpaceEverywhere_FallsBackAndReadsTheSame()
    {
        var spaced = Regular.Replace(":", " : ", StringComparison.Ordinal).Replace(",", " ,\r\n\t", StringComparison.Ordinal)
            .Replace("{", "{ ", StringComparison.Ordinal).Replace("}", " }", StringComparison.Ordinal);
        var (user, fallbacks, _) = Read(spaced);
        Assert.Equal(Read(Regular).User with { Address = user.Address }, user);
        Assert.Equal("Main", user.Address!.Street);
        Assert.True(fallbacks > 20, $"{fallbacks} fallbacks");
    }

    [Fact]
    public void Read_Escapes_FallsBackOncePerString()
    {
        var (user, fallbacks, _) = Read("""{"\u0055serId":{"S":"a\"\\\n\u00e9\ud83c\udfd4"},"Email":{"S":"x"}}""");
        Assert.Equal("a\"\\\né🏔", user.UserId);
        Assert.Equal(2, fallbacks);
    }

    [Theory]
    [InlineData("""{"UserId":{"S":"u1"}""", "The response is not DynamoDB JSON: more was expected at byte 20.")]
    [InlineData("""{"UserId":{"S":"u1""", "The response is not DynamoDB JSON: the end of a string was expected at byte 16.")]
    [InlineData("""["UserId"]""", "The response is not DynamoDB JSON: an attribute was expected at byte 1.")]
    [InlineData("""{"UserId":"u1"}""", "The response is not DynamoDB JSON: '{' was expected at byte 10.")]
    [InlineData("""{"UserId":{"N":"1"}}""", "The attribute 'UserId' cannot be read: N was found where S is needed.")]
    [InlineData("""{"Version":{"N":"1.5"}}""", "The attribute 'Version' cannot be read: the number 1.5 does not fit into Int64.")]
    [InlineData("""{"Version":{"N":"9223372036854775808"}}""", "The attribute 'Version' cannot be read: the number 9223372036854775808 does not fit into Int64.")]
    [InlineData("""{"Address":{"M":{"Street":{"BOOL":true}}}}""", "The attribute 'Street' cannot be read: BOOL was found where S is needed.")]
    [InlineData("""{"UserId":{"NULL":true},"Email":{"S":"x"}}""",
        "The attribute 'UserId' is absent, but the member that it fills needs a value. Make the member nullable, or give the stored items the attribute.")]
    public void Read_WrongForm_SaysWhatAndWhere(string json, string message) =>
        Assert.Equal(message, Assert.Throws<ItemMappingException>(() => Read(json)).Message);

    [Theory]
    [InlineData("1E+3", 1000)]
    [InlineData("-0", 0)]
    public void Read_NumberInOtherForms_IsUnderstood(string text, long expected) =>
        Assert.Equal(expected, Read($$$"""{"UserId":{"S":"u"},"Email":{"S":"e"},"Version":{"N":"{{{text}}}"}}""").User.Version);

    [Fact]
    public void Read_TruncatedAnywhere_IsAMappingErrorAndNothingElse()
    {
        var bytes = Encoding.UTF8.GetBytes(Regular.Replace("Main", "M\\u0061in\\\\", StringComparison.Ordinal));
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            Assert.Throws<ItemMappingException>(() =>
            {
                var reader = new ItemReader(cut);
                UserMapper.Instance.ReadAttributes(ref reader);
            });
        }
    }

    [Fact]
    public void Skip_DeepNesting_NeedsNoStack()
    {
        var json = string.Concat(Enumerable.Repeat("""{"L":[""", 100_000)) + string.Concat(Enumerable.Repeat("]}", 100_000));
        var reader = new ItemReader(Encoding.UTF8.GetBytes(json));
        reader.Skip();
        Assert.True(reader.IsAtEnd);
    }
}
