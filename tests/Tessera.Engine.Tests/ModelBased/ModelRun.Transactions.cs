namespace Tessera.Engine.Tests.ModelBased;

internal sealed partial class ModelRun
{
    /// <summary>Some actions on distinct items of both tables: all of them, or none and the reasons in order.</summary>
    private void TransactWrite()
    {
        var actions = Enumerable.Range(0, _random.Next(5) + 1).Select(_ => PickTable()).Select(table => (Table: table, Key: _random.Key(table)))
            .DistinctBy(target => target.Table.Name + target.Key.Json).Select(target => RandomAction(target.Table, target.Key)).ToArray();
        var request = $$"""{"TransactItems":[{{string.Join(",", actions.Select(action => action.Json))}}]}""";
        var results = actions.Select(action => action.Run()).ToArray();
        if (results.All(result => result.Reason == "None"))
        {
            foreach (var (action, result) in actions.Zip(results)) action.Table.Replace(action.Key, result.After);
            Expect("TransactWriteItems", request, "{}");
            return;
        }

        var answer = Send("TransactWriteItems", request);
        var reasons = answer["CancellationReasons"]?.AsArray().Select(reason => reason!["Code"]!.GetValue<string>()) ?? [];
        var expected = $"TransactionCanceledException [{string.Join(", ", results.Select(result => result.Reason))}]";
        if ($"{answer.Error} [{string.Join(", ", reasons)}]" != expected) Fail("TransactWriteItems", request, expected, answer.Body);
        Note("TransactWriteItems", answer);
    }

    private TransactAction RandomAction(ModelTable table, ModelItem key)
    {
        var kind = _random.Next(4);
        // A check must have a condition; most conditions are such that transactions often go through.
        var condition = kind == 3 || _random.Chance(30) ? _random.Chance(60) ? new ModelCondition.Exists(new ModelPath("zz"), false) : _random.Condition() : null;
        var update = kind == 1 ? _random.Update(table, topLevelOnly: false) : null;
        var item = kind == 0 ? _random.Item(table, key, mustBeRight: true) : null;
        return new TransactAction(table, key, condition, item, update, IsCheck: kind == 3);
    }

    private void TransactGet()
    {
        var keys = Enumerable.Range(0, _random.Next(5) + 1).Select(_ => PickTable()).Select(table => (Table: table, Key: _random.Key(table)))
            .DistinctBy(target => target.Table.Name + target.Key.Json).ToArray();
        var gets = keys.Select(target => $$$"""{"Get":{"TableName":"{{{target.Table.Name}}}","Key":{{{target.Key.Json}}}}}""");
        var responses = keys.Select(target => target.Table.Find(target.Key) is { } item ? $$"""{"Item":{{item.Json}}}""" : "{}");

        Expect("TransactGetItems", $$"""{"TransactItems":[{{string.Join(",", gets)}}]}""", $$"""{"Responses":[{{string.Join(",", responses)}}]}""");
    }

    /// <summary>Puts the item, makes the update, checks the condition, or else deletes.</summary>
    private sealed record TransactAction(ModelTable Table, ModelItem Key, ModelCondition? Condition, ModelItem? Item, ModelUpdate? Update, bool IsCheck)
    {
        public string Json
        {
            get
            {
                var placeholders = new Placeholders();
                var members = $"\"TableName\":\"{Table.Name}\"";
                if (Update is not null) members += $",\"UpdateExpression\":\"{Update.Write(placeholders)}\"";
                members += Item is not null ? $",\"Item\":{Item.Json}" : $",\"Key\":{Key.Json}";
                members += ConditionMember(Condition, placeholders) + placeholders.Members();
                var name = IsCheck ? "ConditionCheck" : Update is not null ? "Update" : Item is not null ? "Put" : "Delete";
                return $"{{\"{name}\":{{{members}}}}}";
            }
        }

        /// <summary>The code of the cancellation reason, and the item after the action.</summary>
        public (string Reason, ModelItem? After) Run()
        {
            var before = Table.Find(Key);
            try
            {
                if (Update is not null) Table.CheckIndexKeys(Update);
                if (Condition?.IsTrue(before ?? ModelItem.Empty) == false) return ("ConditionalCheckFailed", before);
                return ("None", IsCheck ? before : Update is not null ? Updated(Table, Update, before, Key) : Item);
            }
            catch (ModelRefusal)
            {
                return ("ValidationError", before);
            }
        }
    }
}
