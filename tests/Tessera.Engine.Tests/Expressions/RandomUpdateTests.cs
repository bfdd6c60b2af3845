using System.Text.Json.Nodes;
using Tessera.Engine.Errors;
using Tessera.Engine.Expressions;

namespace Tessera.Engine.Tests.Expressions;

/// <summary>Random updates and projections of random items, beside ones that change and copy a tree of nodes.</summary>
public sealed class RandomUpdateTests
{
    private const int Rounds = 10_000;

    [Fact]
    public void Apply_RandomUpdateAndItem_AgreesWithNaiveUpdate()
    {
        var random = TestSeed.Random();
        var documents = new RandomDocument(random);
        var applied = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var text = new PlaceholderText();
            var actions = Actions(random, documents);
            var expression = Expression(actions, text);
            var item = documents.Item();
            var before = Plain.Item(item.ToJsonString());
            var expected = NaiveUpdate.Apply(item, actions);
            var context = $"{expression}\n{text.Json}\n{item.ToJsonString()}\nshould be {expected?.ToJsonString() ?? "refused"}";
            var update = Update.Parse(expression, Plain.Attributes(text.Json));
            if (expected is null)
            {
                Assert.ThrowsAny<ServiceException>(() => update.Apply(before, before));
                continue;
            }

            applied++;
            var result = update.Apply(before, before);
            Assert.True(Plain.Item(expected.ToJsonString()) == result.After, context + $"\nis {result.After}");
            Assert.Equal(Plain.Item(expected.ToJsonString()).Size, result.After.Size);
            AssertProjection(item, actions.Select(action => action.Path).ToArray(), result.UpdatedOld(), context);
            AssertProjection(expected, actions.Select(action => action.Path).ToArray(), result.UpdatedNew(), context);
        }

        Assert.InRange(applied, Rounds / 10, Rounds);
    }

    // What a projection returns is what a naive one copies; no item where that is nothing.
    private static void AssertProjection(JsonObject source, object[][] paths, Engine.Items.Item actual, string context)
    {
        var expected = NaiveUpdate.Project(source, paths, depth: 0);
        var item = expected is null ? default : Plain.Item(expected.ToJsonString());
        Assert.True(item == actual, $"{context}\nprojects to {item}, not {actual}");
    }

    private static NaiveUpdate.Action[] Actions(Random random, RandomDocument documents)
    {
        var actions = new List<NaiveUpdate.Action>();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var path = documents.Path();
            if (actions.Exists(other => Clashes(other.Path, path)))
                continue;
            actions.Add(random.Next(8) switch
            {
                0 => new("REMOVE", path),
                1 => new("ADD", path, random.Next(2) == 0 ? JsonValue.Create(random.Next(-2, 3)) : documents.Set()),
                2 => new("DELETE", path, documents.Set()),
                3 => new("SET", path, Source: documents.Path()),
                4 => new("SET", path, JsonValue.Create(random.Next(-2, 3)), documents.Path(), "+"),
                5 => new("SET", path, documents.Value(), documents.Path(), "if_not_exists"),
                6 => new("SET", path, documents.List(0), documents.Path(), "list_append"),
                _ => new("SET", path, documents.Value()),
            });
        }

        return [.. actions];
    }

    private static bool Clashes(object[] one, object[] two)
    {
        for (var i = 0; i < Math.Min(one.Length, two.Length); i++)
        {
            if (one[i] is int != two[i] is int)
                return true;
            if (!one[i].Equals(two[i]))
                return false;
        }

        return true;
    }

    private static string Expression(NaiveUpdate.Action[] actions, PlaceholderText text) => string.Join(' ', actions
        .GroupBy(action => action.Section)
        .Select(section => $"{section.Key} {string.Join(", ", section.Select(action => ActionText(action, text)))}"));

    private static string ActionText(NaiveUpdate.Action action, PlaceholderText text)
    {
        var path = text.Path(action.Path);
        var source = action.Source is null ? "" : text.Path(action.Source);
        return (action.Section, action.Function) switch
        {
            ("REMOVE", _) => path,
            ("ADD" or "DELETE", _) => $"{path} {text.Value(action.Value)}",
            (_, "+") => $"{path} = {source} + {text.Value(action.Value)}",
            (_, not null) => $"{path} = {action.Function}({source}, {text.Value(action.Value)})",
            _ => $"{path} = {(action.Source is null ? text.Value(action.Value) : source)}",
        };
    }
}

/// <summary>Updates and projections of a tree of nodes, the slow and obvious way.</summary>
internal static class NaiveUpdate
{
    /// <param name="Section">SET, REMOVE, ADD or DELETE.</param>
    /// <param name="Path">What is changed.</param>
    /// <param name="Value">The literal operand.</param>
    /// <param name="Source">The path that SET reads.</param>
    /// <param name="Function">How SET connects source and value: +, if_not_exists or list_append.</param>
    internal sealed record Action(string Section, object[] Path, JsonNode? Value = null, object[]? Source = null, string? Function = null);

    /// <summary>The changed item, or null where the service refuses the update.</summary>
    public static JsonObject? Apply(JsonObject item, IReadOnlyList<Action> actions)
    {
        var values = new List<(Action Action, bool IsRemoval, JsonNode? Value)>();
        foreach (var action in actions)
        {
            if (!HasPlace(item, action.Path) || !TryEvaluate(item, action, out var isRemoval, out var value))
                return null;
            values.Add((action, isRemoval, value));
        }

        var after = item.DeepClone().AsObject();
        // From the end of each list to its start, so that no removal moves what is still to be changed; what is appended comes last, by index.
        foreach (var (action, isRemoval, value) in values.OrderByDescending(entry => entry.Action.Path[^1] is int index ? index : 0))
            Write(after, action.Path, isRemoval, value, item, appends: false);
        foreach (var (action, isRemoval, value) in values.OrderBy(entry => entry.Action.Path[^1] is int index ? index : 0))
            Write(after, action.Path, isRemoval, value, item, appends: true);
        return (JsonObject)WithoutMarks(after)!;
    }

