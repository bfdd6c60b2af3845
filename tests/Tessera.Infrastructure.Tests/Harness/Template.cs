using YamlDotNet.RepresentationModel;

namespace Tessera.Infrastructure.Tests.Harness;

/// <summary>A template as YAML reads it.</summary>
internal static class Template
{
    public static YamlMappingNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    public static YamlNode? Find(this YamlNode node, params string[] path)
    {
        foreach (var key in path)
        {
            if (node is not YamlMappingNode map || !map.Children.TryGetValue(new YamlScalarNode(key), out var child))
                return null;
            node = child;
        }

        return node;
    }

    public static string Text(this YamlNode? node) => ((YamlScalarNode)node!).Value!;

    public static IEnumerable<(string Key, YamlNode Value)> Entries(this YamlNode node) =>
        ((YamlMappingNode)node).Children.Select(child => (((YamlScalarNode)child.Key).Value!, child.Value));

    /// <summary>Whether the value is one of CloudFormation's functions, whose value is known when it is deployed.</summary>
    public static bool IsIntrinsic(this YamlNode node) => !node.Tag.IsEmpty && node.Tag.Value.StartsWith('!');

    public static bool IsText(this YamlScalarNode scalar) =>
        scalar.Style is YamlDotNet.Core.ScalarStyle.SingleQuoted or YamlDotNet.Core.ScalarStyle.DoubleQuoted || (!IsNumber(scalar) && !IsFlag(scalar));

    public static bool IsNumber(this YamlScalarNode scalar) =>
        scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && decimal.TryParse(scalar.Value, System.Globalization.CultureInfo.InvariantCulture, out _);

    public static bool IsFlag(this YamlScalarNode scalar) => scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && scalar.Value is "true" or "false";
}
