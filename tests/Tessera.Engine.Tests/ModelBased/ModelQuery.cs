namespace Tessera.Engine.Tests.ModelBased;

/// <summary>A query: one partition of a table or index, a condition on the sort key, a filter, a limit, a direction.</summary>
internal sealed record ModelQuery(
    ModelTable Table, ModelIndex? Index, ModelValue HashValue, ModelCondition? SortCondition, ModelCondition? Filter, string[]? Names, int? Limit, bool IsForward)
{
    /// <summary>The page after a key.</summary>
    public (string[] Items, int Count, int ScannedCount, ModelItem? Last) Page(ModelItem? start)
    {
        var hash = Index?.Hash ?? Table.Hash;
        var direction = IsForward ? 1 : -1;
        var entries = Table.Entries(Index).Where(entry => entry[hash.Name]!.IsSame(HashValue) && SortCondition?.IsTrue(entry) != false).ToList();
        entries.Sort((left, right) => direction * Table.Compare(Index, left, right));
        var evaluated = entries.Where(entry => start is null || direction * Table.Compare(Index, entry, start) > 0).Take(Limit ?? int.MaxValue).ToList();
        var found = evaluated.Where(entry => Filter?.IsTrue(entry) != false).Select(Project).ToArray();
        var last = evaluated.Count == Limit ? evaluated[^1].Only(Table.KeyNames(Index)) : null;
        return (found, found.Length, evaluated.Count, last);
    }

    public string Request(ModelItem? start, bool isCount)
    {
        var placeholders = new Placeholders();
        var keyCondition = $"{placeholders.Name((Index?.Hash ?? Table.Hash).Name)} = {placeholders.Value(HashValue)}";
        if (SortCondition is not null) keyCondition += $" AND {SortCondition.Write(placeholders)}";
        var members = $"\"TableName\":\"{Table.Name}\",\"KeyConditionExpression\":\"{keyCondition}\",\"ScanIndexForward\":{(IsForward ? "true" : "false")}";
        if (Index is not null) members += $",\"IndexName\":\"{Index.Name}\"";
        if (Filter is not null) members += $",\"FilterExpression\":\"{Filter.Write(placeholders)}\"";
        if (Names is not null && !isCount) members += $",\"ProjectionExpression\":\"{string.Join(", ", Names.Select(placeholders.Name))}\"";
        if (Limit is not null) members += $",\"Limit\":{Limit}";
        if (isCount) members += ",\"Select\":\"COUNT\"";
        if (start is not null) members += $",\"ExclusiveStartKey\":{start.Json}";
        return $"{{{members}{placeholders.Members()}}}";
    }

    // What a local index lacks is read from the table, but only if it is asked for.
    private string Project(ModelItem entry)
    {
        if (Names is null) return entry.Json;
        var source = Index is { IsGlobal: false } ? Table.Find(entry)! : entry;
        return source.Only(Names).Json;
    }
}
