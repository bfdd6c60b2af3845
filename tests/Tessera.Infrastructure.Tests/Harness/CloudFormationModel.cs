using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace Tessera.Infrastructure.Tests.Harness;

/// <summary>Checks resources against CloudFormation's own model: properties known, required ones present, types and values right.</summary>
internal static class CloudFormationModel
{
    private static readonly JsonElement _model = Load("cloudformation.json");
    private static readonly JsonElement _enums = Load("enums.json");

    /// <summary>Properties whose values botocore's models enumerate, by the service and the name of the enumeration.</summary>
    private static readonly Dictionary<string, (string Service, string Enum)> _values = new()
    {
        ["BillingMode"] = ("dynamodb", "BillingMode"),
        ["KeyType"] = ("dynamodb", "KeyType"),
        ["ProjectionType"] = ("dynamodb", "ProjectionType"),
        ["StreamViewType"] = ("dynamodb", "StreamViewType"),
        ["TableClass"] = ("dynamodb", "TableClass"),
        ["SSEType"] = ("dynamodb", "SSEType"),
        ["AttributeType"] = ("dynamodb", "ScalarAttributeType"),
        ["Runtime"] = ("lambda", "Runtime"),
        ["Architectures"] = ("lambda", "Architecture"),
        ["StartingPosition"] = ("lambda", "EventSourcePosition"),
        ["FunctionResponseTypes"] = ("lambda", "FunctionResponseType"),
        ["Mode"] = ("lambda", "TracingMode"),
    };

    public static bool Knows(string type) => _model.GetProperty("resources").TryGetProperty(type, out _);

    public static bool HasAttribute(string type, string attribute) =>
        _model.GetProperty("resources").GetProperty(type).GetProperty("attributes").EnumerateArray().Any(known => known.GetString() == attribute);

    public static IEnumerable<string> Check(string type, YamlNode? properties, string path) =>
        CheckProperties(_model.GetProperty("resources").GetProperty(type).GetProperty("properties"), properties ?? new YamlMappingNode(), path);

    /// <summary>A property that SAM hands on to a CloudFormation resource as it is.</summary>
    public static IEnumerable<string> CheckProperty(string type, string name, YamlNode value, string path)
    {
        var properties = _model.GetProperty("resources").GetProperty(type).GetProperty("properties");
        return properties.TryGetProperty(name, out var property) ? CheckValue(property.GetProperty("type"), name, value, path) : [];
    }

    internal static JsonElement Load(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Baseline.Root, "tests", "Tessera.Infrastructure.Tests", "Models", file))).RootElement;

    private static IEnumerable<string> CheckProperties(JsonElement model, YamlNode value, string path)
    {
        if (value is not YamlMappingNode)
            return [$"{path}: a map is needed"];
        var given = value.Entries().ToDictionary(entry => entry.Key, entry => entry.Value);
        var missing = model.EnumerateObject()
            .Where(property => property.Value.TryGetProperty("required", out var required) && required.GetBoolean() && !given.ContainsKey(property.Name))
            .Select(property => $"{path}: {property.Name} is required");
        var wrong = given.SelectMany(entry => model.TryGetProperty(entry.Key, out var property)
            ? CheckValue(property.GetProperty("type"), entry.Key, entry.Value, $"{path}.{entry.Key}")
            : [$"{path}: {entry.Key} is not known"]);
        return missing.Concat(wrong);
    }

    private static IEnumerable<string> CheckValue(JsonElement type, string name, YamlNode value, string path)
    {
        if (value.IsIntrinsic())
            return [];
        switch (type.GetProperty("type").GetString())
        {
            case "string":
                return value is YamlScalarNode text && text.IsText() ? CheckEnum(type, name, text, path) : [$"{path}: text is needed, not '{value}'"];
            case "integer" or "number":
                return value is YamlScalarNode number && number.IsNumber() ? [] : [$"{path}: a number is needed, not '{value}'"];
            case "boolean":
                return value is YamlScalarNode flag && flag.IsFlag() ? [] : [$"{path}: true or false is needed, not '{value}'"];
            case "array":
                return value is YamlSequenceNode items
                    ? items.SelectMany((item, index) => CheckValue(type.GetProperty("element"), name, item, $"{path}[{index}]"))
                    : [$"{path}: a list is needed"];
            case "map":
                return value is YamlMappingNode
                    ? value.Entries().SelectMany(entry => CheckValue(type.GetProperty("element"), name, entry.Value, $"{path}.{entry.Key}"))
                    : [$"{path}: a map is needed"];
            case "ref":
                return CheckProperties(_model.GetProperty("types").GetProperty(type.GetProperty("reference").GetString()!).GetProperty("properties"), value, path);
            case "tag":
                return value.Entries().Select(entry => entry.Key).SequenceEqual(["Key", "Value"]) ? [] : [$"{path}: a tag has Key and Value"];
            case "union":
                var attempts = type.GetProperty("types").EnumerateArray().Select(option => CheckValue(option, name, value, path).ToList()).ToList();
                return attempts.Exists(problems => problems.Count == 0) ? [] : attempts[0];
            case "json":
                return [];
            case var other:
                return [$"{path}: the model has the unknown type {other}"];
        }
    }

    private static IEnumerable<string> CheckEnum(JsonElement type, string name, YamlScalarNode text, string path)
    {
        IEnumerable<string?>? allowed = type.TryGetProperty("allowedValues", out var values) ? values.EnumerateArray().Select(value => value.GetString())
            : _values.TryGetValue(name, out var source) ? _enums.GetProperty(source.Service).GetProperty(source.Enum).EnumerateArray().Select(value => value.GetString())
            : null;
        return allowed is null || allowed.Contains(text.Value) ? [] : [$"{path}: '{text.Value}' is not one of the values"];
    }
}
