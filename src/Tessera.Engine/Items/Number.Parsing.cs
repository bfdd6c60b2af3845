namespace Tessera.Engine.Items;

public readonly partial struct Number
{
    /// <summary>
    /// Reads a number from the text of an N value: an optional sign, digits with an optional point among or around them, an optional exponent.
    /// No white space, no separators, no names such as NaN.
    /// </summary>
    /// <returns>An error other than <see cref="NumberError.None"/> where the service would refuse the number.</returns>
    public static NumberError TryParse(ReadOnlySpan<byte> text, out Number number)
    {
        number = default;
        var isNegative = text.Length > 0 && text[0] == '-';
        var unsigned = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        var mantissaLength = unsigned.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = mantissaLength < 0 ? unsigned : unsigned[..mantissaLength];
        var exponent = 0L;
        if (mantissaLength >= 0 && !TryReadExponent(unsigned[(mantissaLength + 1)..], out exponent)) return NumberError.NotANumber;

        var pointIndex = mantissa.IndexOf((byte)'.');
        var whole = pointIndex < 0 ? mantissa : mantissa[..pointIndex];
        var fraction = pointIndex < 0 ? default : mantissa[(pointIndex + 1)..];
        if (whole.Length + fraction.Length == 0 || !AreDigits(whole) || !AreDigits(fraction)) return NumberError.NotANumber;
        return Assemble(isNegative, whole, fraction, exponent, out number);
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out long exponent)
    {
        // Far beyond any exponent that a mantissa within a request could bring back into range, and far from overflowing.
        const long saturated = 1_000_000_000_000;
        exponent = 0;
        var isNegative = text.Length > 0 && text[0] == '-';
        var digits = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        if (digits.IsEmpty || !AreDigits(digits)) return false;
        foreach (var digit in digits) exponent = Math.Min((exponent * 10) + digit - '0', saturated);
        if (isNegative) exponent = -exponent;
        return true;
    }

    private static NumberError Assemble(bool isNegative, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, long exponent, out Number number)
    {
        number = default;
        var significantWhole = whole.TrimStart((byte)'0');
        var significantFraction = fraction.TrimEnd((byte)'0');
        if (significantFraction.IsEmpty)
        {
            significantWhole = significantWhole.TrimEnd((byte)'0');
            // Zeros cut from the end of the whole part are given back to the exponent.
            exponent += whole.TrimStart((byte)'0').Length - significantWhole.Length;
        }
        else
        {
            exponent -= significantFraction.Length;
            if (significantWhole.IsEmpty) significantFraction = significantFraction.TrimStart((byte)'0');
        }

        var digitCount = significantWhole.Length + significantFraction.Length;
        if (digitCount == 0) return NumberError.None;
        var leadingExponent = exponent + digitCount - 1;
        if (leadingExponent > LeadingExponentMax) return NumberError.Overflow;
        if (leadingExponent < LeadingExponentMin) return NumberError.Underflow;
        if (digitCount > DigitCountMax) return NumberError.TooManyDigits;
        var coefficient = ReadDigits(ReadDigits(UInt128.Zero, significantWhole), significantFraction);
        number = new Number(isNegative, coefficient, (int)exponent);
        return NumberError.None;
    }

    private static UInt128 ReadDigits(UInt128 coefficient, ReadOnlySpan<byte> digits)
    {
        while (!digits.IsEmpty)
        {
            var chunk = digits[..Math.Min(digits.Length, 19)];
            var value = 0UL;
            foreach (var digit in chunk) value = (value * 10) + (ulong)(digit - '0');
            coefficient = coefficient == UInt128.Zero ? value : (coefficient * PowersOfTen.Get(chunk.Length)) + value;
            digits = digits[chunk.Length..];
        }

        return coefficient;
    }
}
