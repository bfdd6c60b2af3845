using System.Text;
using Tessera.Transport;

namespace Tessera.Tests.Transport;

public sealed class Crc32Tests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("a", 0xE8B7BE43u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Compute_KnownText_IsItsChecksum(string text, uint expected)
    {
        Assert.Equal(expected, Crc32.Compute(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Compute_EveryLengthAndAlignment_EqualsBitByBit()
    {
        var random = new Random(20260101);
        var bytes = new byte[2100];
        random.NextBytes(bytes);
        for (var length = 0; length <= 2080; length += length < 400 ? 1 : 37)
        {
            var some = bytes.AsSpan(length % 17, length);
            Assert.Equal(BitByBit(some), Crc32.Compute(some));
        }
    }

    [Fact]
    public void ByTables_EveryLength_EqualsBitByBit()
    {
        var bytes = new byte[300];
        new Random(7).NextBytes(bytes);
        for (var length = 0; length <= bytes.Length; length++)
            Assert.Equal(BitByBit(bytes.AsSpan(0, length)), ~Crc32.ByTables(uint.MaxValue, bytes.AsSpan(0, length)));
    }

    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
