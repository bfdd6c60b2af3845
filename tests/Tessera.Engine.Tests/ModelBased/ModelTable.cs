namespace Tessera.Engine.Tests.ModelBased;

/// <summary>A key attribute with its type.</summary>
internal sealed record ModelKey(string Name, string Type);

/// <summary>An index; <see cref="Projected"/> is null for ALL, otherwise what it holds besides keys.</summary>
internal sealed record ModelIndex(string Name, bool IsGlobal, ModelKey Hash, ModelKey? Range, string[]? Projected);

/// <summary>A table as the naive model has it: its items by the JSON of their keys. Everything is found by looking at all of them.</summary>
internal sealed class ModelTable(string name, ModelKey hash, ModelKey? range, params ModelIndex[] indexes)
{
    public string Name { get; } = name;

    public ModelKey Hash { get; } = hash;

    public ModelKey? Range { get; } = range;

    public ModelIndex[] Indexes { get; } = indexes;

    public Dictionary<string, ModelItem> Items { get; } = [];

    public ModelItem? Find(ModelItem key) => Items.GetValueOrDefault(KeyOf(key).Json);

    public ModelItem KeyOf(ModelItem item) => item.Only(KeyNames(null));

    public void Replace(ModelItem key, ModelItem? item)
    {
        if (item is null) Items.Remove(KeyOf(key).Json);
        else Items[KeyOf(key).Json] = item;
    }

    /// <summary>Refuses what cannot be an index key: a wrong type, or nothing in a text or in bytes.</summary>
    public void CheckIndexKeys(ModelItem item)
    {
        foreach (var key in Indexes.SelectMany(index => new[] { index.Hash, index.Range }))
        {
            if (key is null || item[key.Name] is not { } value) continue;
            if (value.Type != key.Type || value.Count == 0) throw new ModelRefusal("ValidationException");
        }
    }

    /// <summary>Refuses an update that gives an index key another type than it has: before any condition, as no item is needed for that.</summary>
    public void CheckIndexKeys(ModelUpdate update)
    {
        foreach (var key in Indexes.SelectMany(index => new[] { index.Hash, index.Range }).OfType<ModelKey>())
        {
            if (update.Actions.Any(action => action.Path.Name == key.Name && action.AssignedType is { } type && type != key.Type))
                throw new ModelRefusal("ValidationException");
        }
    }

    /// <summary>The names of an index's keys and the table's, or of the table's alone.</summary>
    public IEnumerable<string> KeyNames(ModelIndex? index) =>
        new[] { Hash, Range, index?.Hash, index?.Range }.OfType<ModelKey>().Select(key => key.Name).Distinct();

    /// <summary>What a table or an index holds of each item.</summary>
    public IEnumerable<ModelItem> Entries(ModelIndex? index)
    {
        foreach (var item in Items.Values)
        {
            if (index is null) yield return item;
            else if (item[index.Hash.Name] is null || (index.Range is not null && item[index.Range.Name] is null)) continue;
            else yield return index.Projected is null ? item : item.Only(KeyNames(index).Concat(index.Projected));
        }
    }

    /// <summary>The order of entries with one partition key: by sort key, and among equals of an index by the table's key.</summary>
    public int Compare(ModelIndex? index, ModelItem left, ModelItem right)
    {
        foreach (var key in new[] { index is null ? Range : index.Range, index is { IsGlobal: true } ? Hash : null, index is null ? null : Range })
        {
            if (key is null) continue;
            var order = ModelValue.Compare(left[key.Name]!, right[key.Name]!)!.Value;
            if (order != 0) return order;
        }

        return 0;
    }

    public string CreateRequest()
    {
        var keys = Indexes.SelectMany(index => new[] { index.Hash, index.Range }).Prepend(Range).Prepend(Hash).OfType<ModelKey>().Distinct();
        var definitions = string.Join(",", keys.Select(key => $$"""{"AttributeName":"{{key.Name}}","AttributeType":"{{key.Type}}"}"""));
        return $$"""
            {"TableName":"{{Name}}","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[{{definitions}}],"KeySchema":{{Schema(Hash, Range)}}
            {{IndexMember("GlobalSecondaryIndexes", isGlobal: true)}}{{IndexMember("LocalSecondaryIndexes", isGlobal: false)}}}
            """;
    }

    private string IndexMember(string member, bool isGlobal)
    {
        var indexes = Indexes.Where(index => index.IsGlobal == isGlobal)
            .Select(index => $$"""{"IndexName":"{{index.Name}}","KeySchema":{{Schema(index.Hash, index.Range)}},"Projection":{{Projection(index)}}}""").ToArray();
        return indexes.Length == 0 ? "" : $",\"{member}\":[{string.Join(",", indexes)}]";
    }

    private static string Schema(ModelKey hash, ModelKey? range) =>
        $$"""[{"AttributeName":"{{hash.Name}}","KeyType":"HASH"}{{(range is null ? "" : $$""",{"AttributeName":"{{range.Name}}","KeyType":"RANGE"}""")}}]""";

    private static string Projection(ModelIndex index) => index.Projected switch
    {
        null => """{"ProjectionType":"ALL"}""",
        [] => """{"ProjectionType":"KEYS_ONLY"}""",
        var names => $$"""{"ProjectionType":"INCLUDE","NonKeyAttributes":[{{string.Join(",", names.Select(name => $"\"{name}\""))}}]}""",
    };
}
