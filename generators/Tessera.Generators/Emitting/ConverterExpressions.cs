using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>The C# expression of the converter that a value needs, composed from the runtime's converters.</summary>
internal static class ConverterExpressions
{
    private const string Converters = "global::Tessera.Mapping.Converters";
    private const string Invariant = "global::System.Globalization.CultureInfo.InvariantCulture";

    /// <summary>The converter of a value that is there; nullability at the top does not matter.</summary>
    public static string For(ValueSpec value) => value.Kind switch
    {
        ValueKind.String => Converters + ".String",
        ValueKind.Boolean => Converters + ".Bool",
        ValueKind.Char => Converters + ".Char",
        ValueKind.Guid => Converters + ".Guid",
        ValueKind.DateTime => Converters + ".DateTime",
        ValueKind.DateTimeOffset => Converters + (value.IsEpochSeconds ? ".EpochSeconds" : ".DateTimeOffset"),
        ValueKind.DateOnly => Converters + ".DateOnly",
        ValueKind.TimeOnly => Converters + ".TimeOnly",
        ValueKind.TimeSpan => Converters + ".TimeSpan",
        ValueKind.Bytes => Converters + ".Binary",
        ValueKind.Memory => Converters + ".Memory",
        ValueKind.EnumName => $"{Converters}.Enum<{value.TypeName}>()",
        ValueKind.EnumNumber => $"{Converters}.Enum<{value.TypeName}>(global::Tessera.EnumStorage.Number)",
        ValueKind.Object => value.MapperName + "Mapper.Instance",
        ValueKind.List => $"{Converters}.List<{value.TypeName}, {value.Element!.DeclaredTypeName}>({ForElement(value.Element)}, static items => {Create(value)})",
        ValueKind.Map => ForMap(value),
        ValueKind.Set => ForSet(value),
        _ => $"{Converters}.Number<{value.TypeName}>()",
    };

    /// <summary>The converter of an element, which may be null as a whole.</summary>
    public static string ForElement(ValueSpec element)
    {
        if (!element.IsNullable)
            return For(element);
        return element.IsValueType ? $"{Converters}.Nullable({For(element)})" : For(element) + "!";
    }

    /// <summary>A set without elements, which is what an absent attribute stands for.</summary>
    public static string EmptySet(ValueSpec set)
    {
        var element = set.Element!.TypeName;
        return set.Shape switch
        {
            CollectionShape.SortedSet => $"new global::System.Collections.Generic.SortedSet<{element}>()",
            CollectionShape.ImmutableHashSet => $"global::System.Collections.Immutable.ImmutableHashSet<{element}>.Empty",
            _ => $"new global::System.Collections.Generic.HashSet<{element}>()",
        };
    }

    private static string ForMap(ValueSpec value)
    {
        var element = value.Element!;
        var create = $"static items => {Create(value)}";
        if (value.Key!.Kind == ValueKind.String)
            return $"{Converters}.Map<{value.TypeName}, {element.DeclaredTypeName}>({ForElement(element)}, {create})";
        var (format, parse) = KeyText(value.Key);
        var types = $"{value.TypeName}, {value.Key.TypeName}, {element.DeclaredTypeName}";
        return $"{Converters}.Map<{types}>({ForElement(element)}, static key => {format}, static text => {parse}, {create})";
    }

    private static string ForSet(ValueSpec value) => value.Element!.Kind switch
    {
        ValueKind.String => $"{Converters}.StringSet<{value.TypeName}>(static items => {Create(value)})",
        ValueKind.Bytes => $"{Converters}.BinarySet<{value.TypeName}>(static items => {Create(value)})",
        _ => $"{Converters}.NumberSet<{value.TypeName}, {value.Element.TypeName}>(static items => {Create(value)})",
    };

    /// <summary>Makes the property's type of the list, dictionary or set that was read.</summary>
    private static string Create(ValueSpec value) => value.Shape switch
    {
        CollectionShape.Array => "items.ToArray()",
        CollectionShape.ImmutableArray => "global::System.Collections.Immutable.ImmutableArray.CreateRange(items)",
        CollectionShape.ImmutableList => "global::System.Collections.Immutable.ImmutableList.CreateRange(items)",
        CollectionShape.ImmutableDictionary => "global::System.Collections.Immutable.ImmutableDictionary.CreateRange(items)",
        CollectionShape.SortedDictionary => $"new global::System.Collections.Generic.SortedDictionary<{value.Key!.TypeName}, {value.Element!.DeclaredTypeName}>(items)",
        CollectionShape.SortedSet => $"new global::System.Collections.Generic.SortedSet<{value.Element!.TypeName}>(items)",
        CollectionShape.ImmutableHashSet => "global::System.Collections.Immutable.ImmutableHashSet.CreateRange(items.Comparer, items)",
        _ => "items",
    };

    private static (string Format, string Parse) KeyText(ValueSpec key)
    {
        var type = key.TypeName;
        return key.Kind switch
        {
            ValueKind.EnumName => ("key.ToString()", $"global::System.Enum.Parse<{type}>(text)"),
            ValueKind.EnumNumber => ($"(({key.EnumUnderlyingType})key).ToString({Invariant})", $"({type}){key.EnumUnderlyingType}.Parse(text, {Invariant})"),
            ValueKind.Char => ("key.ToString()", "text[0]"),
            ValueKind.Guid => ("key.ToString()", $"{type}.Parse(text)"),
            ValueKind.DateTime => ($"key.ToUniversalTime().ToString(\"O\", {Invariant})",
                $"{type}.ParseExact(text, \"O\", {Invariant}, global::System.Globalization.DateTimeStyles.RoundtripKind)"),
            ValueKind.DateTimeOffset => ($"key.UtcDateTime.ToString(\"O\", {Invariant})",
                $"{type}.ParseExact(text, \"O\", {Invariant}, global::System.Globalization.DateTimeStyles.AssumeUniversal)"),
            ValueKind.DateOnly => ($"key.ToString(\"O\", {Invariant})", $"{type}.ParseExact(text, \"O\", {Invariant})"),
            ValueKind.TimeOnly => ($"key.ToString(\"O\", {Invariant})", $"{type}.ParseExact(text, \"O\", {Invariant})"),
            ValueKind.TimeSpan => ("key.ToString(\"c\")", $"{type}.ParseExact(text, \"c\", {Invariant})"),
            _ => ($"key.ToString({Invariant})", $"{type}.Parse(text, {Invariant})"),
        };
    }
}
