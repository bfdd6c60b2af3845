using System.Text;

namespace Tessera.Infrastructure.Yaml;

/// <summary>Writes a template as people write YAML: two spaces, comments above what they explain, an empty line between resources.</summary>
internal sealed class YamlWriter
{
    private readonly StringBuilder _text = new();

    public static string Write(IEnumerable<string> header, YamlMap template)
    {
        var writer = new YamlWriter();
        foreach (var line in header)
            writer.Line(0, line.Length == 0 ? "#" : "# " + line);
        writer.WriteMap(template, 0);
        return writer._text.ToString();
    }

    private void WriteMap(YamlMap map, int indent)
    {
        var isFirst = true;
        foreach (var entry in map)
        {
            // Sections stand apart, and so do the entries of a section: resources, parameters, outputs.
            if (indent == 0 || (indent == 1 && !isFirst && map.Any(other => other.Value is YamlMap)))
                _text.Append('\n');
            isFirst = false;
            foreach (var comment in entry.Comments)
                Line(indent, "# " + comment);
            WriteEntry(entry.Key, entry.Value, indent);
        }
    }

    private void WriteEntry(string key, YamlNode value, int indent)
    {
        var name = YamlText.Quote(key);
        switch (value)
        {
            case YamlScalar scalar:
                Line(indent, $"{name}: {scalar.Text}");
                break;
            case YamlList { Count: 0 }:
                Line(indent, $"{name}: []");
                break;
            case YamlMap { Count: 0 }:
                Line(indent, name + ": {}");
                break;
            case YamlList { IsInline: true } list:
                Line(indent, $"{name}: [{string.Join(", ", list.Cast<YamlScalar>().Select(item => item.Text))}]");
                break;
            case YamlList list:
                Line(indent, name + ":");
                WriteList(list, indent + 1);
                break;
            case YamlMap map:
                Line(indent, name + ":");
                WriteMap(map, indent + 1);
                break;
        }
    }

    private void WriteList(YamlList list, int indent)
    {
        foreach (var item in list)
        {
            if (item is YamlScalar scalar)
            {
                Line(indent, "- " + scalar.Text);
                continue;
            }

            // The dash stands where the indentation of the item's first line would end.
            var start = _text.Length;
            WriteMap((YamlMap)item, indent + 1);
            var firstEntry = _text.ToString(start, _text.Length - start).Split('\n').TakeWhile(line => line.TrimStart().StartsWith('#')).Sum(line => line.Length + 1);
            _text[start + firstEntry + (indent * 2)] = '-';
        }
    }

    private void Line(int indent, string text) => _text.Append(' ', indent * 2).Append(text).Append('\n');
}
