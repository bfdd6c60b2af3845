namespace Tessera.Engine.Items;

/// <summary>The powers of ten that fit 128 bits (10^0 to 10^38), and decimal digit counts.</summary>
internal static class PowersOfTen
{
    public const int ExponentMax = 38;

    /// <summary>10^19: the largest power of ten in 64 bits, and the seam at which a coefficient is split into two halves.</summary>
    public const ulong Half = 10_000_000_000_000_000_000;

    private static readonly UInt128[] _powers = Build();

    public static UInt128 Get(int exponent) => _powers[exponent];

    /// <summary>The number of decimal digits; zero has none.</summary>
    public static int DigitCount(UInt128 value)
    {
        if (value == UInt128.Zero) return 0;
        var bitCount = 128 - (int)UInt128.LeadingZeroCount(value);
        // 1233 / 4096 is just above log10(2): the estimate is the digit count, or one less.
        var estimate = (bitCount * 1233) >> 12;
        return value >= _powers[estimate] ? estimate + 1 : estimate;
    }

    /// <summary>Divides trailing zeros away and returns how many there were.</summary>
    public static int TrimTrailingZeros(ref UInt128 value)
    {
        var count = 0;
        while (value > ulong.MaxValue)
        {
            var (quotient, remainder) = UInt128.DivRem(value, 10);
            if (remainder != UInt128.Zero) return count;
            value = quotient;
            count++;
        }

        var low = (ulong)value;
        while (low != 0 && low % 10 == 0)
        {
            low /= 10;
            count++;
        }

        value = low;
        return count;
    }

    private static UInt128[] Build()
    {
        var powers = new UInt128[ExponentMax + 1];
        powers[0] = UInt128.One;
        for (var i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
