using Microsoft.CodeAnalysis;

namespace Tessera.Generators.Parsing;

/// <summary>
/// Names the generated types of nested objects. They stand beside the type in its namespace, since the types around it need not be
/// partial, so the names of those types go before its own.
/// </summary>
internal static class ObjectNames
{
    /// <summary>With namespace: <c>global::Shop.Address</c>.</summary>
    public static string For(INamedTypeSymbol type)
    {
        var ns = type.ContainingNamespace is { IsGlobalNamespace: false } named ? named.ToDisplayString() + "." : "";
        return "global::" + ns + SimpleName(type);
    }

    /// <summary>Without namespace. An entity that is also an object in another has a second mapper, without keys, under its own name.</summary>
    public static string SimpleName(INamedTypeSymbol type)
    {
        var name = type.Name;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            name = outer.Name + name;
        if (type.TypeArguments.Length > 0)
            name += "Of" + string.Concat(type.TypeArguments.Select(Name));
        return type.HasAttribute(KnownNames.Entity) ? name + "Value" : name;
    }

    private static string Name(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Name(array.ElementType) + "Array",
        INamedTypeSymbol { TypeArguments.Length: > 0 } named => named.Name + "Of" + string.Concat(named.TypeArguments.Select(Name)),
        _ => type.Name,
    };
}
