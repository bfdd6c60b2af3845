using System.Collections.Immutable;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Brings tables, entities and item collections together.</summary>
internal static class TableAssembler
{
    public static ImmutableArray<AssembledTable> Assemble(
        ImmutableArray<TableSpec?> tables, ImmutableArray<EntitySpec?> entities, ImmutableArray<CollectionSpec?> collections)
    {
        return
        [
            .. tables.OfType<TableSpec>()
                .OrderBy(t => t.Type.FullName, StringComparer.Ordinal)
                .Select(t => Assemble(t, Of(entities, e => e.TableName == t.Type.FullName, e => e.Type),
                    Of(collections, c => c.TableName == t.Type.FullName, c => c.Type))),
        ];
    }

    private static List<T> Of<T>(ImmutableArray<T?> specs, Func<T, bool> belongs, Func<T, TypeSpec> type)
        where T : class => [.. specs.OfType<T>().Where(belongs).OrderBy(s => type(s).FullName, StringComparer.Ordinal)];

    private static AssembledTable Assemble(TableSpec table, List<EntitySpec> entities, List<CollectionSpec> collections)
    {
        var first = entities.FirstOrDefault();
        var known = new HashSet<string>(entities.Select(e => e.Type.FullName), StringComparer.Ordinal);
        return new AssembledTable
        {
            Table = table,
            PartitionKey = first is null ? new KeyAttributeSpec(table.PartitionKey, "S") : Attribute(first.PartitionKey),
            SortKey = first is not null ? first.SortKey is null ? null : Attribute(first.SortKey) : table.SortKey is null ? null
                : new KeyAttributeSpec(table.SortKey, "S"),
            TimeToLiveAttribute = entities.Select(e => e.TimeToLive?.AttributeName).FirstOrDefault(name => name is not null),
            Indexes = AssembleIndexes(table, entities).ToEquatableArray(),
            Entities = entities.Select(e => WithDiscriminator(e, table, entities.Count)).ToEquatableArray(),
            Collections = collections.Where(c => c.Members.All(m => known.Contains(m.EntityFullName))).ToEquatableArray(),
        };
    }

    /// <summary>An entity keyed by its own properties needs a discriminator only if it shares the table.</summary>
    private static EntitySpec WithDiscriminator(EntitySpec entity, TableSpec table, int entityCount) =>
        entity.EntityTypeAttribute is null && entityCount > 1 ? entity with { EntityTypeAttribute = table.EntityTypeAttribute } : entity;

    private static IEnumerable<AssembledIndex> AssembleIndexes(TableSpec table, List<EntitySpec> entities)
    {
        var used = entities.SelectMany(e => e.Indexes).GroupBy(i => i.IndexName, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var names = table.Indexes.Select(i => i.Name).Concat(used.Keys).Distinct(StringComparer.Ordinal).OrderBy(n => n, StringComparer.Ordinal);
        foreach (var name in names)
        {
            var declared = table.Indexes.FirstOrDefault(i => i.Name == name);
            var keys = used.TryGetValue(name, out var found) ? found : [];
            var partitionKey = keys.Count > 0 ? Attribute(keys[0].PartitionKey) : DeclaredPartitionKey(table, declared!);
            var sortKey = keys.Select(k => k.SortKey).FirstOrDefault(k => k is not null);
            var index = declared ?? new IndexSpec
            {
                Name = name,
                IsLocal = false,
                PartitionKey = partitionKey.Name,
                SortKey = sortKey?.AttributeName,
                SortKeyIsExplicit = false,
                Projection = "All",
                NonKeyAttributes = [],
            };
            yield return new AssembledIndex(index, partitionKey, sortKey is not null ? Attribute(sortKey) : DeclaredSortKey(declared));
        }
    }

    private static KeyAttributeSpec DeclaredPartitionKey(TableSpec table, IndexSpec declared) =>
        new(declared.IsLocal ? table.PartitionKey : declared.PartitionKey, "S");

    private static KeyAttributeSpec? DeclaredSortKey(IndexSpec? declared) =>
        declared is { SortKeyIsExplicit: true } ? new KeyAttributeSpec(declared.SortKey!, "S") : null;

    private static KeyAttributeSpec Attribute(KeySpec key) => new(key.AttributeName, key.AttributeType);
}
