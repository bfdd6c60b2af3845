using Microsoft.CodeAnalysis;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>The keys of an entity in its table and in the table's indexes.</summary>
internal sealed record EntityKeys(KeySpec PartitionKey, KeySpec? SortKey, EquatableArray<IndexKeysSpec> Indexes);

/// <summary>Reads an entity's keys: from templates, or from properties that are the keys as they are.</summary>
internal sealed partial class EntityKeysParser(INamedTypeSymbol type, AttributeData attribute, TableSpec table, MappingSpec mapping, DiagnosticBag diagnostics)
{
    private readonly KeyTemplateParser _templates = new(type.Name, mapping.Members, diagnostics);
    private readonly string? _partitionTemplate = attribute.Argument(0);
    private readonly string? _sortTemplate = attribute.Argument(1);

    public EntityKeys? Parse()
    {
        var partitionProperties = Marked(KnownNames.PartitionKey);
        var sortProperties = Marked(KnownNames.SortKey);
        var isNative = partitionProperties.Count > 0 || sortProperties.Count > 0;
        if (isNative && (_partitionTemplate ?? _sortTemplate) is not null)
        {
            diagnostics.Report(
                Descriptors.KeysDefinedTwice, attribute.Location(), type.Name, "both key templates and properties marked [PartitionKey] or [SortKey]");
            return null;
        }

        return isNative ? ParseNative(partitionProperties, sortProperties) : ParseTemplates();
    }

    private EntityKeys? ParseTemplates()
    {
        if (_partitionTemplate is null)
        {
            diagnostics.Report(
                Descriptors.KeyMissing, attribute.Location(), type.Name, "partition key",
                "give [Entity] a template, such as \"USER#{UserId}\", or mark a property with [PartitionKey]");
            return null;
        }

        if (_sortTemplate is null != table.SortKey is null)
        {
            var problem = table.SortKey is null
                ? "the table has no sort key; remove the sort key template, or set SortKey of [Table]"
                : $"the table has the sort key '{table.SortKey}'; add a sort key template, which may be a literal such as \"METADATA\", or set SortKey = null on [Table]";
            diagnostics.Report(Descriptors.IndexKeysWrong, attribute.Location(), type.Name, $"the table '{table.Type.Name}'", problem);
            return null;
        }

        var partitionKey = _templates.Parse(table.PartitionKey, _partitionTemplate, attribute.ArgumentLocation(0), isSortKey: false, isIndex: false);
        var sortKey = _sortTemplate is null
            ? null
            : _templates.Parse(table.SortKey!, _sortTemplate, attribute.ArgumentLocation(1), isSortKey: true, isIndex: false);
        if (partitionKey is null || (_sortTemplate is not null && sortKey is null))
            return null;
        return new EntityKeys(partitionKey, sortKey, ParseIndexes(partitionKey));
    }

    private EntityKeys? ParseNative(List<IPropertySymbol> partitionProperties, List<IPropertySymbol> sortProperties)
    {
        if (partitionProperties.Count == 0)
        {
            diagnostics.Report(
                Descriptors.KeyMissing, sortProperties[0].FirstLocation(), type.Name, "partition key",
                "mark the property that identifies its partition with [PartitionKey]");
            return null;
        }

        ReportTwice(partitionProperties, "[PartitionKey]");
        ReportTwice(sortProperties, "[SortKey]");
        var partitionKey = ParseProperty(partitionProperties[0], isIndex: false, "partition key");
        var sortKey = sortProperties.Count == 0 ? null : ParseProperty(sortProperties[0], isIndex: false, "sort key");
        return partitionKey is null ? null : new EntityKeys(partitionKey, sortKey, ParseIndexes(partitionKey));
    }

    /// <summary>A property that is a key attribute as it is.</summary>
    private KeySpec? ParseProperty(IPropertySymbol property, bool isIndex, string role)
    {
        var member = mapping.Members.FirstOrDefault(m => m.Name == property.Name && m.IsStored);
        if (member is null)
        {
            diagnostics.Report(Descriptors.KeyMissing, property.FirstLocation(), type.Name, role, $"'{property.Name}' is marked as one, but it is not stored");
            return null;
        }

        var value = member.Value;
        if (value.IsNullable && !isIndex)
            diagnostics.Report(Descriptors.KeyMayBeNull, property.FirstLocation(), type.Name, member.Name, role);
        var attributeType = value.Kind switch
        {
            ValueKind.Bytes or ValueKind.Memory => "B",
            _ when value.IsNumber => "N",
            _ when value.IsText => "S",
            _ => null,
        };
        if (attributeType is null)
        {
            diagnostics.Report(
                Descriptors.KeyTypeUnsupported, property.FirstLocation(), type.Name, member.Name, value.DisplayName, "a key", "use text, a number or byte[]");
            return null;
        }

        return new KeySpec
        {
            AttributeName = member.AttributeName,
            Template = null,
            Segments = new[] { new KeySegmentSpec(null, new KeyPartSpec { Property = member.Name, Value = value, Format = null }) }.ToEquatableArray(),
            AttributeType = attributeType,
        };
    }

    private void ReportTwice(List<IPropertySymbol> properties, string marker)
    {
        if (properties.Count > 1)
            diagnostics.Report(
                Descriptors.KeysDefinedTwice, properties[1].FirstLocation(), type.Name,
                $"two properties marked {marker}: '{properties[0].Name}' and '{properties[1].Name}'");
    }

    private List<IPropertySymbol> Marked(string marker) => [.. type.AllProperties().Where(p => p.HasAttribute(marker))];
}
