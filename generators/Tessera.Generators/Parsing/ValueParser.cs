using Microsoft.CodeAnalysis;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Decides how a C# type is stored, and remembers the nested objects it meets.</summary>
internal sealed class ValueParser
{
    private const string NotStored = "it is none of the types that Tessera stores, and no object with properties that it could map";

    private static readonly Dictionary<string, ValueKind> Scalars = new()
    {
        ["System.String"] = ValueKind.String,
        ["System.Boolean"] = ValueKind.Boolean,
        ["System.SByte"] = ValueKind.SByte,
        ["System.Byte"] = ValueKind.Byte,
        ["System.Int16"] = ValueKind.Int16,
        ["System.UInt16"] = ValueKind.UInt16,
        ["System.Int32"] = ValueKind.Int32,
        ["System.UInt32"] = ValueKind.UInt32,
        ["System.Int64"] = ValueKind.Int64,
        ["System.UInt64"] = ValueKind.UInt64,
        ["System.Half"] = ValueKind.Half,
        ["System.Single"] = ValueKind.Single,
        ["System.Double"] = ValueKind.Double,
        ["System.Decimal"] = ValueKind.Decimal,
        ["System.Char"] = ValueKind.Char,
        ["System.Guid"] = ValueKind.Guid,
        ["System.DateTime"] = ValueKind.DateTime,
        ["System.DateTimeOffset"] = ValueKind.DateTimeOffset,
        ["System.DateOnly"] = ValueKind.DateOnly,
        ["System.TimeOnly"] = ValueKind.TimeOnly,
        ["System.TimeSpan"] = ValueKind.TimeSpan,
    };

    private static readonly Dictionary<string, (ValueKind Kind, CollectionShape Shape)> Collections = new()
    {
        ["System.Collections.Generic.List`1"] = (ValueKind.List, CollectionShape.List),
        ["System.Collections.Generic.IList`1"] = (ValueKind.List, CollectionShape.List),
        ["System.Collections.Generic.ICollection`1"] = (ValueKind.List, CollectionShape.List),
        ["System.Collections.Generic.IEnumerable`1"] = (ValueKind.List, CollectionShape.List),
        ["System.Collections.Generic.IReadOnlyList`1"] = (ValueKind.List, CollectionShape.List),
        ["System.Collections.Generic.IReadOnlyCollection`1"] = (ValueKind.List, CollectionShape.List),
        ["System.Collections.Immutable.ImmutableArray`1"] = (ValueKind.List, CollectionShape.ImmutableArray),
        ["System.Collections.Immutable.ImmutableList`1"] = (ValueKind.List, CollectionShape.ImmutableList),
        ["System.Collections.Immutable.IImmutableList`1"] = (ValueKind.List, CollectionShape.ImmutableList),
        ["System.Collections.Generic.Dictionary`2"] = (ValueKind.Map, CollectionShape.Dictionary),
        ["System.Collections.Generic.IDictionary`2"] = (ValueKind.Map, CollectionShape.Dictionary),
        ["System.Collections.Generic.IReadOnlyDictionary`2"] = (ValueKind.Map, CollectionShape.Dictionary),
        ["System.Collections.Generic.SortedDictionary`2"] = (ValueKind.Map, CollectionShape.SortedDictionary),
        ["System.Collections.Immutable.ImmutableDictionary`2"] = (ValueKind.Map, CollectionShape.ImmutableDictionary),
        ["System.Collections.Immutable.IImmutableDictionary`2"] = (ValueKind.Map, CollectionShape.ImmutableDictionary),
        ["System.Collections.Generic.HashSet`1"] = (ValueKind.Set, CollectionShape.HashSet),
        ["System.Collections.Generic.ISet`1"] = (ValueKind.Set, CollectionShape.HashSet),
        ["System.Collections.Generic.IReadOnlySet`1"] = (ValueKind.Set, CollectionShape.HashSet),
        ["System.Collections.Generic.SortedSet`1"] = (ValueKind.Set, CollectionShape.SortedSet),
        ["System.Collections.Immutable.ImmutableHashSet`1"] = (ValueKind.Set, CollectionShape.ImmutableHashSet),
        ["System.Collections.Immutable.IImmutableSet`1"] = (ValueKind.Set, CollectionShape.ImmutableHashSet),
    };

    /// <summary>The types stored as nested objects, in the order in which they were met.</summary>
    public List<INamedTypeSymbol> Objects { get; } = [];

    /// <summary>Reads a type; without a result, <paramref name="reason"/> says why it cannot be stored.</summary>
    public ValueSpec? Parse(ITypeSymbol type, bool enumAsNumber, out string reason)
    {
        reason = NotStored;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Parse(nullable.TypeArguments[0], enumAsNumber, out reason) is { } inner ? inner with { IsNullable = true } : null;

        return type switch
        {
            IArrayTypeSymbol array => ParseArray(array, enumAsNumber, out reason),
            INamedTypeSymbol { TypeKind: TypeKind.Enum } named => ParseEnum(named, enumAsNumber),
            INamedTypeSymbol named => ParseNamed(named, enumAsNumber, out reason),
            _ => null,
        };
    }

