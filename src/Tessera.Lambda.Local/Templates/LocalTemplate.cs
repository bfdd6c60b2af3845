namespace Tessera.Lambda.Local.Templates;

/// <summary>
/// What of a template runs on this machine. Tables come first: what the rest refers to (a stream's ARN) is known once they are created. Not thread-safe.
/// </summary>
internal sealed class LocalTemplate
{
    private static readonly string[] _eventTypes = ["HttpApi", "Api", "DynamoDB"];

    private readonly IReadOnlyList<ResourceNode> _resources;

    public LocalTemplate(TemplateFile file, IReadOnlyDictionary<string, string> parameters, string region)
    {
        Scope = new TemplateScope(file, parameters, region);
        _resources = [.. ResourceNode.All(Scope)];
    }

    public TemplateScope Scope { get; }

    /// <summary>What is wrong with the template, as far as it has been read.</summary>
    public TemplateErrors Errors => Scope.Errors;

    public IReadOnlyList<TableDefinition> ReadTables() => [.. _resources.Select(ReadTable).OfType<TableDefinition>()];

    /// <summary>Reads everything once, with made-up ARNs of streams, so that all errors are found before anything is started.</summary>
    /// <param name="checkCode">Throws a <see cref="TemplateException"/> for a function whose code cannot be started.</param>
    /// <returns>The tables in which nothing is wrong.</returns>
    public IReadOnlyList<TableDefinition> Check(Action<FunctionDefinition>? checkCode = null)
    {
        foreach (var table in _resources.Where(resource => TableReader.IsTable(resource) && resource.Find("StreamSpecification") is not null))
            Scope.Set(table.LogicalId, "StreamArn", $"{Scope.FindAttribute(table.LogicalId, "Arn")}/stream/not-created-yet");
        var tables = ReadTables();
        foreach (var function in ReadFunctions().Where(function => function is { CodeFolder: not "", Runtime: not "", Handler: not "" }))
            Errors.Try(() => checkCode?.Invoke(function));
        ReadApis();
        ReadStreamSources();
        if (Errors.Count == 0 && !_resources.Any(FunctionReader.IsFunction))
            Errors.Add(new TemplateException($"{Scope.File.Name}: The template has no functions. Add a resource of type AWS::Serverless::Function."));
        return tables;
    }

    public IReadOnlyList<FunctionDefinition> ReadFunctions()
    {
        var (urls, aliases) = (ReadUrls(), ReadAliases());
        return [.. _resources.Where(FunctionReader.IsFunction)
            .Select(resource => Errors.Try(() => FunctionReader.Read(Scope, resource, urls.GetValueOrDefault(resource.LogicalId))))
            .OfType<FunctionDefinition>()
            .Select(function => function with { Aliases = [.. function.Aliases, .. aliases[function.LogicalId]] })];
    }

    /// <summary>Call it when the tables are there: the streams' ARNs are needed.</summary>
    public IReadOnlyList<StreamSourceDefinition> ReadStreamSources() => [.. new StreamSourceReader(Scope, _resources).Read()];

    public IReadOnlyList<ApiDefinition> ReadApis() => new ApiReader(Scope, _resources).Read();

    /// <summary>What the template has and this machine (or the service too) has not, so that nobody waits for it.</summary>
    public IReadOnlyList<string> ReadWarnings() =>
    [
        .. _resources.Select(ResourceTypes.FindMisspelt).OfType<string>(),
        .. _resources.Where(FunctionReader.IsFunction).SelectMany(FunctionProperties.Unknown).Concat(EventsThatDoNotHappen()).Distinct(),
    ];

    private IEnumerable<string> EventsThatDoNotHappen()
    {
        foreach (var function in _resources.Where(resource => resource.Type == "AWS::Serverless::Function"))
        {
            foreach (var (name, source) in function.Entries("Events"))
            {
                if (source.Get("Type").Text() is not { Length: > 0 } type || _eventTypes.Contains(type))
                    continue;
                var advice = NearestName.Find(type, _eventTypes) is { } near ? $"Write {near}." : $"Invoke {function.LogicalId} by hand.";
                yield return $"{source.Place}: Events of type {type} do not happen here. {advice}";
            }
        }
    }

    private ILookup<string, string> ReadAliases() => _resources.Where(resource => resource.Type == "AWS::Lambda::Alias").ToLookup(
        alias => FunctionName.FindLogicalId(Scope, _resources, alias.Get("FunctionName").Text()) ?? "", alias => alias.Get("Name").Text());

    private TableDefinition? ReadTable(ResourceNode resource)
    {
        var errorsBefore = Errors.Count;
        var table = Errors.Try(() => TableReader.Find(Scope, resource));
        return Errors.Count == errorsBefore ? table : null;
    }

    private Dictionary<string, FunctionUrlDefinition> ReadUrls()
    {
        var urls = new Dictionary<string, FunctionUrlDefinition>();
        foreach (var resource in _resources.Where(resource => resource.Type == "AWS::Lambda::Url"))
            Errors.Try(() => ReadUrl(resource));
        return urls;

        void ReadUrl(ResourceNode resource)
        {
            var target = resource.Get("TargetFunctionArn");
            var function = FunctionName.FindLogicalId(Scope, _resources, target.Text())
                ?? throw target.Error($"'{target.Text()}' names no function of this template. Write !GetAtt Function.Arn.");
            urls[function] = FunctionReader.ReadUrl(resource.Config);
        }
    }
}
