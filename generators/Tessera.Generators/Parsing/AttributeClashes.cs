using Microsoft.CodeAnalysis;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Finds properties stored in an attribute that a key, an index or the discriminator needs.</summary>
internal static class AttributeClashes
{
    public static void Report(INamedTypeSymbol type, EntitySpec entity, DiagnosticBag diagnostics)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (attribute, role) in Written(entity))
        {
            if (taken.TryGetValue(attribute, out var other))
                diagnostics.Report(Descriptors.DuplicateAttribute, type.FirstLocation(), entity.Type.Name, other, role, attribute);
            else
                taken.Add(attribute, role);
        }

        foreach (var member in entity.Mapping.Members.Where(m => m.IsStored))
        {
            if (!taken.TryGetValue(member.AttributeName, out var role))
                continue;
            var property = type.AllProperties().First(p => p.Name == member.Name);
            diagnostics.Report(
                Descriptors.DuplicateAttribute, property.FirstLocation() ?? type.FirstLocation(), entity.Type.Name, role, $"the property '{member.Name}'",
                member.AttributeName);
        }
    }

    /// <summary>The attributes that generated code writes besides the properties.</summary>
    private static IEnumerable<(string Attribute, string Role)> Written(EntitySpec entity)
    {
        if (!entity.PartitionKey.IsNative)
            yield return (entity.PartitionKey.AttributeName, "the partition key");
        if (entity.SortKey is { IsNative: false } sortKey)
            yield return (sortKey.AttributeName, "the sort key");
        if (entity.EntityTypeAttribute is not null)
            yield return (entity.EntityTypeAttribute, "the entity type");
        foreach (var index in entity.Indexes)
        {
            if (!index.IsLocal && !index.PartitionKey.IsNative)
                yield return (index.PartitionKey.AttributeName, $"the partition key of '{index.IndexName}'");
            if (index.SortKey is { IsNative: false })
                yield return (index.SortKey.AttributeName, $"the sort key of '{index.IndexName}'");
        }
    }
}
