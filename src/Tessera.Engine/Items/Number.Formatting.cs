using System.Text;

namespace Tessera.Engine.Items;

public readonly partial struct Number
{
    /// <summary>The longest normal form: a sign, <c>0.</c>, 129 zeros and 38 digits.</summary>
    internal const int TextLengthMax = 170;

    /// <summary>The normal form that the service returns: plain decimal notation, no exponent, no needless zeros.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[TextLengthMax];
        return Encoding.ASCII.GetString(text[..Format(text)]);
    }

    /// <summary>Writes the normal form and returns its length. The span must hold <see cref="TextLengthMax"/> bytes.</summary>
    internal int Format(Span<byte> destination)
    {
        var length = 0;
        if (_isNegative) destination[length++] = (byte)'-';
        if (IsZero)
        {
            destination[length++] = (byte)'0';
            return length;
        }

        Span<byte> buffer = stackalloc byte[DigitCountMax];
        var digits = buffer[..FormatDigits(buffer)];
        var wholeLength = digits.Length + _exponent;
        if (wholeLength <= 0) return length + FormatFraction(digits, -wholeLength, destination[length..]);
        return length + FormatWhole(digits, wholeLength, destination[length..]);
    }

    /// <summary>Writes the significant digits and returns how many there are; none for zero. The span must hold 38 bytes.</summary>
    internal int FormatDigits(Span<byte> destination)
    {
        if (IsZero) return 0;
        var length = 0;
        var low = (ulong)_coefficient;
        if (_coefficient > ulong.MaxValue)
        {
            var (high, rest) = UInt128.DivRem(_coefficient, PowersOfTen.Half);
            ((ulong)high).TryFormat(destination, out length);
            low = (ulong)rest;
            low.TryFormat(destination[length..], out var lowLength, "D19");
            return length + lowLength;
        }

        low.TryFormat(destination, out length);
        return length;
    }

    private static int FormatFraction(ReadOnlySpan<byte> digits, int zeroCount, Span<byte> destination)
    {
        "0."u8.CopyTo(destination);
        destination.Slice(2, zeroCount).Fill((byte)'0');
        digits.CopyTo(destination[(2 + zeroCount)..]);
        return 2 + zeroCount + digits.Length;
    }

    private static int FormatWhole(ReadOnlySpan<byte> digits, int wholeLength, Span<byte> destination)
    {
        if (wholeLength >= digits.Length)
        {
            digits.CopyTo(destination);
            destination[digits.Length..wholeLength].Fill((byte)'0');
            return wholeLength;
        }

        digits[..wholeLength].CopyTo(destination);
        destination[wholeLength] = (byte)'.';
        digits[wholeLength..].CopyTo(destination[(wholeLength + 1)..]);
        return digits.Length + 1;
    }
}
