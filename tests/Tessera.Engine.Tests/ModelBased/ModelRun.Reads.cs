using System.Text.Json;

namespace Tessera.Engine.Tests.ModelBased;

internal sealed partial class ModelRun
{
    private void Get()
    {
        var table = PickTable();
        var key = _random.Key(table);
        var item = table.Find(key);
        var names = _random.Chance(40) ? new[] { "a", "m", "l", table.Hash.Name } : null;
        var placeholders = new Placeholders();
        var members = $"\"TableName\":\"{table.Name}\",\"Key\":{key.Json},\"ConsistentRead\":{(_random.Chance(50) ? "true" : "false")}";
        if (names is not null) members += $",\"ProjectionExpression\":\"{string.Join(",", names.Select(placeholders.Name))}\"";
        if (names is not null) item = item?.Only(names);

        Expect("GetItem", $"{{{members}{placeholders.Members()}}}", item is null ? "{}" : $$"""{"Item":{{item.Json}}}""");
    }

    private void BatchGet()
    {
        var table = PickTable();
        var keys = Enumerable.Range(0, _random.Next(8) + 1).Select(_ => _random.Key(table)).DistinctBy(key => key.Json).ToArray();
        var request = $"{{\"RequestItems\":{{\"{table.Name}\":{{\"Keys\":[{string.Join(",", keys.Select(key => key.Json))}]}}}}}}";

        var answer = Succeed("BatchGetItem", request);
        var expected = keys.Select(table.Find).OfType<ModelItem>().Select(item => item.Json);
        AssertSameItems("BatchGetItem", request, expected, Texts(answer.GetProperty("Responses").GetProperty(table.Name)));
    }

    /// <summary>Reads all pages of a query. Now and then the item that the next page starts behind is deleted first: it need not be there.</summary>
    private void Query()
    {
        var table = PickTable();
        var index = _random.Chance(50) ? _random.Pick(table.Indexes) : null;
        var query = RandomQuery(table, index);
        var isCount = _random.Chance(10);
        ModelItem? start = null;
        do
        {
            var (items, count, scannedCount, last) = query.Page(start);
            var expected = isCount ? "{" : $$"""{"Items":[{{string.Join(",", items)}}],""";
            expected += $"\"Count\":{count},\"ScannedCount\":{scannedCount}{(last is null ? "" : $",\"LastEvaluatedKey\":{last.Json}")}}}";
            Expect("Query", query.Request(start, isCount), expected);
            start = last;
            if (start is not null && _random.Chance(5)) DeleteForSure(table, start);
        }
        while (start is not null);
    }

    private ModelQuery RandomQuery(ModelTable table, ModelIndex? index)
    {
        var hash = index?.Hash ?? table.Hash;
        var range = index is null ? table.Range : index.Range;
        var isKeysOnly = index is { Projected: [] };
        // A filter on an index sees what is projected, and a global one can give no more.
        var filterNames = index?.Projected ?? RandomRequests.Names;
        var names = isKeysOnly ? [table.Hash.Name] : index is { IsGlobal: true, Projected: not null } ? ["n", "l"] : new[] { "a", "b", "m" };
        return new ModelQuery(
            table,
            index,
            _random.KeyValue(hash),
            range is not null && _random.Chance(60) ? _random.SortCondition(range) : null,
            filterNames.Length > 0 && _random.Chance(40) ? _random.Condition(filterNames) : null,
            _random.Chance(25) ? names : null,
            _random.Chance(60) ? _random.Next(6) + 1 : null,
            _random.Chance(60));
    }

    private void DeleteForSure(ModelTable table, ModelItem key)
    {
        table.Replace(key, null);
        Expect("DeleteItem", $$"""{"TableName":"{{table.Name}}","Key":{{table.KeyOf(key).Json}}}""", "{}");
    }

    private void Scan()
    {
        var table = PickTable();
        Scan(table, _random.Chance(40) ? _random.Pick(table.Indexes) : null);
    }

    /// <summary>Reads all pages of all segments: the order is the engine's own, but nothing may be missing or be there twice.</summary>
    private void Scan(ModelTable table, ModelIndex? index)
    {
        var filterNames = index?.Projected ?? RandomRequests.Names;
        var filter = filterNames.Length > 0 && _random.Chance(50) ? _random.Condition(filterNames) : null;
        var totalSegments = _random.Next(4) + 1;
        var limit = _random.Chance(70) ? _random.Next(30) + 5 : (int?)null;
        var found = new List<string>();
        var scannedCount = 0;
        for (var segment = 0; segment < totalSegments; segment++)
        {
            string? start = null;
            do
            {
                var answer = Succeed("Scan", ScanRequest(table, index, filter, segment, totalSegments, limit, start));
                found.AddRange(Texts(answer.GetProperty("Items")));
                var pageCount = answer.GetProperty("ScannedCount").GetInt32();
                Assert.True(pageCount <= (limit ?? int.MaxValue));
                scannedCount += pageCount;
                start = answer.TryGetProperty("LastEvaluatedKey", out var last) ? last.GetRawText() : null;
                Assert.Equal(pageCount == limit, start is not null);
            }
            while (start is not null);
        }

        var entries = table.Entries(index).ToArray();
        Assert.Equal(entries.Length, scannedCount);
        var expected = entries.Where(entry => filter?.IsTrue(entry) != false).Select(entry => entry.Json);
        AssertSameItems("Scan", ScanRequest(table, index, filter, 0, totalSegments, limit, null), expected, found);
    }

    private static string ScanRequest(ModelTable table, ModelIndex? index, ModelCondition? filter, int segment, int totalSegments, int? limit, string? start)
    {
        var placeholders = new Placeholders();
        var members = $"\"TableName\":\"{table.Name}\",\"Segment\":{segment},\"TotalSegments\":{totalSegments}";
        if (index is not null) members += $",\"IndexName\":\"{index.Name}\"";
        if (filter is not null) members += $",\"FilterExpression\":\"{filter.Write(placeholders)}\"";
        if (limit is not null) members += $",\"Limit\":{limit}";
        if (start is not null) members += $",\"ExclusiveStartKey\":{start}";
        return $"{{{members}{placeholders.Members()}}}";
    }

    private static IEnumerable<string> Texts(JsonElement items) => items.EnumerateArray().Select(item => item.GetRawText());

    private void AssertSameItems(string operation, string request, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var wanted = string.Join("\n", expected.Order(StringComparer.Ordinal));
        var given = string.Join("\n", actual.Order(StringComparer.Ordinal));
        if (wanted != given) Fail(operation, request, wanted, given);
    }
}
