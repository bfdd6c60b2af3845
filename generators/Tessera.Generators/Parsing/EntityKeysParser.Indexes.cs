using Microsoft.CodeAnalysis;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

internal sealed partial class EntityKeysParser
{
    private EquatableArray<IndexKeysSpec> ParseIndexes(KeySpec tablePartitionKey)
    {
        var indexes = new List<IndexKeysSpec>();
        foreach (var indexAttribute in type.AttributesNamed(KnownNames.Index))
            Add(indexes, ParseTemplateIndex(indexAttribute, tablePartitionKey), indexAttribute.Location());
        foreach (var name in NativeIndexNames())
            Add(indexes, ParseNativeIndex(name, tablePartitionKey), type.FirstLocation());
        return indexes.OrderBy(i => i.IndexName, StringComparer.Ordinal).ToEquatableArray();
    }

    private void Add(List<IndexKeysSpec> indexes, IndexKeysSpec? index, Location? location)
    {
        if (index is null)
            return;
        if (indexes.Any(i => i.IndexName == index.IndexName))
            diagnostics.Report(Descriptors.KeysDefinedTwice, location, type.Name, $"its keys in the index '{index.IndexName}' twice");
        else
            indexes.Add(index);
    }

    private IndexKeysSpec? ParseTemplateIndex(AttributeData indexAttribute, KeySpec tablePartitionKey)
    {
        var name = indexAttribute.Argument(0) ?? "";
        var declared = table.Indexes.FirstOrDefault(i => i.Name == name);
        var partitionTemplate = indexAttribute.Argument(1);
        var sortTemplate = indexAttribute.Argument(2);
        if (declared is null && TableParser.FindNameProblem(name) is { } nameProblem)
            diagnostics.ReportAndGenerate(Descriptors.NameInvalid, indexAttribute.ArgumentLocation(0), name, "an index", nameProblem);
        if (FindArityProblem(declared, partitionTemplate, sortTemplate) is { } problem)
        {
            diagnostics.Report(Descriptors.IndexKeysWrong, indexAttribute.Location(), type.Name, $"the index '{name}'", problem);
            return null;
        }

        var partitionKey = partitionTemplate is null
            ? tablePartitionKey
            : _templates.Parse(declared?.PartitionKey ?? name + "PK", partitionTemplate, indexAttribute.ArgumentLocation(1), isSortKey: false, isIndex: true);
        var sortKey = sortTemplate is null
            ? null
            : _templates.Parse(declared?.SortKey ?? name + "SK", sortTemplate, indexAttribute.ArgumentLocation(2), isSortKey: true, isIndex: true);
        return partitionKey is null || (sortTemplate is not null && sortKey is null) ? null : CreateIndex(name, declared, partitionKey, sortKey);
    }

    private static string? FindArityProblem(IndexSpec? declared, string? partitionTemplate, string? sortTemplate)
    {
        if (declared is { IsLocal: true } && partitionTemplate is not null)
            return "a local index has the table's partition key; pass null for the partition key template";
        if (declared is not { IsLocal: true } && partitionTemplate is null)
            return "a global index has a partition key of its own; give a template, or declare the index with [LocalIndex] on the table";
        if (sortTemplate is null && declared is { SortKeyIsExplicit: true })
            return $"the index has the sort key '{declared.SortKey}'; give a template for it";
        return null;
    }

    private IEnumerable<string> NativeIndexNames() => type.AllProperties()
        .SelectMany(p => p.AttributesNamed(KnownNames.IndexPartitionKey).Concat(p.AttributesNamed(KnownNames.IndexSortKey)))
        .Select(a => a.Argument(0) ?? "")
        .Distinct(StringComparer.Ordinal);

    private IndexKeysSpec? ParseNativeIndex(string name, KeySpec tablePartitionKey)
    {
        var partitionProperty = FindMarked(KnownNames.IndexPartitionKey, name);
        var sortProperty = FindMarked(KnownNames.IndexSortKey, name);
        var declared = table.Indexes.FirstOrDefault(i => i.Name == name);
        if (TableParser.FindNameProblem(name) is { } nameProblem)
            diagnostics.ReportAndGenerate(Descriptors.NameInvalid, (partitionProperty ?? sortProperty)!.FirstLocation(), name, "an index", nameProblem);
        if (FindNativeProblem(declared, partitionProperty is not null, sortProperty is not null) is { } problem)
        {
            var property = (partitionProperty ?? sortProperty)!;
            diagnostics.Report(Descriptors.IndexUnknown, property.FirstLocation(), type.Name, property.Name, name, problem);
            return null;
        }

        var partitionKey = partitionProperty is null ? tablePartitionKey : ParseProperty(partitionProperty, isIndex: true, $"partition key of '{name}'");
        var sortKey = sortProperty is null ? null : ParseProperty(sortProperty, isIndex: true, $"sort key of '{name}'");
        return partitionKey is null || (sortProperty is not null && sortKey is null) ? null : CreateIndex(name, declared, partitionKey, sortKey);
    }

    private static string? FindNativeProblem(IndexSpec? declared, bool hasPartitionKey, bool hasSortKey)
    {
        if (!hasPartitionKey && declared is not { IsLocal: true })
            return "but no property has [IndexPartitionKey] for it; add one, or declare the index with [LocalIndex] on the table";
        if (hasPartitionKey && declared is { IsLocal: true })
            return "which is local and has the table's partition key; remove [IndexPartitionKey]";
        if (!hasSortKey && declared is { SortKeyIsExplicit: true })
            return $"which has the sort key '{declared.SortKey}'; mark a property with [IndexSortKey]";
        return null;
    }

    private IPropertySymbol? FindMarked(string marker, string index)
    {
        var marked = type.AllProperties().Where(p => p.AttributesNamed(marker).Any(a => a.Argument(0) == index)).ToList();
        ReportTwice(marked, $"as the same key of the index '{index}'");
        return marked.FirstOrDefault();
    }

    private static IndexKeysSpec CreateIndex(string name, IndexSpec? declared, KeySpec partitionKey, KeySpec? sortKey) => new()
    {
        IndexName = name,
        IsLocal = declared is { IsLocal: true },
        ProjectsAll = declared is null or { Projection: "All" },
        PartitionKey = partitionKey,
        SortKey = sortKey,
    };
}
