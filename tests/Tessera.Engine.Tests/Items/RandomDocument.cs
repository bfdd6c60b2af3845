using System.Text;

namespace Tessera.Engine.Tests.Items;

/// <summary>A random document that can be spelled in many ways: other order, other escapes, other forms of the same numbers.</summary>
internal abstract record RandomDocument
{
    private static readonly string[] _texts = ["", "a", "b", "ab", "\"", "\\", "\n", "\u0001", "é", "😀", "z/y", "\\u0041"];

    public static RandomDocument Map(Random random, int depth) =>
        new MapOf([.. SomeTexts(random).Select(name => (name, Any(random, depth - 1)))], IsValue: false);

    public abstract string Spell(Random random);

    private static RandomDocument Any(Random random, int depth) => random.Next(depth <= 0 ? 5 : 8) switch
    {
        0 => new Scalar("S", _texts[random.Next(_texts.Length)]),
        1 => new NumberOf(random.Next(-1000, 1000), random.Next(-3, 4)),
        2 => new SetOf("SS", SomeTexts(random)),
        3 => new SetOf("NS", [.. SomeTexts(random).Select(text => (text.Length * 37 + (text.Length > 0 ? text[0] : 0)).ToString()).Distinct()]),
        4 => new Scalar("B", Convert.ToBase64String(Encoding.UTF8.GetBytes(_texts[random.Next(_texts.Length)]))),
        5 => new ListOf([.. Enumerable.Range(0, random.Next(4)).Select(_ => Any(random, depth - 1))]),
        _ => new MapOf([.. SomeTexts(random).Select(name => (name, Any(random, depth - 1)))], IsValue: true),
    };

    private static string[] SomeTexts(Random random) => [.. _texts.OrderBy(_ => random.Next()).Take(random.Next(1, 6))];

    private static string Quote(string text, Random random)
    {
        var json = new StringBuilder("\"");
        var escapesPairs = random.Next(2) == 0;
        foreach (var unit in text)
        {
            var mustEscape = unit is '"' or '\\' or < ' ';
            if (char.IsSurrogate(unit) ? escapesPairs : random.Next(4) == 0 || mustEscape && unit is not ('"' or '\\' or '\n')) json.Append($"\\u{(int)unit:x4}");
            else if (mustEscape) json.Append(unit == '\n' ? "\\n" : "\\" + unit);
            else json.Append(unit == '/' && random.Next(2) == 0 ? "\\/" : unit);
        }

        return json.Append('"').ToString();
    }

    private sealed record Scalar(string Type, string Text) : RandomDocument
    {
        public override string Spell(Random random) => $"{{\"{Type}\":{Quote(Text, random)}}}";
    }

    private sealed record NumberOf(int Digits, int Exponent) : RandomDocument
    {
        public override string Spell(Random random)
        {
            var zeros = random.Next(4);
            return $"{{\"N\":\"{(Digits < 0 ? "-" : "")}00{Math.Abs(Digits)}{new string('0', zeros)}E{Exponent - zeros}\"}}";
        }
    }

    private sealed record SetOf(string Type, string[] Texts) : RandomDocument
    {
        public override string Spell(Random random) =>
            $"{{\"{Type}\": [{string.Join(" , ", Texts.OrderBy(_ => random.Next()).Select(text => Quote(text, random)))}]}}";
    }

    private sealed record ListOf(RandomDocument[] Elements) : RandomDocument
    {
        public override string Spell(Random random) => $"{{\"L\":[{string.Join(",", Elements.Select(element => element.Spell(random)))}]}}";
    }

    private sealed record MapOf((string Name, RandomDocument Value)[] Entries, bool IsValue) : RandomDocument
    {
        public override string Spell(Random random)
        {
            var entries = Entries.OrderBy(_ => random.Next()).Select(entry => $"{Quote(entry.Name, random)}:{entry.Value.Spell(random)}");
            var json = $"{{{string.Join(",\n", entries)}}}";
            return IsValue ? $"{{\"M\":{json}}}" : json;
        }
    }
}
