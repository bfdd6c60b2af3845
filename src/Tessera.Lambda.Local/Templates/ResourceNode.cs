using YamlDotNet.RepresentationModel;

namespace Tessera.Lambda.Local.Templates;

/// <summary>A resource, with the defaults that SAM's Globals section gives its properties.</summary>
internal sealed class ResourceNode(string logicalId, string type, TemplateNode node, TemplateNode? globals)
{
    private readonly TemplateNode? _properties = node.Find("Properties");

    public string LogicalId => logicalId;

    public string Type => type;

    /// <summary>The resource's own properties; an error where it has none.</summary>
    public TemplateNode Config => _properties ?? throw node.Error("'Properties' is missing. Add it.");

    public TemplatePlace Place => node.Place;

    public static IEnumerable<ResourceNode> All(TemplateScope scope)
    {
        foreach (var (name, written) in scope.SectionEntries("Resources"))
        {
            var node = TemplateNode.Find(scope, written, $"Resources.{name}");
            if (node is null || !IsWanted(scope, node, written))
                continue;
            var type = (node.Find("Type") ?? node.Missing("Type", "'Type' is missing. Add it, such as Type: AWS::Serverless::Function.")).Text();
            yield return new ResourceNode(name, type, node, Globals(scope, type));
        }
    }

    /// <summary>The property as the resource has it, or as Globals has it.</summary>
    public TemplateNode? Find(string property) => _properties?.Find(property) ?? globals?.Find(property);

    public TemplateNode Get(string property) => Find(property) ?? Missing(property, $"Property '{property}' is missing. Add it under Properties.");

    /// <summary>A property that is not there, though it must be.</summary>
    public TemplateNode Missing(string property, string text) => (_properties is { IsWrong: true } ? _properties : node).Missing(property, text);

    /// <summary>The entries of a map that a resource and Globals write together; the resource's own come last.</summary>
    public IEnumerable<KeyValuePair<string, TemplateNode>> Entries(string property, string? inner = null)
    {
        foreach (var source in (TemplateNode?[])[globals, _properties])
        {
            var map = source?.Find(property);
            map = inner is null ? map : map?.Find(inner);
            foreach (var entry in map?.Entries() ?? [])
                yield return entry;
        }
    }

    /// <summary>The names of the properties that the resource and Globals write.</summary>
    public IEnumerable<(string Name, TemplatePlace Place)> PropertyNames() => [.. globals?.Names() ?? [], .. _properties?.Names() ?? []];

    public TemplateException Error(string text) => node.Error(text);

    /// <summary>A resource whose condition has an error counts as wanted: what refers to it is right.</summary>
    private static bool IsWanted(TemplateScope scope, TemplateNode node, YamlNode written)
    {
        if (node.Find("Condition") is not { } condition)
            return true;
        try
        {
            return scope.IsTrue(condition.Text(), written, node.Path);
        }
        catch (TemplateException error)
        {
            scope.Errors.Add(error, condition.Path);
            return true;
        }
    }

    private static TemplateNode? Globals(TemplateScope scope, string type)
    {
        const string serverless = "AWS::Serverless::";
        if (!type.StartsWith(serverless, StringComparison.Ordinal))
            return null;
        var section = type[serverless.Length..];
        return TemplateScope.Child(scope.Section("Globals"), section) is { } written ? TemplateNode.Find(scope, written, $"Globals.{section}") : null;
    }
}
