using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Tessera.Infrastructure.Tests.Harness;

/// <summary>Everything that is wrong with a template: resources against the models, references against the resources.</summary>
internal static partial class TemplateRules
{
    private const string Function = "AWS::Serverless::Function";

    /// <summary>What a resource may have beside its type and properties.</summary>
    private static readonly string[] _resourceKeys = ["Type", "Properties", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata"];

    public static List<string> Check(string text)
    {
        var template = Template.Parse(text);
        var isSam = template.Find("Transform") is not null;
        var resources = template.Find("Resources")!.Entries().ToDictionary(entry => entry.Key, entry => entry.Value);
        var problems = resources.SelectMany(resource => CheckResource(resource.Key, resource.Value, isSam)).ToList();
        if (template.Find("Globals", "Function") is { } globals)
            problems.AddRange(SamModel.CheckGlobals(globals, "Globals").Concat(PassedThrough(globals, "Globals")));
        var types = resources.ToDictionary(resource => resource.Key, resource => resource.Value.Find("Type").Text());
        foreach (var parameter in template.Find("Parameters")?.Entries() ?? [])
            types[parameter.Key] = "Parameter";
        if (isSam && problems.Count == 0)
            types["ServerlessHttpApi"] = "AWS::ApiGatewayV2::Api";
        problems.AddRange(template.AllNodes.OfType<YamlScalarNode>().SelectMany(node => CheckReference(node, types)));
        return problems;
    }

    private static IEnumerable<string> CheckResource(string name, YamlNode resource, bool isSam)
    {
        var unknown = resource.Entries().Select(entry => entry.Key).Except(_resourceKeys).Select(key => $"{name}: {key} is not known");
        var properties = resource.Find("Properties");
        return resource.Find("Type").Text() switch
        {
            Function when isSam => unknown.Concat(SamModel.CheckFunction(resource, name)).Concat(PassedThrough(properties!, name)).Concat(CheckEvents(properties!, name)),
            var type when CloudFormationModel.Knows(type) => unknown.Concat(CloudFormationModel.Check(type, properties, name)),
            var type => [$"{name}: the type {type} is not known"],
        };
    }

    private static IEnumerable<string> PassedThrough(YamlNode properties, string name) => properties.Entries()
        .Where(entry => entry.Key is "Runtime" or "Architectures" or "MemorySize" or "Timeout" or "Description" or "Role" or "Environment" or "Handler")
        .SelectMany(entry => CloudFormationModel.CheckProperty("AWS::Lambda::Function", entry.Key, entry.Value, $"{name}.{entry.Key}"));

    private static IEnumerable<string> CheckEvents(YamlNode properties, string name) =>
        from source in properties.Find("Events")!.Entries()
        where source.Value.Find("Type").Text() == "DynamoDB"
        from property in source.Value.Find("Properties")!.Entries()
        from problem in CloudFormationModel.CheckProperty("AWS::Lambda::EventSourceMapping", property.Key, property.Value, $"{name}.{source.Key}.{property.Key}")
        select problem;

    private static IEnumerable<string> CheckReference(YamlScalarNode node, Dictionary<string, string> types)
    {
        var names = node.Tag.IsEmpty ? [] : node.Tag.Value switch
        {
            "!Ref" or "!GetAtt" => [node.Value!],
            "!Sub" => Placeholder().Matches(node.Value!).Select(match => match.Groups[1].Value),
            _ => Enumerable.Empty<string>(),
        };
        foreach (var name in names.Where(name => !name.StartsWith("AWS::", StringComparison.Ordinal)))
        {
            var parts = name.Split('.');
            if (!types.TryGetValue(parts[0], out var type))
                yield return $"{node.Tag} {node.Value}: there is no resource {parts[0]}";
            else if (parts.Length == 2 && CloudFormationModel.Knows(type) && !CloudFormationModel.HasAttribute(type, parts[1]))
                yield return $"{node.Tag} {node.Value}: {type} has no attribute {parts[1]}";
        }
    }

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Placeholder();
}
