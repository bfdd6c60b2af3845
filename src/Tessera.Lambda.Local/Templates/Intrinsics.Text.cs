using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Tessera.Lambda.Local.Templates;

/// <content>The functions that make texts.</content>
internal static partial class Intrinsics
{
    private static YamlScalarNode Sub(IntrinsicCall call, YamlNode argument)
    {
        YamlNode? variables = null;
        var text = argument is YamlSequenceNode { Children: [var first, var second] } ? First(first, second) : call.Text(argument);
        return new YamlScalarNode(Placeholder().Replace(text, match => Replace(match.Groups[1].Value)));

        string First(YamlNode template, YamlNode map)
        {
            variables = map;
            return call.Text(template);
        }

        string Replace(string name)
        {
            if (name.StartsWith('!'))
                return $"${{{name[1..]}}}";
            if (TemplateScope.Child(variables, name) is { } variable)
                return call.Text(variable);
            if (name.Split('.', 2) is [var resource, var attribute])
                return Attribute(call, resource, attribute);
            return Ref(call, name) is YamlScalarNode { Value: { } value } ? value : throw call.Error($"'{name}' is not a text.");
        }
    }

    private static YamlScalarNode Join(IntrinsicCall call, YamlNode argument)
    {
        var (separator, values) = call.Two(argument);
        return new YamlScalarNode(string.Join(call.Text(separator), call.List(values).Select(call.Text)));
    }

    private static YamlSequenceNode Split(IntrinsicCall call, YamlNode argument)
    {
        var (separator, text) = call.Two(argument);
        return new YamlSequenceNode(call.Text(text).Split(call.Text(separator)).Select(part => new YamlScalarNode(part)));
    }

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Placeholder();
}
