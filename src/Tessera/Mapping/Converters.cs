using System.Numerics;

namespace Tessera.Mapping;

/// <summary>The converters of all mapped types; generated code composes them. Immutable and thread-safe.</summary>
public static class Converters
{
    /// <summary>Text as S.</summary>
    public static AttributeConverter<string> String { get; } = new StringConverter();

    /// <summary>A truth value as BOOL.</summary>
    public static AttributeConverter<bool> Bool { get; } = new BoolConverter();

    /// <summary>A character as S of length one.</summary>
    public static AttributeConverter<char> Char { get; } = new CharConverter();

    /// <summary>Bytes as B.</summary>
    public static AttributeConverter<byte[]> Binary { get; } = new BinaryConverter();

    /// <summary>Bytes as B.</summary>
    public static AttributeConverter<ReadOnlyMemory<byte>> Memory { get; } = new MemoryConverter();

    /// <summary>A Guid as S: <c>0f8fad5b-d9cb-469f-a165-70867728950e</c>.</summary>
    public static AttributeConverter<Guid> Guid { get; } = new TextConverter<Guid>("D");

    /// <summary>A point in time as S in UTC: <c>2024-01-31T12:00:00.0000000Z</c>. The offset is not kept: it is zero when read.</summary>
    public static AttributeConverter<DateTimeOffset> DateTimeOffset { get; } = new DateTimeOffsetConverter();

    /// <summary>A point in time as N: whole seconds since 1970-01-01 UTC, as time to live needs it. The offset and fractions are not kept.</summary>
    public static AttributeConverter<DateTimeOffset> EpochSeconds { get; } = new EpochSecondsConverter();

    /// <summary>A point in time as S in UTC: <c>2024-01-31T12:00:00.0000000Z</c>. Local time is converted; an unspecified kind is taken as UTC.</summary>
    public static AttributeConverter<DateTime> DateTime { get; } = new DateTimeConverter();

    /// <summary>A date as S: <c>2024-01-31</c>.</summary>
    public static AttributeConverter<DateOnly> DateOnly { get; } = new TextConverter<DateOnly>("yyyy-MM-dd");

    /// <summary>A time of day as S: <c>23:59:59.0000000</c>.</summary>
    public static AttributeConverter<TimeOnly> TimeOnly { get; } = new TextConverter<TimeOnly>("HH:mm:ss.fffffff");

    /// <summary>A duration as S in .NET's constant form: <c>1.02:03:04</c>.</summary>
    public static AttributeConverter<TimeSpan> TimeSpan { get; } = new TextConverter<TimeSpan>("c");

    /// <summary>A number as N.</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    /// <returns>The converter.</returns>
    public static AttributeConverter<T> Number<T>()
        where T : struct, INumber<T>, IUtf8SpanFormattable => NumberConverter<T>.Instance;

    /// <summary>An enum as its name (S) or its number (N).</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="storage">The form.</param>
    /// <returns>The converter.</returns>
    public static AttributeConverter<T> Enum<T>(EnumStorage storage = EnumStorage.Name)
        where T : struct, Enum => storage == EnumStorage.Name ? EnumNameConverter<T>.Instance : EnumNumberConverter<T>.Instance;

    /// <summary>A value that may be <see langword="null"/>, as an element of a list or a map: <see langword="null"/> is NULL.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="converter">The converter of the value when it is there.</param>
    /// <returns>The converter.</returns>
    public static AttributeConverter<T?> Nullable<T>(AttributeConverter<T> converter)
        where T : struct => new NullableConverter<T>(converter);

    /// <summary>A list as L; the default of a struct such as ImmutableArray is stored as the empty list.</summary>
    /// <typeparam name="TList">The property's type.</typeparam>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="element">The elements' converter.</param>
    /// <param name="create">Makes the property's type of the elements read.</param>
    /// <returns>The converter.</returns>
    public static AttributeConverter<TList> List<TList, T>(AttributeConverter<T> element, Func<List<T>, TList> create)
        where TList : IEnumerable<T> => new ListConverter<TList, T>(element, create);

    /// <summary>A dictionary with text keys as M.</summary>
    /// <typeparam name="TMap">The property's type.</typeparam>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <param name="value">The values' converter.</param>
    /// <param name="create">Makes the property's type of the entries read.</param>
    /// <returns>The converter.</returns>
    public static AttributeConverter<TMap> Map<TMap, T>(AttributeConverter<T> value, Func<Dictionary<string, T>, TMap> create)
        where TMap : IEnumerable<KeyValuePair<string, T>> => new MapConverter<TMap, string, T>(value, static key => key, static text => text, create);

    /// <summary>A dictionary with keys that have a text form as M.</summary>
    /// <typeparam name="TMap">The property's type.</typeparam>
    /// <typeparam name="TKey">The keys' type.</typeparam>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <param name="value">The values' converter.</param>
    /// <param name="format">Writes a key as text.</param>
    /// <param name="parse">Reads a key from text.</param>
    /// <param name="create">Makes the property's type of the entries read.</param>
    /// <returns>The converter.</returns>
    public static AttributeConverter<TMap> Map<TMap, TKey, T>(
        AttributeConverter<T> value, Func<TKey, string> format, Func<string, TKey> parse, Func<Dictionary<TKey, T>, TMap> create)
        where TMap : IEnumerable<KeyValuePair<TKey, T>>
        where TKey : notnull => new MapConverter<TMap, TKey, T>(value, format, parse, create);

    /// <summary>A set of text as SS; an empty set is stored as the absence of the attribute.</summary>
    /// <typeparam name="TSet">The property's type.</typeparam>
    /// <param name="create">Makes the property's type of the elements read.</param>
    /// <returns>The converter.</returns>
    public static AttributeConverter<TSet> StringSet<TSet>(Func<HashSet<string>, TSet> create)
        where TSet : IEnumerable<string> => new StringSetConverter<TSet>(create);

    /// <summary>A set of numbers as NS; an empty set is stored as the absence of the attribute.</summary>
    /// <typeparam name="TSet">The property's type.</typeparam>
    /// <typeparam name="T">The number's type.</typeparam>
    /// <param name="create">Makes the property's type of the elements read.</param>
    /// <returns>The converter.</returns>
    public static AttributeConverter<TSet> NumberSet<TSet, T>(Func<HashSet<T>, TSet> create)
        where TSet : IEnumerable<T>
        where T : struct, INumber<T>, IUtf8SpanFormattable => new NumberSetConverter<TSet, T>(create);

    /// <summary>A set of byte arrays as BS; an empty set is stored as the absence of the attribute.</summary>
    /// <typeparam name="TSet">The property's type.</typeparam>
    /// <param name="create">Makes the property's type of the elements read; the set compares arrays by content.</param>
    /// <returns>The converter.</returns>
    public static AttributeConverter<TSet> BinarySet<TSet>(Func<HashSet<byte[]>, TSet> create)
        where TSet : IEnumerable<byte[]> => new BinarySetConverter<TSet>(create);
}
