using Microsoft.CodeAnalysis;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Reads a type with <c>[Entity&lt;TTable&gt;]</c>.</summary>
internal static class EntityParser
{
    public static ParseResult<EntitySpec> Parse(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag();
        var spec = Parse(type, attribute, diagnostics, cancellation);
        return new ParseResult<EntitySpec>(type, spec, diagnostics);
    }

    private static EntitySpec? Parse(INamedTypeSymbol type, AttributeData attribute, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var typeSpec = TypeParser.ParsePartial(type, diagnostics);
        var table = FindTable(type, attribute, diagnostics);
        var values = new ValueParser();
        var mapping = new MappingParser(values, diagnostics, type.FirstLocation()).Parse(type);
        var objects = ParseObjects(type, values, diagnostics, cancellation);
        VersionParser.Check(type, mapping, diagnostics);
        TimeToLiveParser.Check(type, mapping, objects, diagnostics);
        if (table is null)
            return null;

        var keys = new EntityKeysParser(type, attribute, table, mapping, diagnostics).Parse();
        if (keys is null)
            return null;

        var spec = new EntitySpec
        {
            Type = typeSpec,
            Mapping = mapping with { GeneratedName = type.Name },
            TableName = table.Type.FullName,
            EntityName = attribute.Named("Name") as string ?? type.Name,
            EntityTypeAttribute = keys.PartitionKey.IsNative && !table.EntityTypeAttributeIsExplicit ? null : table.EntityTypeAttribute,
            RepositoryName = attribute.Named("Repository") as string ?? Pluralizer.Pluralize(type.Name),
            PartitionKey = keys.PartitionKey,
            SortKey = keys.SortKey,
            Indexes = keys.Indexes,
            Objects = objects,
        };
        AttributeClashes.Report(type, spec, diagnostics);
        return spec;
    }

    private static TableSpec? FindTable(INamedTypeSymbol type, AttributeData attribute, DiagnosticBag diagnostics)
    {
        var symbol = attribute.AttributeClass!.TypeArguments[0] as INamedTypeSymbol;
        if (symbol is null or { TypeKind: TypeKind.Error })
            return null;
        var table = SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, type.ContainingAssembly) ? TableParser.Find(symbol) : null;
        if (table is null)
            diagnostics.Report(Descriptors.NotATable, attribute.Location(), type.Name, symbol.Name);
        return table;
    }

    /// <summary>Reads the nested objects; reading one may add others.</summary>
    private static EquatableArray<MappingSpec> ParseObjects(INamedTypeSymbol type, ValueParser values, DiagnosticBag diagnostics,
        CancellationToken cancellation)
    {
        var objects = new List<MappingSpec>();
        var parser = new MappingParser(values, diagnostics, type.FirstLocation());
        for (var i = 0; i < values.Objects.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            objects.Add(parser.Parse(values.Objects[i]));
        }

        return objects.OrderBy(o => o.Type.FullName, StringComparer.Ordinal).ToEquatableArray();
    }
}
