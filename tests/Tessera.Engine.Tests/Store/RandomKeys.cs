namespace Tessera.Engine.Tests.Store;

/// <summary>Keys of 0 to 11 bytes: many with a common beginning, some shorter than it. The more spread, the fewer are drawn twice.</summary>
internal sealed class RandomKeys(Random random, int spread)
{
    public byte[] Next()
    {
        var key = new byte[random.Next(12)];
        var same = random.Next(3) == 0 ? 0 : 8;
        for (var i = same; i < key.Length; i++) key[i] = (byte)(random.Next(1 << (spread * 2)) - 1);
        return key;
    }

    /// <summary>A bound of a range; now and then none.</summary>
    public byte[] NextBound() => random.Next(8) == 0 ? [] : Next();
}
