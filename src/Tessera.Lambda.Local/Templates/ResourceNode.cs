namespace Tessera.Lambda.Local.Templates;

/// <summary>A resource, with the defaults that SAM's Globals section gives its properties.</summary>
internal sealed class ResourceNode(string logicalId, string type, TemplateNode node, TemplateNode? globals)
{
    private readonly TemplateNode? _properties = node.Find("Properties");

    public string LogicalId => logicalId;

    public string Type => type;

    /// <summary>The resource's own properties; an error where it has none.</summary>
    public TemplateNode Config => _properties ?? throw node.Error("'Properties' is missing. Add it.");

    public string Place(string file) => $"{file}:{node.Line}: {node.Path}";

    public static IEnumerable<ResourceNode> All(TemplateScope scope)
    {
        foreach (var (name, written) in scope.SectionEntries("Resources"))
        {
            var node = TemplateNode.Find(scope, written, $"Resources.{name}");
            if (node?.Find("Type")?.Text() is not { } type)
                throw scope.File.Error(written, $"Resources.{name}", "'Type' is missing. Add it, such as Type: AWS::Serverless::Function.");
            if (node.Find("Condition") is { } condition && !scope.IsTrue(condition.Text(), written, node.Path))
                continue;
            yield return new ResourceNode(name, type, node, Globals(scope, type));
        }
    }

    /// <summary>The property as the resource has it, or as Globals has it.</summary>
    public TemplateNode? Find(string property) => _properties?.Find(property) ?? globals?.Find(property);

    public TemplateNode Get(string property) => Find(property) ?? throw node.Error($"Property '{property}' is missing. Add it under Properties.");

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

    public TemplateException Error(string text) => node.Error(text);

    private static TemplateNode? Globals(TemplateScope scope, string type)
    {
        const string serverless = "AWS::Serverless::";
        if (!type.StartsWith(serverless, StringComparison.Ordinal))
            return null;
        var section = type[serverless.Length..];
        return TemplateScope.Child(scope.Section("Globals"), section) is { } written ? TemplateNode.Find(scope, written, $"Globals.{section}") : null;
    }
}
