using Tessera.Mapping;

namespace Tessera;

/// <summary>A reference to a list attribute (L). Immutable.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <param name="path">Where the attribute is.</param>
/// <param name="element">Writes elements.</param>
public readonly struct ListAttribute<T>(AttributePath path, AttributeConverter<T> element) : ISettableAttribute<IEnumerable<T>>
{
    /// <inheritdoc/>
    public AttributePath Path { get; } = path;

    /// <inheritdoc/>
    public AttributeConverter<IEnumerable<T>> Converter => Converters.List<IEnumerable<T>, T>(Element, static items => items);

    internal AttributeConverter<T> Element { get; } = element;

    /// <summary>An element of the list.</summary>
    /// <param name="index">The position, from zero.</param>
    public ComparableAttribute<T> this[int index] => new(Path.Element(index), Element);

    /// <summary>The list has an element equal to the value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public Condition Contains(T value) => new Condition.ValueFunction<T>("contains", Path, Element, value);
}

/// <summary>A reference to a set attribute (SS, NS or BS). Immutable.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <param name="path">Where the attribute is.</param>
/// <param name="set">Writes sets.</param>
/// <param name="element">Writes elements.</param>
public readonly struct SetAttribute<T>(AttributePath path, AttributeConverter<IEnumerable<T>> set, AttributeConverter<T> element) : ISettableAttribute<IEnumerable<T>>
{
    /// <inheritdoc/>
    public AttributePath Path { get; } = path;

    /// <inheritdoc/>
    public AttributeConverter<IEnumerable<T>> Converter { get; } = set;

    private AttributeConverter<T> Element { get; } = element;

    /// <summary>The set has the element.</summary>
    /// <param name="value">The element.</param>
    /// <returns>The condition.</returns>
    public Condition Contains(T value) => new Condition.ValueFunction<T>("contains", Path, Element, value);
}

/// <summary>A reference to a map attribute (M) with keys that are not known when it compiles. Immutable.</summary>
/// <typeparam name="T">The values' type.</typeparam>
/// <param name="path">Where the attribute is.</param>
/// <param name="value">Writes values.</param>
public readonly struct MapAttribute<T>(AttributePath path, AttributeConverter<T> value) : ISettableAttribute<IEnumerable<KeyValuePair<string, T>>>
{
    private readonly AttributeConverter<T> _value = value;

    /// <inheritdoc/>
    public AttributePath Path { get; } = path;

    /// <inheritdoc/>
    public AttributeConverter<IEnumerable<KeyValuePair<string, T>>> Converter =>
        Converters.Map<IEnumerable<KeyValuePair<string, T>>, T>(_value, static items => items);

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key, as it is: dots and reserved words are harmless.</param>
    public ComparableAttribute<T> this[string key] => new(Path.Member(key), _value);
}

/// <summary>Makes references to set attributes; generated code calls it.</summary>
public static class SetAttribute
{
    /// <summary>A reference to a set of text (SS).</summary>
    /// <param name="path">Where the attribute is.</param>
    /// <returns>The reference.</returns>
    public static SetAttribute<string> OfStrings(AttributePath path) => new(path, Strings, Converters.String);

    /// <summary>A reference to a set of numbers (NS).</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    /// <param name="path">Where the attribute is.</param>
    /// <returns>The reference.</returns>
    public static SetAttribute<T> OfNumbers<T>(AttributePath path)
        where T : struct, System.Numerics.INumber<T>, IUtf8SpanFormattable =>
        new(path, Converters.NumberSet<IEnumerable<T>, T>(static items => items), Converters.Number<T>());

    /// <summary>A reference to a set of byte arrays (BS).</summary>
    /// <param name="path">Where the attribute is.</param>
    /// <returns>The reference.</returns>
    public static SetAttribute<byte[]> OfBinaries(AttributePath path) => new(path, Binaries, Converters.Binary);

    private static AttributeConverter<IEnumerable<string>> Strings { get; } = Converters.StringSet<IEnumerable<string>>(static items => items);

    private static AttributeConverter<IEnumerable<byte[]>> Binaries { get; } = Converters.BinarySet<IEnumerable<byte[]>>(static items => items);
}
