using Amazon.DynamoDBv2.Model;
using Tessera.Infrastructure.Templates;

namespace Tessera.Infrastructure.Comparison;

/// <summary>Compares keys and indexes: what a table is made of.</summary>
internal sealed class KeyComparison(TableModel model, TableDescription live)
{
    private const string Replace = "Make a table of another name with the new keys, copy the data, and point the program at it.";
    private const string None = "none";

    private readonly Dictionary<string, string> _types = (live.AttributeDefinitions ?? []).ToDictionary(
        attribute => attribute.AttributeName, attribute => attribute.AttributeType.Value, StringComparer.Ordinal);

    public IEnumerable<TableDifference> Compare()
    {
        var (has, wants) = (Describe(live.KeySchema), Describe(model.PartitionKey, model.SortKey));
        if (has != wants)
            yield return new TableDifference("key", has, wants, TableChange.Replacement, Replace);
        foreach (var difference in LocalIndexes().Concat(GlobalIndexes()))
            yield return difference;
    }

    /// <summary>Local indexes are made with the table and stay as they are.</summary>
    private IEnumerable<TableDifference> LocalIndexes()
    {
        var has = (live.LocalSecondaryIndexes ?? []).ToDictionary(index => index.IndexName, index => Describe(index.KeySchema, index.Projection), StringComparer.Ordinal);
        var wants = model.Indexes.Where(index => index.IsLocal).ToDictionary(index => index.Name, Describe, StringComparer.Ordinal);
        foreach (var name in has.Keys.Union(wants.Keys).Order(StringComparer.Ordinal))
        {
            var (old, current) = (has.GetValueOrDefault(name, None), wants.GetValueOrDefault(name, None));
            if (old != current)
                yield return new TableDifference($"local index {name}", old, current, TableChange.Replacement, LocalFixOf(current));
        }
    }

    private static string LocalFixOf(string current) => current == None
        ? $"Local indexes go with their table alone. Declare it again. Or: {Replace}"
        : $"Local indexes cannot be changed. {Replace} Or declare a global index.";

    private IEnumerable<TableDifference> GlobalIndexes()
    {
        var has = (live.GlobalSecondaryIndexes ?? []).ToDictionary(index => index.IndexName, index => Describe(index.KeySchema, index.Projection), StringComparer.Ordinal);
        var wants = model.Indexes.Where(index => !index.IsLocal).ToDictionary(index => index.Name, Describe, StringComparer.Ordinal);
        foreach (var name in has.Keys.Union(wants.Keys).Order(StringComparer.Ordinal))
        {
            var (old, current) = (has.GetValueOrDefault(name, None), wants.GetValueOrDefault(name, None));
            if (old != current)
                yield return new TableDifference($"global index {name}", old, current, TableChange.OneIndexPerUpdate, FixOf(old, current, name));
        }
    }

    private string FixOf(string old, string current, string name)
    {
        if (old == None)
            return "Deploy: the index is filled from the table. Deploy each further index by itself.";
        if (current == None)
            return "Deploy: the index is removed. Deploy each further index by itself.";
        return ChangesType(model.Indexes.First(index => index.Name == name))
            ? $"An attribute has one type in all keys. Remove {name}, deploy, and add it again with the new type in a second deployment."
            : $"An index keeps its key and projection. Add an index of another name, deploy, and remove {name} in a second deployment.";
    }

    private bool ChangesType(IndexModel index) =>
        new[] { index.PartitionKey, index.SortKey }.OfType<KeyModel>().Any(key => _types.TryGetValue(key.Name, out var type) && type != KeyAttributes.TypeOf(key));

    private string Describe(List<KeySchemaElement> schema) =>
        string.Join(", ", schema.Select(element => $"{element.AttributeName} ({_types.GetValueOrDefault(element.AttributeName, "?")})"));

    private string Describe(List<KeySchemaElement> schema, Projection projection)
    {
        var included = projection?.NonKeyAttributes is { Count: > 0 } names ? " " + string.Join(", ", names.Order(StringComparer.Ordinal)) : "";
        return $"{Describe(schema)} with {projection?.ProjectionType?.Value ?? "ALL"}{included}";
    }

    private static string Describe(KeyModel partitionKey, KeyModel? sortKey) =>
        string.Join(", ", new[] { partitionKey, sortKey }.OfType<KeyModel>().Select(key => $"{key.Name} ({KeyAttributes.TypeOf(key)})"));

    private static string Describe(IndexModel index)
    {
        var included = index.Projection == IndexProjection.Include ? " " + string.Join(", ", index.NonKeyAttributes.Order(StringComparer.Ordinal)) : "";
        return $"{Describe(index.PartitionKey, index.SortKey)} with {KeyAttributes.ProjectionType(index)}{included}";
    }
}
