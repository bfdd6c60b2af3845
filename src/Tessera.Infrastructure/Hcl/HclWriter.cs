using System.Text;

namespace Tessera.Infrastructure.Hcl;

/// <summary>Writes blocks as <c>terraform fmt</c> leaves them: two spaces, equals signs below each other.</summary>
internal static class HclWriter
{
    public static string Write(IEnumerable<string> header, IEnumerable<HclBlock> blocks)
    {
        var text = new StringBuilder();
        foreach (var line in header)
            text.Append(line.Length == 0 ? "#" : "# " + line).Append('\n');
        foreach (var block in blocks)
        {
            text.Append('\n');
            Write(text, block, 0);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, HclBlock block, int indent)
    {
        foreach (var comment in block.Comments)
            Line(text, indent, "# " + comment);
        Line(text, indent, string.Join(' ', block.Header.Select((word, position) => position == 0 ? word : $"\"{word}\"")) + " {");
        var width = block.Arguments.Count == 0 ? 0 : block.Arguments.Max(argument => argument.Name.Length);
        foreach (var (name, value) in block.Arguments)
            Line(text, indent + 1, $"{name.PadRight(width)} = {value.Text}");
        for (var i = 0; i < block.Blocks.Count; i++)
        {
            if (i > 0 || block.Arguments.Count > 0)
                text.Append('\n');
            Write(text, block.Blocks[i], indent + 1);
        }

        Line(text, indent, "}");
    }

    private static void Line(StringBuilder text, int indent, string line) => text.Append(' ', indent * 2).Append(line).Append('\n');
}
