using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tessera.Generators.Parsing;

/// <summary>Questions to symbols that several parsers ask.</summary>
internal static class SymbolFacts
{
    private static readonly SymbolDisplayFormat FullyQualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The C# type with <c>global::</c>; nullable annotations of type arguments stay, the outermost goes.</summary>
    public static string FullName(this ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(FullyQualified);

    /// <summary>The name as in metadata: <c>System.Collections.Generic.List`1</c>.</summary>
    public static string MetadataFullName(this INamedTypeSymbol type)
    {
        if (type.ContainingType is not null)
            return type.ContainingType.MetadataFullName() + "+" + type.MetadataName;
        return type.ContainingNamespace is { IsGlobalNamespace: false } ns ? ns.ToDisplayString() + "." + type.MetadataName : type.MetadataName;
    }

    public static IEnumerable<AttributeData> AttributesNamed(this ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().Where(a => a.AttributeClass?.OriginalDefinition.MetadataFullName() == metadataName);

    public static AttributeData? FindAttribute(this ISymbol symbol, string metadataName) => symbol.AttributesNamed(metadataName).FirstOrDefault();

    public static bool HasAttribute(this ISymbol symbol, string metadataName) => symbol.FindAttribute(metadataName) is not null;

    /// <summary>The value of a constructor argument, or null.</summary>
    public static string? Argument(this AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[index].Value as string : null;

    /// <summary>The value of a named argument, or null; <paramref name="isGiven"/> tells a null from an absent one.</summary>
    public static object? Named(this AttributeData attribute, string name, out bool isGiven)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                isGiven = true;
                return argument.Value.Kind == TypedConstantKind.Array ? null : argument.Value.Value;
            }
        }

        isGiven = false;
        return null;
    }

    public static object? Named(this AttributeData attribute, string name) => attribute.Named(name, out _);

    public static string[] NamedStrings(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value is { Kind: TypedConstantKind.Array, IsNull: false })
                return [.. argument.Value.Values.Select(v => v.Value as string ?? "")];
        }

        return [];
    }

    public static Location? Location(this AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation();

    /// <summary>Where the constructor argument is written, or the whole attribute.</summary>
    public static Location? ArgumentLocation(this AttributeData attribute, int index)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList.Arguments: var arguments })
            return attribute.Location();
        var name = attribute.AttributeConstructor?.Parameters.ElementAtOrDefault(index)?.Name;
        var named = arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == name);
        var positional = index < arguments.Count && arguments[index] is { NameEquals: null, NameColon: null } argument ? argument : null;
        return (named ?? positional)?.GetLocation() ?? attribute.Location();
    }

    public static Location? FirstLocation(this ISymbol symbol) => symbol.Locations.FirstOrDefault(l => l.IsInSource);

    public static bool IsPartial(this INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Select(r => r.GetSyntax())
        .OfType<TypeDeclarationSyntax>()
        .Any(d => d.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>The identifier, with <c>@</c> if it is a keyword.</summary>
    public static string Escaped(this string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None
            && SyntaxFacts.GetContextualKeywordKind(identifier) == SyntaxKind.None ? identifier : "@" + identifier;

    /// <summary>
    /// The type's own properties and those of its base types, the most derived declaration of each name, in order of declaration, bases
    /// first.
    /// </summary>
    public static IEnumerable<IPropertySymbol> AllProperties(this INamedTypeSymbol type)
    {
        var chain = new Stack<INamedTypeSymbol>();
        for (var current = type; current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; current = current.BaseType)
            chain.Push(current);

        var properties = chain.SelectMany(t => t.GetMembers().OfType<IPropertySymbol>())
            .Where(p => p is { IsStatic: false, IsIndexer: false, ExplicitInterfaceImplementations.IsEmpty: true })
            .ToList();
        return properties.GroupBy(p => p.Name).Select(g => g.Last());
    }
}
