using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Reads which properties of a type are stored, in which attributes, and how the type is constructed.</summary>
internal sealed class MappingParser(ValueParser values, DiagnosticBag diagnostics, Location? fallbackLocation)
{
    public MappingSpec Parse(INamedTypeSymbol type)
    {
        var properties = type.AllProperties().Where(p => !p.HasAttribute(KnownNames.Ignore) && IsReadable(p)).ToList();
        ReportIgnoredRequired(type);
        var constructor = ConstructorParser.Choose(type, properties, out var reason);
        if (constructor is null && !type.IsAbstract)
            diagnostics.Report(Descriptors.NoConstructor, LocationOf(type), type.Name, reason);

        var members = properties.Select(p => ParseMember(type, p, constructor)).Where(m => m is not null).Select(m => m!).ToEquatableArray();
        ReportDuplicates(type, members);
        foreach (var member in members.Where(m => m.AttributeName.Length == 0))
            diagnostics.ReportAndGenerate(Descriptors.NameInvalid, LocationOf(type, member.Name), "", $"the attribute of '{type.Name}.{member.Name}'", "it must not be empty");
        return new MappingSpec
        {
            Type = TypeParser.Parse(type),
            GeneratedName = ObjectNames.SimpleName(type),
            Members = members,
            ConstructorMembers = constructor is null ? [] : constructor.Arguments.Select(a => a.Property.Name).ToEquatableArray(),
        };
    }

    private MemberSpec? ParseMember(INamedTypeSymbol type, IPropertySymbol property, ConstructorChoice? constructor)
    {
        var parameter = constructor?.ParameterOf(property);
        var setting = parameter is null ? FindSetting(type, property) : constructor!.SettingOf(property);
        var isComputed = setting == MemberSetting.None && !IsAutoProperty(property);
        var attribute = FindAttribute(property, parameter);
        var value = values.Parse(property.Type, attribute?.Named("EnumStorage") is 1, out var reason);
        if (value is null && isComputed)
            return null;
        if (value is null)
        {
            Report(Descriptors.TypeUnsupported, property, type, property.Type.ToDisplayString(), reason);
            return null;
        }

        // Without a constructor, which is reported already, nothing can be said of a property that has no setter.
        if (setting == MemberSetting.None && !isComputed && constructor is not null)
        {
            Report(Descriptors.TypeUnsupported, property, type, property.Type.ToDisplayString(),
                "it has no setter and is no parameter of the constructor, so it could not be read back; add 'init'");
            return null;
        }

        var isTimeToLive = property.HasAttribute(KnownNames.TimeToLive);
        var isVersion = property.HasAttribute(KnownNames.Version);
        return new MemberSpec
        {
            Name = property.Name,
            AttributeName = attribute?.Argument(0) ?? property.Name,
            Value = isTimeToLive && value.Kind == ValueKind.DateTimeOffset ? value with { IsEpochSeconds = true } : value,
            DeclaringType = property.ContainingType.FullName(),
            Setting = setting,
            IsRequired = !value.IsNullable && !isVersion && IsRequired(property, value, setting, parameter),
            IsStored = !isComputed,
            ParameterName = parameter?.Name,
            DefaultValue = parameter is { HasExplicitDefaultValue: true } ? ConstructorParser.DefaultValue(parameter) : null,
            IsVersion = isVersion,
            IsTimeToLive = isTimeToLive,
        };
    }

    private static MemberSetting FindSetting(INamedTypeSymbol type, IPropertySymbol property)
    {
        if (property.SetMethod is not { } setter)
            return MemberSetting.None;
        if (property.IsRequired)
            return MemberSetting.Initializer;
        if (!IsAccessible(setter))
            return MemberSetting.InitAccessor;
        if (!setter.IsInitOnly)
            return MemberSetting.Setter;
        return !MayBeNull(property) && MayHaveInitialValue(type, property) ? MemberSetting.InitAccessor : MemberSetting.Initializer;
    }

    /// <summary>A member that would be left without a sensible value needs its attribute; a number without one is 0, a set is empty.</summary>
    private static bool IsRequired(IPropertySymbol property, ValueSpec value, MemberSetting setting, IParameterSymbol? parameter) => setting switch
    {
        _ when value.Kind == ValueKind.Set => false,
        _ when !value.IsValueType && property.Type.NullableAnnotation == NullableAnnotation.None => false,
        MemberSetting.Constructor or MemberSetting.ConstructorAndInitializer => !parameter!.HasExplicitDefaultValue,
        MemberSetting.Initializer => property.IsRequired || !value.IsValueType || value.Shape == CollectionShape.ImmutableArray,
        _ => false,
    };

    /// <summary>A null is stored as the absence of the attribute, so absence must give null again, whatever the initial value is.</summary>
    private static bool MayBeNull(IPropertySymbol property) =>
        property.NullableAnnotation == NullableAnnotation.Annotated || property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private static bool MayHaveInitialValue(INamedTypeSymbol type, IPropertySymbol property)
    {
        var declarations = property.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).ToList();
        if (declarations.Count == 0 || declarations.OfType<PropertyDeclarationSyntax>().Any(d => d.Initializer is not null))
            return true;
        return type.InstanceConstructors.Any(c => c is { IsImplicitlyDeclared: false, Parameters.Length: 0 });
    }

    private static AttributeData? FindAttribute(IPropertySymbol property, IParameterSymbol? parameter) =>
        property.FindAttribute(KnownNames.Attribute) ?? parameter?.FindAttribute(KnownNames.Attribute);

    private void ReportDuplicates(INamedTypeSymbol type, EquatableArray<MemberSpec> members)
    {
        foreach (var group in members.Where(m => m.IsStored).GroupBy(m => m.AttributeName, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            var names = group.Select(m => $"'{m.Name}'").ToList();
            diagnostics.Report(Descriptors.DuplicateAttribute, LocationOf(type, names[1].Trim('\'')), type.Name, names[0], names[1], group.Key);
        }
    }

    private void ReportIgnoredRequired(INamedTypeSymbol type)
    {
        foreach (var property in type.AllProperties().Where(p => p.IsRequired && (p.HasAttribute(KnownNames.Ignore) || !IsReadable(p))))
            diagnostics.Report(
                Descriptors.NoConstructor, property.FirstLocation() ?? fallbackLocation, type.Name,
                $"'{property.Name}' is required but not stored; remove 'required' or store it");
    }

    private void Report(DiagnosticDescriptor descriptor, IPropertySymbol property, INamedTypeSymbol type, params object?[] rest) =>
        diagnostics.Report(descriptor, property.FirstLocation() ?? fallbackLocation, [type.Name, property.Name, .. rest]);

    private Location? LocationOf(INamedTypeSymbol type, string? member = null)
    {
        var symbol = member is null ? type : type.AllProperties().FirstOrDefault(p => p.Name == member) ?? (ISymbol)type;
        return symbol.FirstLocation() ?? fallbackLocation;
    }

    private static bool IsReadable(IPropertySymbol property) => property.GetMethod is { } getter && IsAccessible(getter) && IsAccessible(property);

    private static bool IsAccessible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static bool IsAutoProperty(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));
}
