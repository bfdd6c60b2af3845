namespace Tessera.Engine.Items;

/// <summary>
/// An exact decimal number with up to 38 significant digits, from 1E-130 to 9.99…E+125 in magnitude, or zero: the service's number type.
/// </summary>
/// <remarks>Immutable and thread-safe. Compared by value; never passes through binary floating point. The default value is zero.</remarks>
public readonly partial struct Number : IEquatable<Number>, IComparable<Number>
{
    /// <summary>The most significant digits that a number may have.</summary>
    internal const int DigitCountMax = 38;

    /// <summary>The exponent of the leading digit of the largest number: 9.99…E+125.</summary>
    internal const int LeadingExponentMax = 125;

    /// <summary>The exponent of the leading digit of the smallest number above zero: 1E-130.</summary>
    internal const int LeadingExponentMin = -130;

    // The value is Coefficient * 10^Exponent. The coefficient has no trailing zeros, and zero has exponent 0 and no sign,
    // so that equal numbers have equal fields.
    private readonly UInt128 _coefficient;
    private readonly short _exponent;
    private readonly bool _isNegative;

    private Number(bool isNegative, UInt128 coefficient, int exponent)
    {
        _isNegative = isNegative;
        _coefficient = coefficient;
        _exponent = (short)exponent;
    }

    /// <summary>Whether it is below zero.</summary>
    public bool IsNegative => _isNegative;

    /// <summary>Whether it is zero.</summary>
    public bool IsZero => _coefficient == UInt128.Zero;

    /// <summary>The significant digits as an integer without trailing zeros.</summary>
    internal UInt128 Coefficient => _coefficient;

    /// <summary>The exponent of ten of the first significant digit; meaningless for zero.</summary>
    internal int LeadingExponent => _exponent + DigitCount - 1;

    /// <summary>The number of significant digits; zero has none.</summary>
    internal int DigitCount => PowersOfTen.DigitCount(_coefficient);

    /// <summary>The size in bytes by the published approximation: one byte for two significant digits, one more, and one for a minus sign; zero takes one.</summary>
    public int Size => IsZero ? 1 : ((DigitCount + 1) / 2) + 1 + (_isNegative ? 1 : 0);

    /// <summary>The number of a 64-bit integer.</summary>
    public static Number Of(long value)
    {
        UInt128 coefficient = value < 0 ? (ulong)-(value + 1) + 1 : (ulong)value;
        var exponent = PowersOfTen.TrimTrailingZeros(ref coefficient);
        return new Number(value < 0, coefficient, exponent);
    }

    /// <inheritdoc/>
    public int CompareTo(Number other)
    {
        if (IsZero || other.IsZero || _isNegative != other._isNegative) return Sign.CompareTo(other.Sign);
        var magnitude = CompareMagnitude(other);
        return _isNegative ? -magnitude : magnitude;
    }

    /// <inheritdoc/>
    public bool Equals(Number other) =>
        _coefficient == other._coefficient && _exponent == other._exponent && _isNegative == other._isNegative;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_coefficient, _exponent, _isNegative);

    /// <summary>Whether both are the same number.</summary>
    public static bool operator ==(Number left, Number right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Number left, Number right) => !left.Equals(right);

    /// <summary>Whether left is less.</summary>
    public static bool operator <(Number left, Number right) => left.CompareTo(right) < 0;

    /// <summary>Whether left is greater.</summary>
    public static bool operator >(Number left, Number right) => left.CompareTo(right) > 0;

    /// <summary>Whether left is less or equal.</summary>
    public static bool operator <=(Number left, Number right) => left.CompareTo(right) <= 0;

    /// <summary>Whether left is greater or equal.</summary>
    public static bool operator >=(Number left, Number right) => left.CompareTo(right) >= 0;

    private int Sign => IsZero ? 0 : _isNegative ? -1 : 1;

    private int CompareMagnitude(Number other)
    {
        var leading = LeadingExponent.CompareTo(other.LeadingExponent);
        if (leading != 0) return leading;
        // The first digits stand at the same place, so scaling to the lower exponent cannot pass 38 digits.
        var shift = _exponent - other._exponent;
        return shift >= 0
            ? (_coefficient * PowersOfTen.Get(shift)).CompareTo(other._coefficient)
            : _coefficient.CompareTo(other._coefficient * PowersOfTen.Get(-shift));
    }
}
