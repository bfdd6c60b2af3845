using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Tessera.Lambda.Local.Templates;

/// <summary>CloudFormation's intrinsic functions, in the short form (<c>!Ref X</c>) and the long one (<c>Fn::Join: …</c>).</summary>
internal static partial class Intrinsics
{
    /// <summary>Resolves a value until it is a plain text, list or map; null for <c>AWS::NoValue</c>. What is inside a list or a map stays as written.</summary>
    public static YamlNode? Reduce(TemplateScope scope, YamlNode node, string path)
    {
        while (FindCall(node) is var (name, argument))
        {
            var call = new IntrinsicCall(scope, node, path, name);
            if (Call(call, argument) is not { } result)
                return null;
            node = result;
        }
        return node;
    }

    private static YamlNode? Call(IntrinsicCall call, YamlNode argument) => call.Name switch
    {
        "Ref" => Ref(call, call.Text(argument)),
        "GetAtt" => GetAtt(call, argument),
        "Sub" => Sub(call, argument),
        "Join" => Join(call, argument),
        "Split" => Split(call, argument),
        "Select" => Select(call, argument),
        "If" => If(call, argument),
        "FindInMap" => FindInMap(call, argument),
        "Base64" => new YamlScalarNode(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(call.Text(argument)))),
        "GetAZs" => new YamlSequenceNode("abc".Select(zone => new YamlScalarNode(call.Scope.Region + zone))),
        "Equals" or "And" or "Or" or "Not" or "Condition" =>
            new YamlScalarNode(ConditionFunctions.IsTrue(call.Scope, call.Node, call.Path) ? "true" : "false"),
        "ImportValue" => throw call.Error("Values of other stacks are not known here. Use a parameter with a default."),
        _ => throw call.Error("This function is not known here. Use a parameter, or a function of CloudFormation without transforms."),
    };

    /// <summary>The function that a value is, if it is one: a tag, or a map with one key of that name.</summary>
    public static (string Name, YamlNode Argument)? FindCall(YamlNode node)
    {
        if (!node.Tag.IsEmpty && node.Tag.Value is ['!', var first, ..] tag && char.IsAsciiLetterUpper(first))
            return (tag[1..], node);
        if (node is not YamlMappingNode { Children.Count: 1 } map || map.Children[0].Key is not YamlScalarNode { Value: { } key })
            return null;
        if (key == "Ref")
            return (key, map.Children[0].Value);
        return key.StartsWith("Fn::", StringComparison.Ordinal) ? (key[4..], map.Children[0].Value) : null;
    }

    private static YamlNode? Ref(IntrinsicCall call, string name)
    {
        if (name == "AWS::NoValue")
            return null;
        if (name == "AWS::NotificationARNs")
            return new YamlSequenceNode();
        var value = call.Scope.FindParameter(name) ?? call.Scope.FindAttribute(name, "");
        return new YamlScalarNode(value ?? throw call.Error($"There is no parameter or resource '{name}'. Known are: {call.Scope.KnownNames()}."));
    }

    private static YamlScalarNode GetAtt(IntrinsicCall call, YamlNode argument)
    {
        string[] parts = argument is YamlSequenceNode list ? [.. list.Children.Select(call.Text)] : call.Text(argument).Split('.', 2);
        if (parts.Length != 2)
            throw call.Error("It takes a resource and an attribute, such as !GetAtt Orders.Arn.");
        return new YamlScalarNode(Attribute(call, parts[0], parts[1]));
    }

    private static string Attribute(IntrinsicCall call, string resource, string attribute) => call.Scope.FindAttribute(resource, attribute)
        ?? throw call.Error((call.Scope.HasResource(resource), ResourceAttributes.FindKnown(call.Scope, resource)) switch
        {
            (false, _) => $"There is no resource '{resource}'. Known are: {call.Scope.KnownNames()}.",
            (true, { } known) when !known.Contains(attribute) => $"'{resource}' has no attribute '{attribute}'. It has: {string.Join(", ", known)}.",
            _ => $"Table '{resource}' has no stream. Add StreamSpecification: {{ StreamViewType: NEW_AND_OLD_IMAGES }}.",
        });

    private static YamlNode Select(IntrinsicCall call, YamlNode argument)
    {
        var (index, from) = call.Two(argument);
        var items = call.List(from);
        if (int.TryParse(call.Text(index), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < items.Count)
            return items[number];
        throw call.Error($"There is no item {call.Text(index)}: the list has {items.Count}. The first is 0.");
    }

    private static YamlNode? If(IntrinsicCall call, YamlNode argument)
    {
        if (argument is not YamlSequenceNode { Children: [var condition, var then, var otherwise] })
            throw call.Error("It takes a condition and two values: !If [Condition, value, other].");
        var chosen = call.Scope.IsTrue(call.Text(condition), call.Node, call.Path) ? then : otherwise;
        return Reduce(call.Scope, chosen, call.Path);
    }

    private static YamlNode FindInMap(IntrinsicCall call, YamlNode argument)
    {
        if (argument is not YamlSequenceNode { Children: [var map, var first, var second] })
            throw call.Error("It takes a mapping and two keys: !FindInMap [Map, Key, Name].");
        var (mapName, key, name) = (call.Text(map), call.Text(first), call.Text(second));
        var found = TemplateScope.Child(TemplateScope.Child(TemplateScope.Child(call.Scope.Section("Mappings"), mapName), key), name);
        return found ?? throw call.Error($"Mapping '{mapName}' has no '{key}' with '{name}'. Add it under Mappings.");
    }
}
