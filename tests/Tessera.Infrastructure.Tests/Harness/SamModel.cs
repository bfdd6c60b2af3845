using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace Tessera.Infrastructure.Tests.Harness;

/// <summary>Checks functions against SAM's JSON schema, as far as it goes: what it passes through is CloudFormation's to check.</summary>
internal static class SamModel
{
    private static readonly JsonElement _model = CloudFormationModel.Load("sam-function.json");

    public static IEnumerable<string> CheckFunction(YamlNode resource, string path) => Check(Definition(_model.GetProperty("resource").GetString()!), resource, path);

    public static IEnumerable<string> CheckGlobals(YamlNode function, string path) => Check(Definition(_model.GetProperty("globals").GetString()!), function, path);

    private static JsonElement Definition(string name) => _model.GetProperty("definitions").GetProperty(name);

    private static List<string> Check(JsonElement schema, YamlNode value, string path)
    {
        var problems = new List<string>();
        if (schema.TryGetProperty("$ref", out var reference))
            problems.AddRange(Check(Definition(reference.GetString()!.Split('/')[^1]), value, path));
        if (schema.TryGetProperty("allOf", out var all))
            problems.AddRange(all.EnumerateArray().SelectMany(part => Check(part, value, path)));
        if (schema.TryGetProperty("anyOf", out var any))
            problems.AddRange(CheckAny(any, value, path));
        if (value.IsIntrinsic())
            return problems.Count == 0 || schema.TryGetProperty("type", out _) ? [] : problems;
        if (schema.TryGetProperty("type", out var type) && !HasType(value, type))
            problems.Add($"{path}: {type} is needed, not '{value}'");
        if (schema.TryGetProperty("enum", out var values) && value is YamlScalarNode scalar && !values.EnumerateArray().Any(allowed => allowed.ToString() == scalar.Value))
            problems.Add($"{path}: '{scalar.Value}' is not one of the values");
        if (value is YamlMappingNode)
            problems.AddRange(CheckObject(schema, value, path));
        if (value is YamlSequenceNode items && schema.TryGetProperty("items", out var element))
            problems.AddRange(items.SelectMany((item, index) => Check(element, item, $"{path}[{index}]")));
        return problems;
    }

    private static List<string> CheckAny(JsonElement any, YamlNode value, string path)
    {
        var attempts = any.EnumerateArray().Select(option => Check(option, value, path)).ToList();
        return attempts.Exists(problems => problems.Count == 0) ? [] : attempts.MinBy(problems => problems.Count)!;
    }

    private static IEnumerable<string> CheckObject(JsonElement schema, YamlNode value, string path)
    {
        var given = value.Entries().ToDictionary(entry => entry.Key, entry => entry.Value);
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!).Where(name => !given.ContainsKey(name)))
                yield return $"{path}: {name} is required";
        }

        var properties = schema.TryGetProperty("properties", out var known) ? known : default;
        foreach (var (name, child) in given)
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out var property))
            {
                foreach (var problem in Check(property, child, $"{path}.{name}"))
                    yield return problem;
            }
            else if (schema.TryGetProperty("additionalProperties", out var others))
            {
                if (others.ValueKind == JsonValueKind.False)
                    yield return $"{path}: {name} is not known";
                foreach (var problem in others.ValueKind == JsonValueKind.Object ? Check(others, child, $"{path}.{name}") : [])
                    yield return problem;
            }
        }
    }

    private static bool HasType(YamlNode value, JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(option => HasType(value, option))
        : type.GetString() switch
        {
            "object" => value is YamlMappingNode,
            "array" => value is YamlSequenceNode,
            "string" => value is YamlScalarNode scalar && scalar.IsText(),
            "integer" or "number" => value is YamlScalarNode scalar && scalar.IsNumber(),
            "boolean" => value is YamlScalarNode scalar && scalar.IsFlag(),
            _ => false,
        };
}
