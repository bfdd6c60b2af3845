using Microsoft.CodeAnalysis;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Reads where and how a type is declared.</summary>
internal static class TypeParser
{
    /// <summary>Reads the type of an entity, table or item collection, and reports what keeps it from being completed.</summary>
    public static TypeSpec ParsePartial(INamedTypeSymbol type, DiagnosticBag diagnostics)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (!current.IsPartial())
                diagnostics.Report(Descriptors.NotPartial, current.FirstLocation(), type.Name, current.Name);
        }

        if (FindObstacle(type) is { } obstacle)
            diagnostics.Report(Descriptors.TypeNotUsable, type.FirstLocation(), type.Name, obstacle);
        return Parse(type);
    }

    public static TypeSpec Parse(INamedTypeSymbol type)
    {
        var containing = new List<string>();
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            containing.Insert(0, Declaration(outer));

        var ns = type.ContainingNamespace is { IsGlobalNamespace: false } named ? named.ToDisplayString() : null;
        return new TypeSpec
        {
            Namespace = ns,
            ContainingTypes = containing.ToEquatableArray(),
            Declaration = Declaration(type),
            Name = type.Name,
            FullName = type.FullName(),
            Accessibility = IsPublic(type) ? "public" : "internal",
            IsValueType = type.IsValueType,
            HintName = HintName(type, ns),
        };
    }

    private static string? FindObstacle(INamedTypeSymbol type)
    {
        if (type.IsStatic)
            return "is static; only types with instances can be used here";
        if (type.IsAbstract)
            return "is abstract, so nothing can be read into it; make it a class that can be constructed";
        if (type.IsRefLikeType)
            return "is a ref struct, which cannot be kept on the heap; make it an ordinary struct";
        if (type.IsFileLocal)
            return "is local to its file, where generated code cannot see it; remove 'file'";
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.TypeParameters.Length > 0)
                return "is generic or inside a generic type, so a table cannot hold it; use a type without type parameters";
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return "is not accessible outside the type that contains it; make it internal or public";
        }

        return null;
    }

    private static string Declaration(INamedTypeSymbol type)
    {
        var keyword = (type.IsRecord, type.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (_, TypeKind.Struct) => "struct",
            (_, TypeKind.Interface) => "interface",
            _ => "class",
        };
        var parameters = type.TypeParameters.Length == 0 ? "" : "<" + string.Join(", ", type.TypeParameters.Select(p => p.Name.Escaped())) + ">";
        return $"partial {keyword} {type.Name.Escaped()}{parameters}";
    }

    private static bool IsPublic(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsPublic(array.ElementType),
        INamedTypeSymbol named => named.DeclaredAccessibility == Accessibility.Public
            && (named.ContainingType is null || IsPublic(named.ContainingType))
            && named.TypeArguments.All(IsPublic),
        _ => true,
    };

    private static string HintName(INamedTypeSymbol type, string? ns)
    {
        var name = type.Name;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            name = outer.Name + "." + name;
        if (type.TypeArguments.Length > 0)
            name += "-" + string.Join("-", type.TypeArguments.Select(a => a.Name));
        return ns is null ? name : ns + "." + name;
    }
}