    /// <summary>What the node has of the paths, or null.</summary>
    public static JsonNode? Project(JsonNode? node, IReadOnlyCollection<object[]> paths, int depth)
    {
        if (node is JsonObject map && !NaiveDocument.IsSet(map))
        {
            var result = new JsonObject();
            foreach (var (name, value) in map)
                ProjectInto(value, Below(paths, depth, name), depth, projected => result[name] = projected);
            return result.Count > 0 ? result : null;
        }

        if (node is JsonArray list)
        {
            var result = new JsonArray();
            for (var i = 0; i < list.Count; i++)
                ProjectInto(list[i], Below(paths, depth, i), depth, result.Add);
            return result.Count > 0 ? result : null;
        }

        return null;
    }

    private static object[][] Below(IReadOnlyCollection<object[]> paths, int depth, object step) =>
        [.. paths.Where(path => path.Length > depth && path[depth].Equals(step))];

    private static void ProjectInto(JsonNode? value, object[][] paths, int depth, Action<JsonNode?> add)
    {
        if (paths.Length == 0)
            return;
        if (paths[0].Length == depth + 1)
            add(value?.DeepClone());
        else if (Project(value, paths, depth + 1) is { } projected)
            add(projected);
    }

    private static bool HasPlace(JsonObject item, object[] path)
    {
        if (path.Length == 1)
            return true;
        return NaiveDocument.TryGet(item, path.AsSpan(0, path.Length - 1), out var parent) && NaiveDocument.TypeOf(parent) == (path[^1] is int ? "L" : "M");
    }

    private static bool TryEvaluate(JsonObject item, Action action, out bool isRemoval, out JsonNode? value)
    {
        isRemoval = action.Section == "REMOVE";
        value = action.Value?.DeepClone();
        if (action.Section == "SET")
            return TryEvaluateSet(item, action, ref value);
        if (isRemoval)
            return true;
        var exists = NaiveDocument.TryGet(item, action.Path, out var current);
        if (!exists)
        {
            isRemoval = action.Section == "DELETE";
            return true;
        }

        if (NaiveDocument.TypeOf(current) != NaiveDocument.TypeOf(action.Value))
            return false;
        if (NaiveDocument.TypeOf(current) == "N")
        {
            value = current!.GetValue<int>() + action.Value!.GetValue<int>();
            return true;
        }

        var members = NaiveDocument.Members(current);
        if (action.Section == "ADD")
            members.UnionWith(NaiveDocument.Members(action.Value));
        else
            members.ExceptWith(NaiveDocument.Members(action.Value));
        isRemoval = members.Count == 0;
        value = new JsonObject { ["$SS"] = new JsonArray([.. members.Select(member => JsonValue.Create(member))]) };
        return true;
    }

    private static bool TryEvaluateSet(JsonObject item, Action action, ref JsonNode? value)
    {
        if (action.Source is null)
            return true;
        var exists = NaiveDocument.TryGet(item, action.Source, out var source);
        if (action.Function == "if_not_exists")
        {
            value = exists ? source?.DeepClone() : value;
            return true;
        }

        if (!exists)
            return false;
        if (action.Function is null)
        {
            value = source?.DeepClone();
            return true;
        }

        if (NaiveDocument.TypeOf(source) != (action.Function == "+" ? "N" : "L"))
            return false;
        value = action.Function == "+"
            ? source!.GetValue<int>() + action.Value!.GetValue<int>()
            : new JsonArray([.. source!.AsArray().Concat(action.Value!.AsArray()).Select(element => element?.DeepClone())]);
        return true;
    }

    // Removed list elements are marked first, so that the indexes of the item as it was stay good to the end.
    private static void Write(JsonObject after, object[] path, bool isRemoval, JsonNode? value, JsonObject before, bool appends)
    {
        NaiveDocument.TryGet(after, path.AsSpan(0, path.Length - 1), out var parent);
        if (path[^1] is string name)
        {
            if (appends)
                return;
            if (isRemoval)
                ((JsonObject)parent!).Remove(name);
            else
                ((JsonObject)parent!)[name] = value?.DeepClone();
            return;
        }

        var index = (int)path[^1];
        var list = (JsonArray)parent!;
        NaiveDocument.TryGet(before, path.AsSpan(0, path.Length - 1), out var listBefore);
        var isAppended = index >= listBefore!.AsArray().Count;
        if (isAppended != appends)
            return;
        if (isAppended && !isRemoval)
            list.Add(value?.DeepClone());
        else if (!isAppended)
            list[index] = isRemoval ? new JsonObject { ["$removed"] = true } : value?.DeepClone();
    }

    private static JsonNode? WithoutMarks(JsonNode? node) => node switch
    {
        JsonObject map when NaiveDocument.IsSet(map) => map.DeepClone(),
        JsonObject map => new JsonObject(map.Select(member => KeyValuePair.Create(member.Key, WithoutMarks(member.Value)))),
        JsonArray list => new JsonArray([.. list.Where(element => (element as JsonObject)?.ContainsKey("$removed") != true).Select(WithoutMarks)]),
        _ => node?.DeepClone(),
    };
}
