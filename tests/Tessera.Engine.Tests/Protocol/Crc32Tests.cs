using Tessera.Engine.Protocol;

namespace Tessera.Engine.Tests.Protocol;

public sealed class Crc32Tests
{
    [Theory]
    [InlineData("", 0x00000000u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    [InlineData("<UnknownOperationException/>\n", 3552371480u)]
    public void Compute_KnownText_GivesPublishedValue(string text, uint expected) =>
        Assert.Equal(expected, Crc32.Compute(System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Compute_EveryLength_AgreesWithTheDefinition()
    {
        var random = new Random(1);
        for (var length = 0; length < 700; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            var expected = Definition(bytes);
            Assert.Equal(expected, Crc32.Compute(bytes));
            Assert.Equal(expected, ~Crc32.UpdateByTables(uint.MaxValue, bytes));
        }
    }

    private static uint Definition(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
