namespace Tessera.Lambda.Local.Templates;

/// <summary>
/// What of a template runs on this machine. Tables come first: what the rest refers to (a stream's ARN) is known once they are created. Not thread-safe.
/// </summary>
internal sealed class LocalTemplate
{
    private readonly IReadOnlyList<ResourceNode> _resources;

    public LocalTemplate(TemplateFile file, IReadOnlyDictionary<string, string> parameters, string region)
    {
        Scope = new TemplateScope(file, parameters, region);
        _resources = [.. ResourceNode.All(Scope)];
    }

    public TemplateScope Scope { get; }

    public IReadOnlyList<TableDefinition> ReadTables() => [.. _resources.Select(resource => TableReader.Find(Scope, resource)).OfType<TableDefinition>()];

    /// <summary>Reads everything once, with made-up ARNs of streams, so that an error is found before anything is created.</summary>
    public void Check()
    {
        foreach (var table in ReadTables().Where(table => table.Request.StreamSpecification is not null))
            Scope.Set(table.LogicalId, "StreamArn", $"{Scope.FindAttribute(table.LogicalId, "Arn")}/stream/not-created-yet");
        var functions = ReadFunctions();
        if (functions.Count == 0)
            throw new TemplateException($"{Scope.File.Name}: The template has no functions. Add a resource of type AWS::Serverless::Function.");
        ReadApis();
        ReadStreamSources();
    }

    public IReadOnlyList<FunctionDefinition> ReadFunctions()
    {
        var urls = ReadUrls();
        return [.. _resources.Where(FunctionReader.IsFunction)
            .Select(resource => FunctionReader.Read(Scope, resource, urls.GetValueOrDefault(resource.LogicalId)))];
    }

    /// <summary>Call it when the tables are there: the streams' ARNs are needed.</summary>
    public IReadOnlyList<StreamSourceDefinition> ReadStreamSources() => [.. new StreamSourceReader(Scope, _resources).Read()];

    public IReadOnlyList<ApiDefinition> ReadApis() => new ApiReader(Scope, _resources).Read();

    /// <summary>What the template has and this machine has not, so that nobody waits for it.</summary>
    public IEnumerable<string> ReadWarnings()
    {
        foreach (var function in _resources.Where(resource => resource.Type == "AWS::Serverless::Function"))
        {
            foreach (var (name, source) in function.Entries("Events"))
            {
                if (source.Get("Type").Text() is var type and not ("HttpApi" or "Api" or "DynamoDB"))
                    yield return $"{Scope.File.Name}:{source.Line}: {source.Path}: Events of type {type} do not happen here. Invoke {function.LogicalId} by hand.";
            }
        }
    }

    private Dictionary<string, FunctionUrlDefinition> ReadUrls()
    {
        var urls = new Dictionary<string, FunctionUrlDefinition>();
        foreach (var resource in _resources.Where(resource => resource.Type == "AWS::Lambda::Url"))
        {
            var target = resource.Get("TargetFunctionArn");
            var function = FunctionName.FindLogicalId(Scope, _resources, target.Text())
                ?? throw target.Error($"'{target.Text()}' names no function of this template. Write !GetAtt Function.Arn.");
            urls[function] = FunctionReader.ReadUrl(resource.Config);
        }
        return urls;
    }
}
