using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tessera.Mapping;

namespace Tessera.Tests.Mapping;

public sealed class ConverterTests
{
    private enum Color
    {
        Red = 1,
        Green = 2,
    }

    [Flags]
    private enum Access : ulong
    {
        None = 0,
        Read = 1,
        Write = 1UL << 63,
    }

    private static void RoundTrips<T>(AttributeConverter<T> converter, T value, string json)
    {
        using var writer = new ItemWriter(16);
        converter.Write(writer, value);
        Assert.Equal(json, Encoding.UTF8.GetString(writer.Written));
        var reader = new ItemReader(writer.Written);
        Assert.Equal(value, converter.Read(ref reader));
        Assert.True(reader.IsAtEnd);
    }

    [Fact]
    public void Scalars_WriteAndRead_AreEqual()
    {
        RoundTrips(Converters.String, "", """{"S":""}""");
        RoundTrips(Converters.String, "a\"b\\c\n\u0001é🏔", """{"S":"a\"b\\c\n\u0001é🏔"}""");
        RoundTrips(Converters.Bool, true, """{"BOOL":true}""");
        RoundTrips(Converters.Char, 'é', """{"S":"é"}""");
        RoundTrips(Converters.Char, '"', """{"S":"\""}""");
        RoundTrips(Converters.Binary, new byte[] { 0, 255 }, """{"B":"AP8="}""");
        RoundTrips(Converters.Number<byte>(), (byte)255, """{"N":"255"}""");
        RoundTrips(Converters.Number<long>(), long.MinValue, """{"N":"-9223372036854775808"}""");
        RoundTrips(Converters.Number<ulong>(), ulong.MaxValue, """{"N":"18446744073709551615"}""");
        RoundTrips(Converters.Number<Int128>(), Int128.MaxValue, """{"N":"170141183460469231731687303715884105727"}""");
        RoundTrips(Converters.Number<double>(), 0.1, """{"N":"0.1"}""");
        RoundTrips(Converters.Number<double>(), 1e100, """{"N":"1E+100"}""");
        RoundTrips(Converters.Number<float>(), 1.1f, """{"N":"1.1"}""");
        RoundTrips(Converters.Number<Half>(), (Half)0.5, """{"N":"0.5"}""");
        RoundTrips(Converters.Number<decimal>(), decimal.MaxValue, """{"N":"79228162514264337593543950335"}""");
        RoundTrips(Converters.Guid, Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), """{"S":"0f8fad5b-d9cb-469f-a165-70867728950e"}""");
        RoundTrips(Converters.DateOnly, new DateOnly(2024, 1, 31), """{"S":"2024-01-31"}""");
        RoundTrips(Converters.TimeOnly, new TimeOnly(23, 59, 59, 999), """{"S":"23:59:59.9990000"}""");
        RoundTrips(Converters.TimeSpan, new TimeSpan(1, 2, 3, 4), """{"S":"1.02:03:04"}""");
        RoundTrips(Converters.Enum<Color>(), Color.Green, """{"S":"Green"}""");
        RoundTrips(Converters.Enum<Color>(), (Color)7, """{"S":"7"}""");
        RoundTrips(Converters.Enum<Access>(), Access.Read | Access.Write, """{"S":"Read, Write"}""");
        RoundTrips(Converters.Enum<Color>(EnumStorage.Number), Color.Green, """{"N":"2"}""");
        RoundTrips(Converters.Enum<Access>(EnumStorage.Number), Access.Write, """{"N":"9223372036854775808"}""");
    }

    [Fact]
    public void Times_WriteAndRead_AreInUtc()
    {
        const string Json = """{"S":"2024-01-31T11:00:00.1234567Z"}""";
        var utc = new DateTime(2024, 1, 31, 11, 0, 0, DateTimeKind.Utc).AddTicks(1234567);
        RoundTrips(Converters.DateTime, utc, Json);
        RoundTrips(Converters.DateTime, DateTime.SpecifyKind(utc, DateTimeKind.Unspecified), Json);
        RoundTrips(Converters.DateTimeOffset, new DateTimeOffset(utc).ToOffset(TimeSpan.FromHours(2)), Json);
        var reader = new ItemReader("""{"S":"2024-01-31T13:00:00+02:00"}"""u8);
        Assert.Equal(new DateTime(2024, 1, 31, 11, 0, 0, DateTimeKind.Utc), Converters.DateTime.Read(ref reader));
        reader = new ItemReader("""{"S":"2024-01-31"}"""u8);
        Assert.Equal(DateTimeKind.Utc, Converters.DateTime.Read(ref reader).Kind);
    }

    [Fact]
    public void Collections_WriteAndRead_AreEqual()
    {
        RoundTrips(Converters.List<ImmutableList<string?>, string?>(Converters.String!, static items => [.. items]).Typed([]), [], """{"L":[]}""");
        RoundTrips(Converters.List<List<string>, string>(Converters.String, static items => items), ["a", "b"], """{"L":[{"S":"a"},{"S":"b"}]}""");
        RoundTrips(
            Converters.List<List<int?>, int?>(Converters.Nullable(Converters.Number<int>()), static items => items), [1, null], """{"L":[{"N":"1"},{"NULL":true}]}""");
        RoundTrips(
            Converters.Map<Dictionary<string, int>, int>(Converters.Number<int>(), static items => items), new() { ["a.b"] = 1 }, """{"M":{"a.b":{"N":"1"}}}""");
        RoundTrips(
            Converters.Map<Dictionary<int, bool>, int, bool>(
                Converters.Bool, static key => key.ToString(CultureInfo.InvariantCulture), static text => int.Parse(text, CultureInfo.InvariantCulture), static items => items),
            new() { [5] = true }, """{"M":{"5":{"BOOL":true}}}""");
        RoundTrips(Converters.StringSet<HashSet<string>>(static items => items), ["a", "b"], """{"SS":["a","b"]}""");
        RoundTrips(Converters.NumberSet<HashSet<decimal>, decimal>(static items => items), [1.5m, -2m], """{"NS":["1.5","-2"]}""");
        var binaries = Converters.BinarySet<HashSet<byte[]>>(static items => items);
        var reader = new ItemReader("""{"BS":["AQ==","Ag=="]}"""u8);
        Assert.Contains([2], binaries.Read(ref reader));
        Assert.True(binaries.IsAbsent([]));
    }

    [Fact]
    public void List_DefaultImmutableArray_IsStoredAsTheEmptyList()
    {
        var texts = Converters.List<ImmutableArray<string>, string>(Converters.String, static items => [.. items]);
        var nested = Converters.List<List<ImmutableArray<string>>, ImmutableArray<string>>(texts, static items => items);
        using var writer = new ItemWriter();
        writer.Raw("{"u8);
        writer.Value("Own"u8, texts, default);
        writer.Value("Inner"u8, nested, [default, ["a"]]);
        writer.Raw("}"u8);
        Assert.Equal("""{"Own":{"L":[]},"Inner":{"L":[{"L":[]},{"L":[{"S":"a"}]}]}}""", Encoding.UTF8.GetString(writer.Written));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Number_NotFinite_Throws(double value)
    {
        using var writer = new ItemWriter();
        Assert.Throws<ArgumentException>(() => Converters.Number<double>().Write(writer, value));
    }

    [Fact]
    public void String_HalfASurrogatePair_Throws()
    {
        using var writer = new ItemWriter();
        Assert.Throws<ArgumentException>(() => Converters.String.Write(writer, "a\ud83c"));
    }

    [Theory]
    [InlineData("Purple", "The attribute '' cannot be read: 'Purple' is not a member of Color.")]
    [InlineData("red", "The attribute '' cannot be read: 'red' is not a member of Color.")]
    public void Enum_UnknownName_SaysWhatItIsNot(string text, string message)
    {
        var json = Encoding.UTF8.GetBytes($$"""{"S":"{{text}}"}""");
        var error = Assert.Throws<ItemMappingException>(() =>
        {
            var reader = new ItemReader(json);
            return Converters.Enum<Color>().Read(ref reader);
        });
        Assert.Equal(message, error.Message);
    }
}

internal static class ConverterTyping
{
    /// <summary>Only helps inference: the second argument has the list's type.</summary>
    public static AttributeConverter<T> Typed<T>(this AttributeConverter<T> converter, T _) => converter;
}
