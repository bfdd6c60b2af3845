namespace Tessera.Engine.Items;

/// <summary>
/// An exact decimal number with up to 38 significant digits, from 1E-130 to 9.99…E+125 in magnitude, or zero: the service's number type.
/// </summary>
/// <remarks>Immutable. Compared by value; never passes through binary floating point.</remarks>
public readonly struct Number : IEquatable<Number>, IComparable<Number>
{
    // Fields: negative, coefficient (UInt128 without trailing zeros), exponent of ten.

    /// <summary>Reads a number from the ASCII text of an N value. Returns a <see cref="NumberError"/> other than None where the service would refuse it.</summary>
    public static NumberError TryParse(ReadOnlySpan<byte> text, out Number number) => throw new NotImplementedException();

    /// <summary>The number of a 32-bit integer.</summary>
    public static Number Of(long value) => throw new NotImplementedException();

    /// <summary>Adds exactly; reports overflow, underflow or more than 38 digits.</summary>
    public static NumberError TryAdd(Number left, Number right, out Number sum) => throw new NotImplementedException();

    /// <summary>Subtracts exactly; reports overflow, underflow or more than 38 digits.</summary>
    public static NumberError TrySubtract(Number left, Number right, out Number difference) => throw new NotImplementedException();

    /// <summary>The size in bytes by the published approximation.</summary>
    public int Size => throw new NotImplementedException();

    /// <inheritdoc/>
    public int CompareTo(Number other) => throw new NotImplementedException();

    /// <inheritdoc/>
    public bool Equals(Number other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => throw new NotImplementedException();

    /// <summary>The normal form that the service returns: plain decimal notation, no exponent, no needless zeros.</summary>
    public override string ToString() => throw new NotImplementedException();

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
}

/// <summary>Why a number was refused.</summary>
public enum NumberError
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The text is no number.</summary>
    NotANumber,

    /// <summary>Its magnitude is too large.</summary>
    Overflow,

    /// <summary>Its magnitude is too small, but not zero.</summary>
    Underflow,

    /// <summary>It has more than 38 significant digits.</summary>
    TooManyDigits,
}
