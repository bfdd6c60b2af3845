using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Tessera.Lambda.Local.Templates;

/// <summary>
/// A place in a template: a value, its line and its path. Intrinsic functions are resolved when a place is looked at and not before, since much of a template
/// (roles, alarms, policies) means nothing on this machine.
/// </summary>
internal sealed class TemplateNode
{
    private readonly TemplateScope _scope;
    private readonly YamlNode _written;
    private readonly YamlNode _value;

    private TemplateNode(TemplateScope scope, YamlNode written, YamlNode value, string path)
    {
        _scope = scope;
        _written = written;
        _value = value;
        Path = path;
    }

    /// <summary>Such as <c>Resources.Orders.Properties.Timeout</c>.</summary>
    public string Path { get; }

    public long Line => _written.Start.Line;

    public bool IsMap => _value is YamlMappingNode;

    public bool IsList => _value is YamlSequenceNode;

    public bool IsText => _value is YamlScalarNode;

    /// <summary>Null where the value is <c>AWS::NoValue</c>: the property counts as not written.</summary>
    public static TemplateNode? Find(TemplateScope scope, YamlNode written, string path) =>
        Intrinsics.Reduce(scope, written, path) is { } value ? new TemplateNode(scope, written, value, path) : null;

    public TemplateNode? Find(string name)
    {
        if (_value is YamlScalarNode { Value: null or "" })
            return null;
        var map = _value as YamlMappingNode ?? throw Error("Expected a map of properties.");
        return map.Children.TryGetValue(new YamlScalarNode(name), out var child) ? Find(_scope, child, $"{Path}.{name}") : null;
    }

    public TemplateNode Get(string name) => Find(name) ?? throw Error($"'{name}' is missing. Add it.");

    public IEnumerable<KeyValuePair<string, TemplateNode>> Entries()
    {
        if (_value is YamlScalarNode { Value: null or "" })
            yield break;
        var map = _value as YamlMappingNode ?? throw Error("Expected a map of properties.");
        foreach (var (key, child) in map.Children)
        {
            var name = ((YamlScalarNode)key).Value!;
            if (Find(_scope, child, $"{Path}.{name}") is { } node)
                yield return new(name, node);
        }
    }

    public IEnumerable<TemplateNode> Items()
    {
        var list = _value as YamlSequenceNode ?? throw Error("Expected a list.");
        for (var index = 0; index < list.Children.Count; index++)
        {
            if (Find(_scope, list.Children[index], $"{Path}[{index}]") is { } node)
                yield return node;
        }
    }

    /// <summary>A list's items, or the one value: many properties take both.</summary>
    public IReadOnlyList<string> Texts() => IsList ? [.. Items().Select(item => item.Text())] : [Text()];

    public string Text() => _value is YamlScalarNode scalar ? scalar.Value ?? "" : throw Error("Expected a text.");

    public int Integer(int min, int max)
    {
        if (int.TryParse(Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        throw Error($"'{Text()}' is not a number between {min} and {max}. Write one.");
    }

    public bool Boolean() => Text().ToUpperInvariant() switch
    {
        "TRUE" or "YES" => true,
        "FALSE" or "NO" => false,
        _ => throw Error($"'{Text()}' is not true or false. Write one of them."),
    };

    public string OneOf(params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
        {
            if (value == Text())
                return value;
        }
        throw Error($"'{Text()}' is not known here. Write one of: {string.Join(", ", values)}.");
    }

    public TemplateException Error(string text) => _scope.File.Error(_written, Path, text);
}
