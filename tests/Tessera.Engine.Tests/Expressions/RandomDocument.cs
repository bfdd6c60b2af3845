using System.Text.Json.Nodes;

namespace Tessera.Engine.Tests.Expressions;

/// <summary>
/// Small random documents and paths: few names and values, so that they often meet. Strings, integers, booleans, null, lists, maps and string sets.
/// </summary>
internal sealed class RandomDocument(Random random)
{
    private static readonly string[] _names = ["a", "b", "c", "\u00E9", "q\"n"];
    private static readonly string[] _texts = ["", "x", "xy", "y\n", "n", "\\n", "\u00E9", "\uD83D\uDE00"];

    public static IReadOnlyList<string> Names => _names;

    public JsonObject Item()
    {
        var item = Map(depth: 0);
        item["pk"] = "p";
        return item;
    }

    public JsonNode? Value(int depth = 0) => random.Next(depth < 3 ? 9 : 6) switch
    {
        0 or 1 => JsonValue.Create(random.Next(-2, 3)),
        2 or 3 => JsonValue.Create(Pick(_texts)),
        4 => JsonValue.Create(random.Next(2) == 0),
        5 => random.Next(2) == 0 ? null : Set(),
        6 => List(depth),
        _ => Map(depth),
    };

    public JsonNode Scalar() => random.Next(2) == 0 ? JsonValue.Create(random.Next(-2, 3)) : JsonValue.Create(Pick(_texts));

    public JsonObject Set() => new()
    {
        ["$SS"] = new JsonArray([.. _texts.Where(text => text.Length > 0 && random.Next(3) == 0).DefaultIfEmpty("x").Select(text => JsonValue.Create(text))]),
    };

    public JsonArray List(int depth) => new([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth + 1))]);

    /// <summary>A path of names (strings) and indexes (integers); it may lead nowhere.</summary>
    public object[] Path()
    {
        var path = new List<object> { Pick(_names) };
        while (random.Next(5) < 2)
            path.Add(random.Next(2) == 0 ? Pick(_names) : random.Next(5));
        return [.. path];
    }

    public T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    private JsonObject Map(int depth)
    {
        var map = new JsonObject();
        foreach (var name in _names)
        {
            if (random.Next(2) == 0)
                map[name] = Value(depth + 1);
        }

        return map;
    }
}

/// <summary>Writes expressions: every name and value goes through a placeholder, as some need one.</summary>
internal sealed class PlaceholderText
{
    private readonly JsonObject _placeholders = [];

    /// <summary>The placeholders so far, in the form of <see cref="Plain.Attributes"/>.</summary>
    public string Json => _placeholders.Count == 0 ? "" : _placeholders.ToJsonString();

    public string Value(JsonNode? value)
    {
        var placeholder = $":v{_placeholders.Count}";
        _placeholders[placeholder] = value?.DeepClone();
        return placeholder;
    }

    public string Path(object[] path) => string.Concat(path.Select((step, i) => step is int index ? $"[{index}]" : (i > 0 ? "." : "") + Name((string)step)));

    private string Name(string name)
    {
        var placeholder = $"#n{RandomDocument.Names.ToList().IndexOf(name)}";
        _placeholders[placeholder] = name;
        return placeholder;
    }
}

/// <summary>Documents read the slow and obvious way: what the engine's results are compared with.</summary>
internal static class NaiveDocument
{
    /// <summary>Whether there is something at the path; null is something.</summary>
    public static bool TryGet(JsonNode? node, ReadOnlySpan<object> path, out JsonNode? value)
    {
        value = node;
        foreach (var step in path)
        {
            if (step is int index && value is JsonArray list && index < list.Count)
                value = list[index];
            else if (step is string name && value is JsonObject map && !IsSet(map) && map.ContainsKey(name))
                value = map[name];
            else
                return false;
        }

        return true;
    }

    public static bool IsSet(JsonNode? node) => node is JsonObject map && map.ContainsKey("$SS");

    public static string TypeOf(JsonNode? node) => node switch
    {
        null => "NULL",
        JsonArray => "L",
        JsonObject when IsSet(node) => "SS",
        JsonObject => "M",
        _ => node.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => "S",
            System.Text.Json.JsonValueKind.Number => "N",
            _ => "BOOL",
        },
    };

    public static bool AreEqual(JsonNode? left, JsonNode? right) =>
        IsSet(left) && IsSet(right) ? Members(left).SetEquals(Members(right)) : JsonNode.DeepEquals(left, right) || AreEqualContainers(left, right);

    public static HashSet<string> Members(JsonNode? set) => [.. set!["$SS"]!.AsArray().Select(member => member!.GetValue<string>())];

    /// <summary>The order of two numbers or two strings; null where they have none.</summary>
    public static int? Compare(JsonNode? left, JsonNode? right)
    {
        if (TypeOf(left) != TypeOf(right))
            return null;
        return TypeOf(left) switch
        {
            "N" => left!.GetValue<int>().CompareTo(right!.GetValue<int>()),
            "S" => Utf8(left).AsSpan().SequenceCompareTo(Utf8(right)),
            _ => null,
        };
    }

    public static byte[] Utf8(JsonNode? text) => System.Text.Encoding.UTF8.GetBytes(text!.GetValue<string>());

    // Sets may be anywhere inside.
    private static bool AreEqualContainers(JsonNode? left, JsonNode? right) => (left, right) switch
    {
        (JsonArray one, JsonArray two) => one.Count == two.Count && one.Zip(two).All(pair => AreEqual(pair.First, pair.Second)),
        (JsonObject one, JsonObject two) => !IsSet(one) && !IsSet(two) && one.Count == two.Count
            && one.All(member => two.ContainsKey(member.Key) && AreEqual(member.Value, two[member.Key])),
        _ => false,
    };
}
