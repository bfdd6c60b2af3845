namespace Tessera.Engine.Items;

public readonly partial struct Number
{
    /// <summary>Adds exactly; reports overflow, underflow or more than 38 digits.</summary>
    public static NumberError TryAdd(Number left, Number right, out Number sum)
    {
        sum = default;
        if (left.IsZero || right.IsZero)
        {
            sum = left.IsZero ? right : left;
            return NumberError.None;
        }

        var (high, low) = left._exponent >= right._exponent ? (left, right) : (right, left);
        if (!TryScale(high._coefficient, high._exponent - low._exponent, out var scaled)) return NumberError.TooManyDigits;
        if (high._isNegative == low._isNegative)
        {
            var total = unchecked(scaled + low._coefficient);
            return total < scaled ? NumberError.TooManyDigits : Normalise(high._isNegative, total, low._exponent, out sum);
        }

        return scaled >= low._coefficient
            ? Normalise(high._isNegative, scaled - low._coefficient, low._exponent, out sum)
            : Normalise(low._isNegative, low._coefficient - scaled, low._exponent, out sum);
    }

    /// <summary>Subtracts exactly; reports overflow, underflow or more than 38 digits.</summary>
    public static NumberError TrySubtract(Number left, Number right, out Number difference) => TryAdd(left, right.Negate(), out difference);

    private Number Negate() => IsZero ? this : new Number(!_isNegative, _coefficient, _exponent);

    /// <summary>
    /// Brings the operand with the higher exponent to the lower one. Where that passes 128 bits the exact result has more than 38 digits: the other
    /// operand is below 10^38 and ends in a digit other than zero, so neither cancelling nor trimming can bring the result back.
    /// </summary>
    private static bool TryScale(UInt128 coefficient, int shift, out UInt128 scaled)
    {
        scaled = coefficient;
        if (shift == 0) return true;
        if (shift > PowersOfTen.ExponentMax || coefficient > UInt128.MaxValue / PowersOfTen.Get(shift)) return false;
        scaled = coefficient * PowersOfTen.Get(shift);
        return true;
    }

    private static NumberError Normalise(bool isNegative, UInt128 coefficient, int exponent, out Number number)
    {
        number = default;
        if (coefficient == UInt128.Zero) return NumberError.None;
        exponent += PowersOfTen.TrimTrailingZeros(ref coefficient);
        var result = new Number(isNegative, coefficient, exponent);
        if (result.LeadingExponent > LeadingExponentMax) return NumberError.Overflow;
        if (result.LeadingExponent < LeadingExponentMin) return NumberError.Underflow;
        if (result.DigitCount > DigitCountMax) return NumberError.TooManyDigits;
        number = result;
        return NumberError.None;
    }
}
