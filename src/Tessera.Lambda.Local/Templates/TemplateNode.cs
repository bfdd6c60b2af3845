using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Tessera.Lambda.Local.Templates;

/// <summary>
/// A place in a template: a value, its line and its path. Intrinsic functions are resolved when a place is looked at and not before, since much of a template
/// (roles, alarms, policies) means nothing on this machine.
/// </summary>
/// <remarks>
/// An error goes to <see cref="TemplateScope.Errors"/> and the reading goes on with a harmless value, so that the template's other errors are found as well.
/// </remarks>
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

    public TemplatePlace Place => _scope.File.Place(_written, Path);

    public bool IsMap => _value is YamlMappingNode;

    public bool IsList => _value is YamlSequenceNode;

    /// <summary>It has its error, and a harmless value instead of its own.</summary>
    public bool IsWrong => _scope.Errors.IsWrong(Path);

    public bool IsText => _value is YamlScalarNode;

    /// <summary>Null where the value is <c>AWS::NoValue</c>: the property counts as not written.</summary>
    public static TemplateNode? Find(TemplateScope scope, YamlNode written, string path)
    {
        try
        {
            return Intrinsics.Reduce(scope, written, path) is { } value ? new TemplateNode(scope, written, value, path) : null;
        }
        catch (TemplateException error)
        {
            scope.Errors.Add(error, path);
            return Wrong(scope, written, path);
        }
    }

    /// <summary>A place that has its error: a text without a character, no map and no list.</summary>
    private static TemplateNode Wrong(TemplateScope scope, YamlNode written, string path) => new(scope, written, new YamlScalarNode(""), path);

    public TemplateNode? Find(string name) =>
        Map() is { } map && map.Children.TryGetValue(new YamlScalarNode(name), out var child) ? Find(_scope, child, $"{Path}.{name}") : null;

    public TemplateNode Get(string name) => Find(name) ?? Missing(name, $"'{name}' is missing. Add it.");

    /// <summary>A property that is not there, though it must be.</summary>
    public TemplateNode Missing(string name, string text)
    {
        if (IsWrong)
            _scope.Errors.MarkWrong($"{Path}.{name}");
        else
            _scope.Errors.Add(Error(text), $"{Path}.{name}");
        return Wrong(_scope, _written, $"{Path}.{name}");
    }

    public IEnumerable<KeyValuePair<string, TemplateNode>> Entries()
    {
        if (Map() is not { } map)
            yield break;
        foreach (var (key, child) in map.Children)
        {
            var name = ((YamlScalarNode)key).Value!;
            if (Find(_scope, child, $"{Path}.{name}") is { } node)
                yield return new(name, node);
        }
    }

    /// <summary>The names in a map and where they stand; what they have for values is not looked at.</summary>
    public IEnumerable<(string Name, TemplatePlace Place)> Names() =>
        Map()?.Children.Keys.OfType<YamlScalarNode>().Select(key => (key.Value!, _scope.File.Place(key, $"{Path}.{key.Value}"))) ?? [];

    public IEnumerable<TemplateNode> Items()
    {
        if (_value is not YamlSequenceNode list)
        {
            Report("Expected a list.");
            yield break;
        }
        for (var index = 0; index < list.Children.Count; index++)
        {
            if (Find(_scope, list.Children[index], $"{Path}[{index}]") is { } node)
                yield return node;
        }
    }

    /// <summary>A list's items, or the one value: many properties take both.</summary>
    public IReadOnlyList<string> Texts() => IsList ? [.. Items().Select(item => item.Text())] : [Text()];

    public string Text() => _value is YamlScalarNode scalar ? scalar.Value ?? "" : Report("Expected a text.", "");

    public int Integer(int min, int max)
    {
        if (int.TryParse(Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        return Report($"'{Text()}' is not a number between {min} and {max}. Write one.", min);
    }

    public bool Boolean() => Text().ToUpperInvariant() switch
    {
        "TRUE" or "YES" => true,
        "FALSE" or "NO" => false,
        _ => Report($"'{Text()}' is not true or false. Write one of them.", false),
    };

    public string OneOf(params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
        {
            if (value == Text())
                return value;
        }
        return Report($"'{Text()}' is not known here. Write one of: {string.Join(", ", values)}.", values[0]);
    }

    /// <summary>An error that ends the reading of the resource: there is no harmless value to go on with.</summary>
    public TemplateException Error(string text) => _scope.File.Error(_written, Path, text);

    public void Report(string text) => _scope.Errors.Add(Error(text));

    private T Report<T>(string text, T harmless)
    {
        Report(text);
        return harmless;
    }

    private YamlMappingNode? Map()
    {
        if (_value is YamlMappingNode map)
            return map;
        if (_value is not YamlScalarNode { Value: null or "" })
            Report("Expected a map of properties.");
        return null;
    }
}
