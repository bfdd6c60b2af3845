using YamlDotNet.RepresentationModel;

namespace Tessera.Lambda.Local.Templates;

/// <summary>What the names in a template stand for: parameters, pseudo parameters, mappings, conditions, and the resources of this machine.</summary>
internal sealed class TemplateScope
{
    public const string AccountId = "000000000000";

    private readonly Dictionary<string, string> _parameters = [];
    private readonly Dictionary<string, TemplateException> _wrongParameters = [];
    private readonly Dictionary<(string Resource, string Attribute), string> _attributes = [];
    private readonly HashSet<string> _conditionsUnderWay = [];
    private readonly HashSet<string> _namesUnderWay = [];

    public TemplateScope(TemplateFile file, IReadOnlyDictionary<string, string> parameters, string region)
    {
        File = file;
        Region = region;
        ReadParameters(parameters);
    }

    public TemplateFile File { get; }

    public TemplateErrors Errors { get; } = new();

    public string Region { get; }

    public YamlMappingNode? Resources => Section("Resources");

    public YamlMappingNode? Section(string name) => Child(File.Root, name) as YamlMappingNode;

    public IEnumerable<(string Name, YamlNode Value)> SectionEntries(string name) =>
        Section(name) is { } section ? section.Children.Select(child => (((YamlScalarNode)child.Key).Value!, child.Value)) : [];

    public static YamlNode? Child(YamlNode? map, string name) =>
        map is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    public bool HasResource(string name) => Child(Resources, name) is not null;

    /// <summary>Tells what an attribute of a resource is, once it is known; <c>Ref</c> has the attribute name "".</summary>
    public void Set(string resource, string attribute, string value) => _attributes[(resource, attribute)] = value;

    public string? FindAttribute(string resource, string attribute)
    {
        if (_attributes.TryGetValue((resource, attribute), out var value))
            return value;
        if (!_namesUnderWay.Add(resource))
            throw File.Error(Child(Resources, resource)!, $"Resources.{resource}", "Its name depends on itself. Write a name that does not refer to the resource.");
        try
        {
            return ResourceAttributes.Find(this, resource, attribute);
        }
        finally
        {
            _namesUnderWay.Remove(resource);
        }
    }

    public string? FindParameter(string name) => name switch
    {
        "AWS::Region" => Region,
        "AWS::AccountId" => AccountId,
        "AWS::Partition" => "aws",
        "AWS::StackName" => "local",
        "AWS::StackId" => $"arn:aws:cloudformation:{Region}:{AccountId}:stack/local/00000000-0000-0000-0000-000000000000",
        "AWS::URLSuffix" => "amazonaws.com",
        _ => _wrongParameters.TryGetValue(name, out var error) ? throw error : _parameters.GetValueOrDefault(name),
    };

    public bool IsTrue(string condition, YamlNode at, string path)
    {
        if (Child(Section("Conditions"), condition) is not { } expression)
            throw File.Error(at, path, $"There is no condition '{condition}'. Define it under Conditions.");
        if (!_conditionsUnderWay.Add(condition))
            throw File.Error(at, path, $"Condition '{condition}' depends on itself.");
        try
        {
            return ConditionFunctions.IsTrue(this, expression, $"Conditions.{condition}");
        }
        finally
        {
            _conditionsUnderWay.Remove(condition);
        }
    }

    /// <summary>The names that something could have meant, for a message.</summary>
    public string KnownNames()
    {
        var names = _parameters.Keys.Concat(SectionEntries("Resources").Select(resource => resource.Name)).ToList();
        return names.Count == 0 ? "none" : string.Join(", ", names);
    }

    private void ReadParameters(IReadOnlyDictionary<string, string> given)
    {
        foreach (var (name, declaration) in SectionEntries("Parameters"))
        {
            var value = given.GetValueOrDefault(name) ?? (Child(declaration, "Default") as YamlScalarNode)?.Value;
            _parameters[name] = value ?? "";
            if (FindParameterError(name, declaration, value) is not { } error)
                continue;
            _wrongParameters[name] = error;
            Errors.Add(error);
        }
        var known = _parameters.Count == 0 ? "The template has none" : $"The template has: {string.Join(", ", _parameters.Keys)}";
        foreach (var name in given.Keys.Where(name => !_parameters.ContainsKey(name)))
            Errors.Add(new TemplateException($"{File.Name}: There is no parameter '{name}'. {known}."));
    }

    private TemplateException? FindParameterError(string name, YamlNode declaration, string? value)
    {
        if (value is null)
            return File.Error(declaration, $"Parameters.{name}", $"It has no default. Give it with --parameter {name}=value.");
        if (Child(declaration, "AllowedValues") is not YamlSequenceNode allowed)
            return null;
        var values = allowed.Children.OfType<YamlScalarNode>().Select(node => node.Value!).ToList();
        return values.Contains(value) ? null : File.Error(allowed, $"Parameters.{name}", $"'{value}' is not allowed. Write one of: {string.Join(", ", values)}.");
    }
}
