using Microsoft.CodeAnalysis;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Reads a class with <c>[Table]</c>.</summary>
internal static class TableParser
{
    /// <summary>The members of <c>StreamView</c> by their numbers; a test compares them.</summary>
    public static readonly string[] StreamViews = ["None", "KeysOnly", "NewImage", "OldImage", "NewAndOldImages"];

    public static TableSpec Parse(INamedTypeSymbol type, AttributeData attribute, DiagnosticBag diagnostics)
    {
        var spec = Read(type, attribute, TypeParser.ParsePartial(type, diagnostics));
        var location = attribute.Location();
        if (FindNameProblem(spec.Name) is { } nameProblem)
            diagnostics.ReportAndGenerate(Descriptors.NameInvalid, attribute.ArgumentLocation(0), spec.Name, "a table", nameProblem);
        if (type.IsRecord || type.TypeKind != TypeKind.Class)
            diagnostics.Report(Descriptors.TypeNotUsable, type.FirstLocation(), type.Name, "must be a class to be a table, since it derives from TableContext");
        else if (type.BaseType is { SpecialType: not SpecialType.System_Object } baseType && baseType.MetadataFullName() != "Tessera.TableContext")
            diagnostics.Report(
                Descriptors.TypeNotUsable, type.FirstLocation(), type.Name,
                $"derives from '{baseType.Name}', but a table derives from TableContext; remove the base class");
        ReportKeyNames(spec, location, diagnostics);
        ReportIndexes(type, spec, diagnostics);
        return spec;
    }

    /// <summary>Reads the table of an entity, whose mistakes are reported where the table is parsed.</summary>
    public static TableSpec? Find(INamedTypeSymbol type) =>
        type.FindAttribute(KnownNames.Table) is { } attribute ? Read(type, attribute, TypeParser.Parse(type)) : null;

    private static TableSpec Read(INamedTypeSymbol type, AttributeData attribute, TypeSpec typeSpec)
    {
        var sortKey = attribute.Named("SortKey", out var sortKeyIsGiven) as string;
        var entityType = attribute.Named("EntityTypeAttribute", out var entityTypeIsGiven) as string;
        return new TableSpec
        {
            Type = typeSpec,
            Name = attribute.Argument(0) ?? "",
            PartitionKey = attribute.Named("PartitionKey") as string ?? "PK",
            SortKey = sortKeyIsGiven ? sortKey : "SK",
            EntityTypeAttribute = entityType ?? "EntityType",
            EntityTypeAttributeIsExplicit = entityTypeIsGiven,
            Stream = attribute.Named("Stream") is int view && view >= 0 && view < StreamViews.Length ? StreamViews[view] : StreamViews[0],
            Deployment = DeploymentParser.Parse(type),
            Indexes = ReadIndexes(type).OrderBy(i => i.Name, StringComparer.Ordinal).ToEquatableArray(),
        };
    }

    private static IEnumerable<IndexSpec> ReadIndexes(INamedTypeSymbol type)
    {
        foreach (var attribute in type.AttributesNamed(KnownNames.GlobalIndex))
            yield return ReadIndex(attribute, isLocal: false);
        foreach (var attribute in type.AttributesNamed(KnownNames.LocalIndex))
            yield return ReadIndex(attribute, isLocal: true);
    }

    private static IndexSpec ReadIndex(AttributeData attribute, bool isLocal)
    {
        var name = attribute.Argument(0) ?? "";
        var sortKey = attribute.Named("SortKey") as string;
        return new IndexSpec
        {
            Name = name,
            IsLocal = isLocal,
            PartitionKey = attribute.Named("PartitionKey") as string ?? name + "PK",
            SortKey = sortKey ?? name + "SK",
            SortKeyIsExplicit = sortKey is not null || isLocal,
            Projection = attribute.Named("Projection") switch { 1 => "KeysOnly", 2 => "Include", _ => "All" },
            NonKeyAttributes = attribute.NamedStrings("NonKeyAttributes").ToEquatableArray(),
        };
    }

    private static void ReportKeyNames(TableSpec spec, Location? location, DiagnosticBag diagnostics)
    {
        string?[] names = [spec.PartitionKey, spec.SortKey, spec.EntityTypeAttribute];
        string[] roles = ["the partition key", "the sort key", "the entity type"];
        for (var i = 0; i < names.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (names[i] == names[j])
                    diagnostics.ReportAndGenerate(Descriptors.DuplicateAttribute, location, spec.Type.Name, roles[j], roles[i], names[i]);
            }

            if (names[i] is "" or { Length: > 255 })
                diagnostics.ReportAndGenerate(Descriptors.NameInvalid, location, names[i], "a key attribute", "it must have 1 to 255 characters");
        }
    }

    private static void ReportIndexes(INamedTypeSymbol type, TableSpec spec, DiagnosticBag diagnostics)
    {
        var attributes = type.AttributesNamed(KnownNames.GlobalIndex).Concat(type.AttributesNamed(KnownNames.LocalIndex)).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attribute in attributes)
        {
            var name = attribute.Argument(0) ?? "";
            var index = spec.Indexes.First(i => i.Name == name);
            if (FindNameProblem(name) is { } problem)
                diagnostics.ReportAndGenerate(Descriptors.NameInvalid, attribute.ArgumentLocation(0), name, "an index", problem);
            if (!seen.Add(name))
                diagnostics.ReportAndGenerate(
                    Descriptors.DuplicateName, attribute.Location(), "An index", "another index", name, type.Name, "every index of a table has its own name");
            if (index.Projection == "Include" && index.NonKeyAttributes.Count == 0)
                diagnostics.ReportAndGenerate(
                    Descriptors.IndexKeysWrong, attribute.Location(), spec.Type.Name, $"the index '{name}'",
                    "its projection is Include, so NonKeyAttributes must name at least one attribute");
            if (index.IsLocal && spec.SortKey is null)
                diagnostics.ReportAndGenerate(
                    Descriptors.IndexKeysWrong, attribute.Location(), spec.Type.Name, $"the local index '{name}'",
                    "a local index needs a table with a sort key");
        }

        if (spec.Indexes.Count(i => i.IsLocal) > 5)
            diagnostics.ReportAndGenerate(
                Descriptors.IndexKeysWrong, attributes[0].Location(), spec.Type.Name, "its local indexes", "a table has at most 5; make the others global");
    }

    /// <summary>The service's rule for the names of tables and indexes.</summary>
    public static string? FindNameProblem(string name)
    {
        if (name.Length is < 3 or > 255)
            return "it must have 3 to 255 characters";
        return name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.')
            ? null
            : "only a-z, A-Z, 0-9, '_', '-' and '.' are allowed";
    }
}
