namespace Tessera.Engine.Items;

/// <summary>The order of scalars of one type, by their canonical content: strings by UTF-8 bytes, numbers by value, binary by unsigned bytes.</summary>
internal static class ScalarOrder
{
    public static int Compare(AttributeType type, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => type switch
    {
        AttributeType.S => CanonicalText.Compare(left, right),
        AttributeType.N => CompareNumbers(left, right),
        _ => CompareBase64(left, right),
    };

    private static int CompareNumbers(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        // Whole numbers of equal length and sign, the common case, are ordered by their digits.
        if (left.Length == right.Length && left[0] != '-' && right[0] != '-' && !left.Contains((byte)'.') && !right.Contains((byte)'.'))
        {
            return left.SequenceCompareTo(right);
        }

        _ = Number.TryParse(left, out var leftNumber);
        _ = Number.TryParse(right, out var rightNumber);
        return leftNumber.CompareTo(rightNumber);
    }

    /// <summary>
    /// Base64 is big-endian, so the first letter that differs decides by its six bits; padding comes before every letter, as the end of the bytes comes
    /// before any byte.
    /// </summary>
    private static int CompareBase64(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length) return left.Length.CompareTo(right.Length);
        return SixBits(left[common]).CompareTo(SixBits(right[common]));
    }

    private static int SixBits(byte letter) => letter switch
    {
        (byte)'=' => -1,
        (byte)'+' => 62,
        (byte)'/' => 63,
        <= (byte)'9' => letter - '0' + 52,
        <= (byte)'Z' => letter - 'A',
        _ => letter - 'a' + 26,
    };
}
