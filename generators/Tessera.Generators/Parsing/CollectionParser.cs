using Microsoft.CodeAnalysis;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Reads a type with <c>[ItemCollection&lt;TTable&gt;]</c>.</summary>
internal sealed class CollectionParser
{
    private readonly INamedTypeSymbol _type;
    private readonly AttributeData _attribute;
    private readonly DiagnosticBag _diagnostics = new();

    private CollectionParser(INamedTypeSymbol type, AttributeData attribute) => (_type, _attribute) = (type, attribute);

    public static ParseResult<CollectionSpec> Parse(INamedTypeSymbol type, AttributeData attribute)
    {
        var parser = new CollectionParser(type, attribute);
        var spec = parser.Parse();
        return new ParseResult<CollectionSpec>(type, spec, parser._diagnostics);
    }

    private CollectionSpec? Parse()
    {
        var typeSpec = TypeParser.ParsePartial(_type, _diagnostics);
        if (_attribute.AttributeClass!.TypeArguments[0] is not INamedTypeSymbol { TypeKind: not TypeKind.Error } tableSymbol)
            return null;
        if (TableParser.Find(tableSymbol) is not { } table || !SymbolEqualityComparer.Default.Equals(tableSymbol.ContainingAssembly, _type.ContainingAssembly))
        {
            _diagnostics.Report(Descriptors.NotATable, _attribute.Location(), _type.Name, tableSymbol.Name);
            return null;
        }

        var properties = _type.AllProperties().Where(p => !p.HasAttribute(KnownNames.Ignore)).ToList();
        var constructor = ConstructorParser.Choose(_type, properties, out var reason);
        if (constructor is null)
        {
            _diagnostics.Report(Descriptors.NoConstructor, _type.FirstLocation(), _type.Name, reason);
            return null;
        }

        var entities = new List<INamedTypeSymbol>();
        var members = new List<CollectionMemberSpec>();
        foreach (var property in properties)
        {
            if (ParseMember(property, tableSymbol, constructor, entities) is { } member)
                members.Add(member);
        }

        var partitionKey = ParsePartitionKey(table, entities);
        return partitionKey is null ? null : new CollectionSpec
        {
            Type = typeSpec,
            TableName = table.Type.FullName,
            RepositoryName = _attribute.Named("Repository") as string ?? Pluralizer.Pluralize(_type.Name),
            PartitionKey = partitionKey,
            Members = members.ToEquatableArray(),
            ConstructorMembers = constructor.Arguments.Select(a => a.Property.Name).ToEquatableArray(),
        };
    }

    private CollectionMemberSpec? ParseMember(IPropertySymbol property, INamedTypeSymbol table, ConstructorChoice constructor, List<INamedTypeSymbol> entities)
    {
        var isConstructor = constructor.ParameterOf(property) is not null;
        if (!isConstructor && property.SetMethod is null)
            return null;

        var (entity, shape) = Element(property.Type);
        var entityAttribute = entity?.FindAttribute(KnownNames.Entity);
        if (entity is null || entityAttribute is null || !SymbolEqualityComparer.Default.Equals(entityAttribute.AttributeClass!.TypeArguments[0], table))
        {
            Report(property, $"has the member '{property.Name}', which holds no entity of '{table.Name}'; use an entity, or a list of one, or mark the member with [Ignore]");
            return null;
        }

        if (entities.Contains(entity, SymbolEqualityComparer.Default))
            Report(property, $"has two members for the entity '{entity.Name}'; keep one");
        var isMany = shape != CollectionShape.None;
        var isNullable = property.NullableAnnotation != NullableAnnotation.NotAnnotated
            || property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        if (!isMany && !isNullable)
            Report(property,
                $"has the member '{property.Name}', which may not be null although the partition may hold no '{entity.Name}'; write '{entity.Name}?'");
        entities.Add(entity);
        var setting = isConstructor
            ? constructor.SettingOf(property)
            : property.IsRequired || property.SetMethod!.IsInitOnly ? MemberSetting.Initializer : MemberSetting.Setter;
        return new CollectionMemberSpec(property.Name, entity.FullName(), isMany, setting, isNullable, property.Type.FullName(), shape);
    }

    /// <summary>The entity a member holds; a list of entities comes with its shape.</summary>
    private static (INamedTypeSymbol? Entity, CollectionShape Shape) Element(ITypeSymbol type)
    {
        var values = new ValueParser();
        return values.Parse(type, false, out _) switch
        {
            { Kind: ValueKind.Object } => (values.Objects[0], CollectionShape.None),
            { Kind: ValueKind.List, Element: { Kind: ValueKind.Object, IsNullable: false } } list => (values.Objects[0], list.Shape),
            _ => (null, CollectionShape.None),
        };
    }

    /// <summary>Reads the template against the properties of each entity: all must write the partition key in the same way.</summary>
    private KeySpec? ParsePartitionKey(TableSpec table, List<INamedTypeSymbol> entities)
    {
        if (entities.Count == 0)
        {
            _diagnostics.Report(Descriptors.CollectionWrong, _attribute.Location(), _type.Name, "has no member that holds an entity");
            return null;
        }

        var template = _attribute.Argument(0) ?? "";
        KeySpec? result = null;
        foreach (var entity in entities)
        {
            var members = new MappingParser(new ValueParser(), new DiagnosticBag(), null).Parse(entity).Members;
            var key = new KeyTemplateParser(entity.Name, members, result is null ? _diagnostics : new DiagnosticBag())
                .Parse(table.PartitionKey, template, _attribute.ArgumentLocation(0), isSortKey: false, isIndex: false);
            var own = entity.FindAttribute(KnownNames.Entity)!.Argument(0);
            if (result is null && key is null)
                return null;
            if (own is null || !IsSameShape(own, template))
                _diagnostics.Report(
                    Descriptors.CollectionWrong, _attribute.ArgumentLocation(0), _type.Name, $"has the partition key \"{template}\", but '{entity.Name}' is stored under \"{own}\"; "
                        + "all entities of an item collection share one partition key");
            result ??= key;
        }

        return result;
    }

    /// <summary>Whether two templates write the same text for the same values; the names of the properties may differ.</summary>
    private static bool IsSameShape(string left, string right)
    {
        var leftSegments = TemplateSyntax.Parse(left).Segments;
        var rightSegments = TemplateSyntax.Parse(right).Segments;
        return leftSegments.Select(s => (s.Literal, s.Format)).SequenceEqual(rightSegments.Select(s => (s.Literal, s.Format)));
    }

    private void Report(IPropertySymbol property, string problem) =>
        _diagnostics.Report(Descriptors.CollectionWrong, property.FirstLocation() ?? _type.FirstLocation(), _type.Name, problem);
}
