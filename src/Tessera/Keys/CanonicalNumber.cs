using System.Globalization;
using System.Text;

namespace Tessera;

/// <summary>Numbers as DynamoDB writes them back: <c>1.50</c> as <c>1.5</c>, <c>1E+3</c> as <c>1000</c>, so that equal numbers have equal texts.</summary>
internal static class CanonicalNumber
{
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> number) => IsInteger(number) ? number : Encoding.UTF8.GetBytes(Normalized(Encoding.UTF8.GetString(number)));

    private static bool IsInteger(ReadOnlySpan<byte> number)
    {
        var digits = number.Length > 0 && number[0] == '-' ? number[1..] : number;
        return digits.Length > 0 && digits[0] != '0' && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static string Normalized(string number)
    {
        var (mantissa, exponent) = number.IndexOfAny(['e', 'E']) is var e and >= 0
            ? (number[..e], int.Parse(number.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
            : (number, 0);
        var isNegative = mantissa.StartsWith('-');
        mantissa = mantissa.TrimStart('-', '+');
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var scale = point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0)
            return "0";
        return (isNegative ? "-" : "") + Plain(significant, exponent - scale + digits.Length - significant.Length);
    }

    // The digits times ten to the exponent, without an exponent.
    private static string Plain(string digits, int exponent)
    {
        if (exponent >= 0)
            return digits + new string('0', exponent);
        var whole = digits.Length + exponent;
        return whole > 0 ? $"{digits[..whole]}.{digits[whole..]}" : $"0.{new string('0', -whole)}{digits}";
    }
}
