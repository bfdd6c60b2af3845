using System.Globalization;
using System.Numerics;
using System.Text;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tests.Items;

public sealed class NumberTests
{
    private static readonly string _nines = new('9', 38);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("0.000", "0")]
    [InlineData("0e999999", "0")]
    [InlineData("00042", "42")]
    [InlineData("+42", "42")]
    [InlineData("-42", "-42")]
    [InlineData("3.1400", "3.14")]
    [InlineData("1.5E2", "150")]
    [InlineData("1E3", "1000")]
    [InlineData("1e+3", "1000")]
    [InlineData("1.0", "1")]
    [InlineData("5.", "5")]
    [InlineData(".5", "0.5")]
    [InlineData("-.5e-2", "-0.005")]
    [InlineData("100", "100")]
    [InlineData("12.30e1", "123")]
    [InlineData("0.00100", "0.001")]
    [InlineData("00.0012e2", "0.12")]
    [InlineData("12345678901234567890123456789012345678", "12345678901234567890123456789012345678")]
    [InlineData("1234567890123456789.0123456789012345678", "1234567890123456789.0123456789012345678")]
    [InlineData("10000000000000000000000000000000000000000", "10000000000000000000000000000000000000000")]
    [InlineData("1E-1000000e", null)]
    public void TryParse_Forms_NormaliseAsTheServiceDoes(string text, string? expected)
    {
        var error = Number.TryParse(Encoding.ASCII.GetBytes(text), out var number);

        Assert.Equal(expected is null ? NumberError.NotANumber : NumberError.None, error);
        if (expected is not null) Assert.Equal(expected, number.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("e5")]
    [InlineData(".e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e5.0")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("+-1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1_000")]
    [InlineData("1,000")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("abc")]
    public void TryParse_NoNumber_IsRefused(string text) => Assert.Equal(NumberError.NotANumber, Parse(text).Error);

    [Theory]
    [InlineData("1E126", NumberError.Overflow)]
    [InlineData("-1E126", NumberError.Overflow)]
    [InlineData("10E125", NumberError.Overflow)]
    [InlineData("1e99999999999999999999", NumberError.Overflow)]
    [InlineData("1E-131", NumberError.Underflow)]
    [InlineData("0.1E-130", NumberError.Underflow)]
    [InlineData("1e-99999999999999999999", NumberError.Underflow)]
    [InlineData("123456789012345678901234567890123456789", NumberError.TooManyDigits)]
    [InlineData("1.00000000000000000000000000000000000001", NumberError.TooManyDigits)]
    [InlineData("1E125", NumberError.None)]
    [InlineData("1E-130", NumberError.None)]
    [InlineData("0.00000000000000000000000000000000000000000000000000001E100", NumberError.None)]
    public void TryParse_AtAndPastTheLimits_AnswersExactly(string text, NumberError expected) => Assert.Equal(expected, Parse(text).Error);

    [Fact]
    public void TryParse_LargestAndSmallest_RoundTrip()
    {
        foreach (var text in new[] { _nines + "E88", "-" + _nines + "E88", _nines + "E-130", "-0." + _nines + "E-92" })
        {
            var (error, number) = Parse(text);
            Assert.Equal(NumberError.None, error);
            Assert.True(number.ToString().Length <= Number.TextLengthMax);
            Assert.Equal(number, Parse(number.ToString()).Number);
        }

        Assert.Equal(_nines + new string('0', 88), Parse(_nines + "E88").Number.ToString());
        Assert.Equal("0." + new string('0', 129) + "1", Parse("1E-130").Number.ToString());
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("1", 2)]
    [InlineData("-1", 3)]
    [InlineData("12", 2)]
    [InlineData("123", 3)]
    [InlineData("100", 2)]
    [InlineData("0.001", 2)]
    [InlineData("10.01", 3)]
    [InlineData("-0.0123", 4)]
    [InlineData("12345678901234567890123456789012345678", 20)]
    public void Size_FollowsThePublishedApproximation(string text, int expected)
    {
        var number = Parse(text).Number;

        Assert.Equal(expected, number.Size);
        Assert.Equal(expected, AttributeValue.OfNumber(number).Size);
    }

    [Theory]
    [InlineData("1", "2", "3", "-1")]
    [InlineData("0.1", "0.2", "0.3", "-0.1")]
    [InlineData("5", "-5", "0", "10")]
    [InlineData("0", "7", "7", "-7")]
    [InlineData("1E20", "1", "100000000000000000001", "99999999999999999999")]
    [InlineData("100000000000000000000000000000000000000", "1", null, "99999999999999999999999999999999999999")]
    [InlineData("1E125", "1E125", "2E125", "0")]
    [InlineData("1E100", "1E-100", null, null)]
    [InlineData("99999999999999999999999999999999999999", "1", "1E38", "99999999999999999999999999999999999998")]
    [InlineData("99999999999999999999999999999999999999", "0.1", null, null)]
    public void TryAdd_TrySubtract_AreExact(string left, string right, string? sum, string? difference)
    {
        var a = Parse(left).Number;
        var b = Parse(right).Number;

        AssertResult(sum, Number.TryAdd(a, b, out var s), s);
        AssertResult(sum, Number.TryAdd(b, a, out var t), t);
        AssertResult(difference, Number.TrySubtract(a, b, out var d), d);
    }

    [Theory]
    [InlineData("9.9E125", "1E125", NumberError.Overflow)]
    [InlineData("-9.9E125", "-1E125", NumberError.Overflow)]
    [InlineData("1.1E-130", "-1E-130", NumberError.Underflow)]
    [InlineData("1E50", "1", NumberError.TooManyDigits)]
    public void TryAdd_OutOfRange_SaysHow(string left, string right, NumberError expected) =>
        Assert.Equal(expected, Number.TryAdd(Parse(left).Number, Parse(right).Number, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1000)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Of_Integer_IsThatNumber(long value)
    {
        Assert.Equal(value.ToString(CultureInfo.InvariantCulture), Number.Of(value).ToString());
        Assert.Equal(Number.Of(value), Parse(value.ToString(CultureInfo.InvariantCulture)).Number);
    }

    [Fact]
    public void ArithmeticAndOrder_RandomNumbers_AgreeWithBigIntegers()
    {
        var random = TestSeed.Random();
        for (var i = 0; i < 20_000; i++)
        {
            var (leftText, left) = RandomDecimal(random);
            var (rightText, right) = RandomDecimal(random);
            var a = Parse(leftText).Number;
            var b = Parse(rightText).Number;
            Assert.Equal(left.CompareTo(right), Math.Sign(a.CompareTo(b)));
            Assert.Equal(left == right, a == b);
            if (Number.TryAdd(a, b, out var sum) == NumberError.None) Assert.Equal(left + right, Scaled(sum));
            else Assert.True(BigInteger.Abs(left + right).ToString(CultureInfo.InvariantCulture).TrimEnd('0').Length > 38);
            Assert.Equal(a, Parse(a.ToString()).Number);
        }
    }

    // Decimals with up to 30 places, as integers scaled by 10^30.
    private static (string Text, BigInteger Value) RandomDecimal(Random random)
    {
        var digitCount = random.Next(1, 39);
        var digits = string.Concat(Enumerable.Range(0, digitCount).Select(_ => (char)('0' + random.Next(random.Next(2) == 0 ? 10 : 2))));
        var places = random.Next(0, 31);
        var sign = random.Next(2) == 0 ? "-" : "";
        return ($"{sign}{digits}E-{places}", BigInteger.Parse(sign + digits, CultureInfo.InvariantCulture) * BigInteger.Pow(10, 30 - places));
    }

    private static BigInteger Scaled(Number number)
    {
        var text = number.ToString();
        var point = text.IndexOf('.');
        var places = point < 0 ? 0 : text.Length - point - 1;
        return BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * BigInteger.Pow(10, 30 - places);
    }

    private static void AssertResult(string? expected, NumberError error, Number result)
    {
        if (expected is null) Assert.NotEqual(NumberError.None, error);
        else Assert.Equal((NumberError.None, Parse(expected).Number), (error, result));
    }

    private static (NumberError Error, Number Number) Parse(string text)
    {
        var error = Number.TryParse(Encoding.ASCII.GetBytes(text), out var number);
        return (error, number);
    }
}
