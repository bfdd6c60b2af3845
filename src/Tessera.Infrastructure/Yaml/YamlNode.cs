using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tessera.Infrastructure.Yaml;

/// <summary>A part of a template: text, number, flag, CloudFormation function, list or map.</summary>
internal abstract record YamlNode
{
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator YamlNode?(string? text) => text is null ? null : new YamlScalar(YamlText.Quote(text));

    public static implicit operator YamlNode(long number) => new YamlScalar(number.ToString(CultureInfo.InvariantCulture));

    public static implicit operator YamlNode(bool flag) => new YamlScalar(flag ? "true" : "false");
}

/// <summary>A value on one line, as it is written.</summary>
internal sealed record YamlScalar(string Text) : YamlNode;

/// <summary>CloudFormation's functions in their short form.</summary>
internal static class Intrinsic
{
    public static YamlNode Ref(string name) => new YamlScalar("!Ref " + name);

    public static YamlNode GetAtt(string resource, string attribute) => new YamlScalar($"!GetAtt {resource}.{attribute}");

    public static YamlNode Sub(string text) => new YamlScalar("!Sub " + YamlText.Quote(text));
}

/// <summary>A list; scalars alone may stand on one line.</summary>
internal sealed record YamlList(bool IsInline = false) : YamlNode, IEnumerable<YamlNode>
{
    private readonly List<YamlNode> _items = [];

    public int Count => _items.Count;

    public static YamlList Of(IEnumerable<YamlNode> items)
    {
        var list = new YamlList();
        list._items.AddRange(items);
        return list;
    }

    public void Add(YamlNode item) => _items.Add(item);

    public IEnumerator<YamlNode> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A map in the order in which it was made. An entry may have comment lines above it.</summary>
internal sealed record YamlMap : YamlNode, IEnumerable<YamlEntry>
{
    private readonly List<YamlEntry> _entries = [];

    public int Count => _entries.Count;

    public void Add(string key, YamlNode? value) => Add(key, value, []);

    /// <summary>An entry without a value is left out, so that optional properties read like the others.</summary>
    public void Add(string key, YamlNode? value, IReadOnlyList<string> comments)
    {
        if (value is not null)
            _entries.Add(new YamlEntry(key, value, comments));
    }

    public IEnumerator<YamlEntry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>An entry of a map.</summary>
internal sealed record YamlEntry(string Key, YamlNode Value, IReadOnlyList<string> Comments);
