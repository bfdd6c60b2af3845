using System.Text.RegularExpressions;

namespace Tessera.Infrastructure.Tests.Harness;

/// <summary>A block as it is read: its header, its arguments with their expressions, and its blocks.</summary>
internal sealed record HclNode(IReadOnlyList<string> Header, int Line)
{
    public Dictionary<string, string> Arguments { get; } = [];

    public List<HclNode> Blocks { get; } = [];
}

/// <summary>Reads as much of Terraform's syntax as we write: blocks, and arguments of one line with balanced brackets and quotes.</summary>
internal static partial class HclReader
{
    public static HclNode Read(string text, List<string> problems)
    {
        var root = new HclNode([], 0);
        var open = new Stack<HclNode>([root]);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line == "}" && open.Count > 1)
                open.Pop();
            else if (BlockStart().Match(line) is { Success: true } start)
                open.Push(Open(open.Peek(), start, i + 1));
            else if (!ReadArgument(open.Peek(), line))
                problems.Add($"line {i + 1}: '{line}' is neither a block nor an argument");
        }

        if (open.Count > 1)
            problems.Add($"line {open.Peek().Line}: the block is not closed");
        return root;
    }

    private static HclNode Open(HclNode parent, Match start, int line)
    {
        var header = start.Groups["label"].Captures.Select(label => label.Value.Trim('"')).Prepend(start.Groups["type"].Value);
        var block = new HclNode([.. header], line);
        parent.Blocks.Add(block);
        return block;
    }

    private static bool ReadArgument(HclNode block, string line)
    {
        var argument = Argument().Match(line);
        return argument.Success && IsExpression(argument.Groups["value"].Value) && block.Arguments.TryAdd(argument.Groups["name"].Value, argument.Groups["value"].Value);
    }

    /// <summary>Quotes and brackets come in pairs; outside of quotes only what references, numbers, lists and maps consist of.</summary>
    private static bool IsExpression(string value)
    {
        var brackets = new Stack<char>();
        for (var i = 0; i < value.Length; i++)
        {
            switch (value[i])
            {
                case '"':
                    i = EndOfText(value, i + 1);
                    if (i < 0)
                        return false;
                    break;
                case '[' or '{' or '(':
                    brackets.Push(value[i] switch { '[' => ']', '{' => '}', _ => ')' });
                    break;
                case ']' or '}' or ')':
                    if (!brackets.TryPop(out var expected) || expected != value[i])
                        return false;
                    break;
                default:
                    if (!char.IsAsciiLetterOrDigit(value[i]) && !"_-.,= ".Contains(value[i]))
                        return false;
                    break;
            }
        }

        return brackets.Count == 0 && value.Length > 0;
    }

    private static int EndOfText(string value, int start)
    {
        for (var i = start; i < value.Length; i++)
        {
            if (value[i] == '\\')
                i++;
            else if (value[i] == '"')
                return i;
        }

        return -1;
    }

    [GeneratedRegex("""^(?<type>[a-z_]+)(?: (?<label>"[A-Za-z0-9_]+"))* \{$""")]
    private static partial Regex BlockStart();

    [GeneratedRegex("^(?<name>[a-z_]+) += (?<value>.+)$")]
    private static partial Regex Argument();
}
