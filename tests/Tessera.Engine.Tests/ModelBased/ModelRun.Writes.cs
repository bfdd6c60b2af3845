namespace Tessera.Engine.Tests.ModelBased;

internal sealed partial class ModelRun
{
    private void Put()
    {
        var table = PickTable();
        var item = _random.Item(table, _random.Key(table), mustBeRight: false);
        var condition = RandomCondition();
        var returnsOld = _random.Chance(30);
        var placeholders = new Placeholders();
        var members = $"\"TableName\":\"{table.Name}\",\"Item\":{item.Json}{ConditionMember(condition, placeholders)}";
        if (returnsOld) members += ",\"ReturnValues\":\"ALL_OLD\"";

        var expected = Answer(() =>
        {
            table.CheckIndexKeys(item);
            var before = table.Find(item);
            CheckCondition(condition, before);
            table.Replace(item, item);
            return Attributes(returnsOld ? before : null);
        });
        Expect("PutItem", $"{{{members}{placeholders.Members()}}}", expected);
    }

    private void Delete()
    {
        var table = PickTable();
        var key = _random.Key(table);
        var condition = RandomCondition();
        var returnsOld = _random.Chance(30);
        var placeholders = new Placeholders();
        var members = $"\"TableName\":\"{table.Name}\",\"Key\":{key.Json}{ConditionMember(condition, placeholders)}";
        if (returnsOld) members += ",\"ReturnValues\":\"ALL_OLD\"";

        var expected = Answer(() =>
        {
            var before = table.Find(key);
            CheckCondition(condition, before);
            table.Replace(key, null);
            return Attributes(returnsOld ? before : null);
        });
        Expect("DeleteItem", $"{{{members}{placeholders.Members()}}}", expected);
    }

    private void Update()
    {
        var table = PickTable();
        var key = _random.Key(table);
        var returnValues = _random.Pick(["NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"]);
        var update = _random.Update(table, topLevelOnly: returnValues.StartsWith("UPDATED", StringComparison.Ordinal));
        var condition = RandomCondition();
        var placeholders = new Placeholders();
        var members = $"\"TableName\":\"{table.Name}\",\"Key\":{key.Json},\"UpdateExpression\":\"{update.Write(placeholders)}\""
            + $"{ConditionMember(condition, placeholders)},\"ReturnValues\":\"{returnValues}\"";

        var expected = Answer(() =>
        {
            table.CheckIndexKeys(update);
            var before = table.Find(key);
            CheckCondition(condition, before);
            var after = Updated(table, update, before, key);
            table.Replace(key, after);
            return Attributes(Returned(returnValues, update, before, after));
        });
        Expect("UpdateItem", $"{{{members}{placeholders.Members()}}}", expected);
    }

    private void BatchWrite()
    {
        var table = PickTable();
        var items = Enumerable.Range(0, _random.Next(8) + 1).Select(_ => _random.Item(table, _random.Key(table), mustBeRight: true))
            .DistinctBy(item => table.KeyOf(item).Json).Select(item => (Item: item, IsPut: _random.Chance(60))).ToArray();
        var requests = items.Select(entry => entry.IsPut
            ? $$$"""{"PutRequest":{"Item":{{{entry.Item.Json}}}}}"""
            : $$$"""{"DeleteRequest":{"Key":{{{table.KeyOf(entry.Item).Json}}}}}""");

        foreach (var (item, isPut) in items) table.Replace(item, isPut ? item : null);
        Expect("BatchWriteItem", $$$"""{"RequestItems":{"{{{table.Name}}}":[{{{string.Join(",", requests)}}}]}}""", """{"UnprocessedItems":{}}""");
    }

    private static ModelItem? Updated(ModelTable table, ModelUpdate update, ModelItem? before, ModelItem key)
    {
        var after = update.Apply(before, key);
        if (after is not null) table.CheckIndexKeys(after);
        return after;
    }

    private static ModelItem? Returned(string returnValues, ModelUpdate update, ModelItem? before, ModelItem? after) => returnValues switch
    {
        "ALL_OLD" => before,
        "ALL_NEW" => after,
        "UPDATED_OLD" => before?.Only(update.Actions.Select(action => action.Path.Name)),
        "UPDATED_NEW" => after?.Only(update.Actions.Select(action => action.Path.Name)),
        _ => null,
    };

    private ModelCondition? RandomCondition() => _random.Chance(40) ? _random.Condition() : null;

    private static string ConditionMember(ModelCondition? condition, Placeholders placeholders) =>
        condition is null ? "" : $",\"ConditionExpression\":\"{condition.Write(placeholders)}\"";

    private static void CheckCondition(ModelCondition? condition, ModelItem? before)
    {
        if (condition?.IsTrue(before ?? ModelItem.Empty) == false) throw new ModelRefusal("ConditionalCheckFailedException");
    }

    /// <summary>The model's answer, or the name of its error.</summary>
    private static string Answer(Func<string> operation)
    {
        try
        {
            return operation();
        }
        catch (ModelRefusal refusal)
        {
            return refusal.Message;
        }
    }
}
