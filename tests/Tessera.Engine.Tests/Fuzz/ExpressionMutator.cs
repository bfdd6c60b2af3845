using System.Text.RegularExpressions;

namespace Tessera.Engine.Tests.Fuzz;

/// <summary>Changes expressions by their tokens, so that most still read as expressions, and nests or repeats some past every limit.</summary>
internal sealed partial class ExpressionMutator(Random random)
{
    private static readonly string[] _vocabulary =
    [
        "AND", "OR", "NOT", "IN", "BETWEEN", "SET", "REMOVE", "ADD", "DELETE", "size", "contains", "begins_with", "attribute_exists", "attribute_not_exists",
        "attribute_type", "if_not_exists", "list_append", "(", ")", ",", "=", "<>", "<", "<=", ">", ">=", "+", "-", ".", "[", "]", "0", "1", "99999999999999999999", "a", "PK",
        "SK", "n", "absent", "m.k", "l[0]", "l[1000000]", "#n", "#undefined", ":n", ":p", ":zero", ":undefined", "#", ":", "'", "\"", "\\", "\0", "é", "😀", "a-b", "1a", "select",
    ];

    private static readonly int[] _depths = [2, 30, 40, 160, 310, 4000];

    public string Mutate(string expression)
    {
        var tokens = Token().Matches(expression).Select(match => match.Value).ToList();
        for (var count = random.Next(1, 5); count > 0 && tokens.Count > 0; count--)
            MutateTokens(tokens);
        var text = string.Join(random.Next(10) == 0 ? "" : " ", tokens);
        return random.Next(40) == 0 ? Nest(text) : text;
    }

    private void MutateTokens(List<string> tokens)
    {
        var at = random.Next(tokens.Count);
        switch (random.Next(5))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, Pick(_vocabulary));
                break;
            case 2:
                tokens[at] = Pick(_vocabulary);
                break;
            case 3:
                var other = random.Next(tokens.Count);
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            default:
                tokens.InsertRange(at, tokens.GetRange(at, Math.Min(tokens.Count - at, random.Next(1, 6))));
                break;
        }
    }

    private string Nest(string text)
    {
        var depth = Pick(_depths);
        return random.Next(6) switch
        {
            0 => new string('(', depth) + text + new string(')', depth),
            1 => string.Concat(Enumerable.Repeat("NOT ", depth)) + text,
            2 => string.Join(Pick([" AND ", " OR "]), Enumerable.Repeat(text.Length > 60 ? "n = :n" : text, depth)),
            3 => "attribute_exists(a" + string.Concat(Enumerable.Repeat(Pick([".a", "[0]"]), depth)) + ")",
            4 => "n IN (" + string.Join(", ", Enumerable.Repeat(":n", depth)) + ")",
            _ => "SET a = " + string.Concat(Enumerable.Repeat("if_not_exists(a, ", depth)) + ":n" + new string(')', depth),
        };
    }

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];

    [GeneratedRegex(@"[#:]?\w+|<>|<=|>=|\S")]
    private static partial Regex Token();
}