    private ValueSpec? ParseNamed(INamedTypeSymbol type, bool enumAsNumber, out string reason)
    {
        reason = NotStored;
        var name = type.OriginalDefinition.MetadataFullName();
        if (Scalars.TryGetValue(name, out var kind))
            return Create(type, kind);
        if (name == "System.ReadOnlyMemory`1" && type.TypeArguments[0].SpecialType == SpecialType.System_Byte)
            return Create(type, ValueKind.Memory);
        if (Collections.TryGetValue(name, out var collection))
            return ParseCollection(type, collection.Kind, collection.Shape, enumAsNumber, out reason);
        return ParseObject(type);
    }

    private ValueSpec? ParseArray(IArrayTypeSymbol type, bool enumAsNumber, out string reason)
    {
        reason = "only arrays of one dimension are stored";
        if (type.Rank != 1)
            return null;
        if (type.ElementType.SpecialType == SpecialType.System_Byte)
            return Create(type, ValueKind.Bytes);
        var element = Parse(type.ElementType, enumAsNumber, out reason);
        return element is null ? null : Create(type, ValueKind.List) with { Element = element, Shape = CollectionShape.Array };
    }

    private ValueSpec? ParseCollection(INamedTypeSymbol type, ValueKind kind, CollectionShape shape, bool enumAsNumber, out string reason)
    {
        var element = Parse(type.TypeArguments[type.TypeArguments.Length - 1], enumAsNumber, out reason);
        if (element is null)
            return null;

        var result = Create(type, kind) with { Element = element, Shape = shape };
        if (kind == ValueKind.Map)
            return ParseMapKey(type, enumAsNumber, out reason) is { } key ? result with { Key = key } : null;
        if (kind == ValueKind.Set && (element.IsNullable || !CanBeInSet(element.Kind)))
        {
            reason = "a DynamoDB set holds string, numbers or byte[], and never null; use a list";
            return null;
        }

        if (kind == ValueKind.Set && element.Kind == ValueKind.Bytes && shape == CollectionShape.SortedSet)
        {
            reason = "byte[] has no order; use HashSet<byte[]>";
            return null;
        }

        return result;
    }

    private static bool CanBeInSet(ValueKind kind) => kind is ValueKind.String or ValueKind.Bytes or (>= ValueKind.SByte and <= ValueKind.Decimal);

    private ValueSpec? ParseMapKey(INamedTypeSymbol type, bool enumAsNumber, out string reason)
    {
        var key = Parse(type.TypeArguments[0], enumAsNumber, out reason);
        if (key is { IsNullable: false } && (key.IsText || key.IsInteger || key.Kind == ValueKind.EnumNumber))
            return key;
        reason = "the keys of a map must be text, an integer, an enum, a Guid or a date";
        return null;
    }

    private static ValueSpec ParseEnum(INamedTypeSymbol type, bool enumAsNumber) =>
        Create(type, enumAsNumber ? ValueKind.EnumNumber : ValueKind.EnumName) with
        {
            EnumMembers = type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).Select(f => f.Name).ToEquatableArray(),
            EnumUnderlyingType = type.EnumUnderlyingType!.ToDisplayString(),
        };

    private ValueSpec? ParseObject(INamedTypeSymbol type)
    {
        var isObject = type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, IsStatic: false, IsRefLikeType: false, IsTupleType: false }
            && type.SpecialType == SpecialType.None
            && !type.TypeArguments.Any(a => a.TypeKind == TypeKind.TypeParameter)
            && !IsOfTheFramework(type)
            && type.AllProperties().Any();
        if (!isObject)
            return null;
        var plain = (INamedTypeSymbol)type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        if (!Objects.Contains(plain, SymbolEqualityComparer.Default))
            Objects.Add(plain);
        return Create(type, ValueKind.Object) with { MapperName = ObjectNames.For(plain) };
    }

    private static bool IsOfTheFramework(INamedTypeSymbol type)
    {
        var ns = type.ContainingNamespace;
        while (ns is { ContainingNamespace.IsGlobalNamespace: false })
            ns = ns.ContainingNamespace;
        return ns?.Name is "System" or "Microsoft" or "Amazon";
    }

    private static ValueSpec Create(ITypeSymbol type, ValueKind kind) => new()
    {
        Kind = kind,
        TypeName = type.FullName(),
        // Where nullability is not declared (#nullable disable), nothing is known: such a member is neither nullable nor required.
        IsNullable = !type.IsValueType && type.NullableAnnotation == NullableAnnotation.Annotated,
        IsValueType = type.IsValueType,
    };
}
