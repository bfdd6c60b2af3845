using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>The constructor that reads use, and which of its parameters set which property.</summary>
internal sealed class ConstructorChoice(IMethodSymbol constructor, IReadOnlyList<(IParameterSymbol Parameter, IPropertySymbol Property)> arguments)
{
    /// <summary>The parameters that set properties, in their order; the others keep their defaults.</summary>
    public IReadOnlyList<(IParameterSymbol Parameter, IPropertySymbol Property)> Arguments { get; } = arguments;

    /// <summary>How a property that is a parameter gets its value; a <c>required</c> one must be initialized too, unless the constructor promises to.</summary>
    public MemberSetting SettingOf(IPropertySymbol property) =>
        property.IsRequired && !constructor.HasAttribute("System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute")
            ? MemberSetting.ConstructorAndInitializer
            : MemberSetting.Constructor;

    public IParameterSymbol? ParameterOf(IPropertySymbol property) =>
        Arguments.FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.Property, property)).Parameter;
}

/// <summary>Chooses the constructor through which a type is read.</summary>
internal static class ConstructorParser
{
    /// <summary>
    /// Chooses the accessible constructor that sets the most properties that have no setter, and of those the one with the fewest
    /// parameters. A constructor with a parameter that is no property and has no default cannot be used.
    /// </summary>
    public static ConstructorChoice? Choose(INamedTypeSymbol type, IReadOnlyList<IPropertySymbol> properties, out string reason)
    {
        var accessible = type.InstanceConstructors.Where(c => IsAccessible(c) && !IsCopyConstructor(type, c)).ToList();
        if (accessible.Count == 0)
        {
            reason = "all its constructors are private or protected; make one internal or public";
            return null;
        }

        string? unmatched = null;
        ConstructorChoice? best = null;
        var bestRank = (Covered: -1, FewestParameters: 0);
        foreach (var constructor in accessible)
        {
            if (Match(constructor, properties, ref unmatched) is not { } choice)
                continue;
            var rank = (choice.Arguments.Count(a => a.Property.SetMethod is null), -constructor.Parameters.Length);
            if (rank.CompareTo(bestRank) > 0)
                (best, bestRank) = (choice, rank);
        }

        reason = $"the parameter '{unmatched}' matches no stored property by name and type; rename it, or add a constructor without parameters";
        return best;
    }

    /// <summary>The parameter's default as C#.</summary>
    public static string DefaultValue(IParameterSymbol parameter)
    {
        var value = parameter.ExplicitDefaultValue;
        if (value is null)
            return "default";
        var type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : parameter.Type;
        if (type.TypeKind == TypeKind.Enum)
            return $"({type.FullName()})({Convert.ToString(value, CultureInfo.InvariantCulture)})";
        return value switch
        {
            double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
            float number => number.ToString("R", CultureInfo.InvariantCulture) + "F",
            decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
            _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!,
        };
    }

    private static ConstructorChoice? Match(IMethodSymbol constructor, IReadOnlyList<IPropertySymbol> properties, ref string? unmatched)
    {
        var arguments = new List<(IParameterSymbol, IPropertySymbol)>();
        foreach (var parameter in constructor.Parameters)
        {
            var property = properties.FirstOrDefault(p => p.Name == parameter.Name && IsSame(parameter, p))
                ?? properties.FirstOrDefault(p => IsSame(parameter, p));
            if (property is not null)
            {
                arguments.Add((parameter, property));
            }
            else if (!parameter.HasExplicitDefaultValue)
            {
                unmatched ??= parameter.Name;
                return null;
            }
        }

        return new ConstructorChoice(constructor, arguments);
    }

    private static bool IsSame(IParameterSymbol parameter, IPropertySymbol property) =>
        string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)
            && SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type);

    private static bool IsAccessible(IMethodSymbol constructor) =>
        constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static bool IsCopyConstructor(INamedTypeSymbol type, IMethodSymbol constructor) =>
        type.IsRecord && constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);
}
