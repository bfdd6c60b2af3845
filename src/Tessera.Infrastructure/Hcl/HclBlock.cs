using System.Collections;
using System.Globalization;
using System.Text;

namespace Tessera.Infrastructure.Hcl;

/// <summary>A value of Terraform's language as it is written.</summary>
internal sealed record HclValue(string Text)
{
    public static implicit operator HclValue(string text) => new(Quote(text));

    public static implicit operator HclValue(long number) => new(number.ToString(CultureInfo.InvariantCulture));

    public static implicit operator HclValue(bool flag) => new(flag ? "true" : "false");

    /// <summary>A reference or another expression.</summary>
    public static HclValue Expression(string expression) => new(expression);

    public static HclValue List(IEnumerable<HclValue> items) => new($"[{string.Join(", ", items.Select(item => item.Text))}]");

    /// <summary>Text with references in it: what stands in <c>${…}</c> is an expression.</summary>
    public static HclValue Template(string text) => new($"\"{text}\"");

    /// <summary>Text in quotes. <c>${</c> and <c>%{</c> would begin an expression.</summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            quoted.Append(text[i] switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '$' or '%' when i + 1 < text.Length && text[i + 1] == '{' => new string(text[i], 2),
                _ => text[i].ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}

/// <summary>A block: its type and labels, then arguments, then blocks, each in the order in which it was made.</summary>
internal sealed record HclBlock(params string[] Header) : IEnumerable
{
    public List<(string Name, HclValue Value)> Arguments { get; } = [];

    public List<HclBlock> Blocks { get; } = [];

    /// <summary>Comment lines above the block.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>An argument without a value is left out.</summary>
    public void Add(string name, HclValue? value)
    {
        if (value is not null)
            Arguments.Add((name, value));
    }

    public void Add(HclBlock? block)
    {
        if (block is not null)
            Blocks.Add(block);
    }

    public void Add(IEnumerable<HclBlock> blocks) => Blocks.AddRange(blocks);

    public IEnumerator GetEnumerator() => Arguments.GetEnumerator();
}
