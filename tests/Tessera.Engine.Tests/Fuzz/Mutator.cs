using System.Text;
using System.Text.Json.Nodes;

namespace Tessera.Engine.Tests.Fuzz;

/// <summary>Changes valid requests at the level of expressions, of JSON, of bytes, and of headers, so that some get past every layer of checks.</summary>
internal sealed class Mutator(Random random)
{
    /// <summary>Stands in the tree for a fragment that a JSON tree cannot hold: broken, or nested too deeply.</summary>
    private const string RawMark = "@@raw@@";

    private readonly ExpressionMutator _expressions = new(random);
    private readonly List<JsonNode> _nodes = [];

    public FuzzRequest Next()
    {
        var request = Pick(FuzzCorpus.Valid);
        var body = Encoding.UTF8.GetString(request.Body);
        var bytes = MutateJson(body);
        if (random.Next(3) == 0)
            bytes = MutateBytes(bytes);
        return MutateEnvelope(request with { Body = bytes });
    }

    private byte[] MutateJson(string body)
    {
        var root = JsonNode.Parse(body)!;
        string? raw = null;
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            CollectNodes(root);
            if (_nodes.Count == 0)
                break;
            raw = MutateNode(Pick(_nodes)) ?? raw;
        }
        var text = root.ToJsonString();
        return Encoding.UTF8.GetBytes(raw is null ? text : text.Replace($"\"{RawMark}\"", raw, StringComparison.Ordinal));
    }

    /// <summary>Every node but the root.</summary>
    private void CollectNodes(JsonNode root)
    {
        _nodes.Clear();
        var pending = new Stack<JsonNode>([root]);
        while (pending.TryPop(out var node))
        {
            if (node.Parent is not null)
                _nodes.Add(node);
            var children = node switch
            {
                JsonObject members => members.Select(member => member.Value),
                JsonArray elements => elements,
                _ => [],
            };
            foreach (var child in children)
            {
                if (child is not null)
                    pending.Push(child);
            }
        }
    }

    /// <summary>Changes one node; returns the raw fragment that replaces <see cref="RawMark"/>, if it left one.</summary>
    private string? MutateNode(JsonNode node)
    {
        if (node is JsonValue value && value.TryGetValue(out string? text) && text != RawMark && IsExpression(node) && random.Next(8) != 0)
        {
            node.ReplaceWith(_expressions.Mutate(text));
            return null;
        }
        switch (random.Next(6))
        {
            case 0:
                node.ReplaceWith(RawMark);
                return FuzzFragments.Next(random);
            case 1:
                Remove(node);
                return null;
            case 2:
                node.ReplaceWith(Pick(_nodes).DeepClone());
                return null;
            case 3:
                Duplicate(node);
                return null;
            case 4:
                Rename(node);
                return null;
            default:
                node.ReplaceWith(node is JsonValue scalar && scalar.TryGetValue(out string? word) ? MutateWord(word) : RawMark);
                return FuzzFragments.Next(random);
        }
    }

    /// <summary>Expressions stand under names that end so.</summary>
    private static bool IsExpression(JsonNode node) => node.Parent is JsonObject && node.GetPropertyName().EndsWith("Expression", StringComparison.Ordinal);

    private static void Remove(JsonNode node)
    {
        if (node.Parent is JsonObject parent)
            parent.Remove(node.GetPropertyName());
        else
            node.Parent!.AsArray().Remove(node);
    }

    private void Duplicate(JsonNode node)
    {
        if (node.Parent is JsonArray elements)
        {
            for (var count = random.Next(10) == 0 ? 110 : 1; count > 0; count--)
                elements.Add(node.DeepClone());
        }
        else
        {
            node.Parent!.AsObject()[node.GetPropertyName() + "2"] = node.DeepClone();
        }
    }

    private void Rename(JsonNode node)
    {
        if (node.Parent is not JsonObject parent)
            return;
        var name = random.Next(2) == 0 ? FuzzFragments.Name(random) : MutateWord(node.GetPropertyName());
        parent.Remove(node.GetPropertyName());
        parent[name] = node;
    }

    private string MutateWord(string word) => random.Next(4) switch
    {
        0 => word + word,
        1 => word.Length == 0 ? "x" : word[..random.Next(word.Length)],
        2 => FuzzFragments.Name(random),
        _ => FuzzFragments.Number(random),
    };

    private byte[] MutateBytes(byte[] body)
    {
        var bytes = new List<byte>(body);
        for (var count = random.Next(1, 4); count > 0 && bytes.Count > 1; count--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 12)));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 40))));
                    break;
                default:
                    bytes[at] = Pick("\"\\{}[],:0-+eE\0\u007f"u8.ToArray());
                    break;
            }
        }
        return [.. bytes];
    }

    /// <summary>Once in a while what is around the body: another operation, method, content type or signature.</summary>
    private FuzzRequest MutateEnvelope(FuzzRequest request) => random.Next(40) switch
    {
        0 => request with { Operation = Pick(FuzzCorpus.Valid).Operation },
        1 => request with { Operation = FuzzFragments.Name(random) },
        2 => request with { ContentType = Pick<string?>([null, "", "application/json", "text/plain; charset=\"", "application/x-amz-json-1.1"]) },
        3 => request with { Authorization = Pick(["", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=", "AWS4-HMAC-SHA256 Credential=a/b", "Basic x", "=,=,,/"]) },
        4 => request with { Method = Pick(["GET", "PUT", "OPTIONS", ""]) },
        _ => request,
    };

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
