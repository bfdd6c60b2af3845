namespace Tessera.Infrastructure.Planning;

/// <summary>What is deployed, before it is said in a language of templates.</summary>
internal sealed record InfrastructurePlan
{
    private const string Bootstrap = "bootstrap";

    public required ApplicationModel Application { get; init; }

    public required InfrastructureOptions Options { get; init; }

    public required IReadOnlyList<TablePlan> Tables { get; init; }

    public required FunctionPlan? Http { get; init; }

    public required IReadOnlyList<FunctionPlan> Streams { get; init; }

    public IEnumerable<FunctionPlan> Functions => Http is null ? Streams : Streams.Prepend(Http);

    /// <summary>What the application is called.</summary>
    public required string Name { get; init; }

    /// <summary>What names outside of the template begin with. Functions, queues and topics take letters, digits and dashes, and no dots.</summary>
    public string Prefix => LogicalIds.Dashed(Name);

    /// <summary>Lambda's name of the runtime.</summary>
    public string Runtime => Options.Runtime ?? (IsOwnRuntime ? "provided.al2023" : RuntimeOf(Application.TargetFramework));

    /// <summary>Whether the package is an executable named <c>bootstrap</c>.</summary>
    public bool IsCustomRuntime => Runtime.StartsWith("provided.", StringComparison.Ordinal);

    /// <summary>A managed runtime starts the program by its assembly's name.</summary>
    public string Handler => IsCustomRuntime ? Bootstrap : Application.AssemblyName;

    /// <summary>Projects that compile ahead of time only when they are published do not say so when they are built; but they have this name for it.</summary>
    private bool IsOwnRuntime => Application.IsAheadOfTime || Application.AssemblyName == Bootstrap;

    private static string RuntimeOf(string framework) => framework switch
    {
        "net8.0" => "dotnet8",
        "net10.0" => "dotnet10",
        _ => throw new InfrastructureException(
            $"Lambda has no managed runtime for {framework}. Build for net10.0, or publish a self-contained program and choose --runtime provided.al2023."),
    };
}

/// <summary>A table and its name in the template.</summary>
internal sealed record TablePlan(string LogicalId, string Name, TableModel Model)
{
    public DeploymentModel Deployment => Model.Deployment;

    public bool HasStream => Model.Stream != StreamView.None;
}

/// <summary>A function with what invokes it and what it may do.</summary>
internal sealed record FunctionPlan
{
    public required string LogicalId { get; init; }

    /// <summary>A name for resources outside the template's own namespace: lower case, with dashes.</summary>
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required int TimeoutSeconds { get; init; }

    public IReadOnlyList<RoutePlan> Routes { get; init; } = [];

    public StreamPlan? Stream { get; init; }

    public required IReadOnlyList<AccessPlan> Access { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>A route of an HTTP API: method and path in its own syntax; neither for the route that takes everything else.</summary>
internal sealed record RoutePlan(string Id, string? Method, string? Path)
{
    /// <summary>The route's key as the HTTP API names it.</summary>
    public string Key => Path is null ? "$default" : $"{Method} {Path}";
}

/// <summary>The stream that invokes a function, and where records go that it fails on.</summary>
internal sealed record StreamPlan(TablePlan Table, ApplicationStreamHandler Handler, string QueueId);

/// <summary>What a function does with a table or an index.</summary>
internal sealed record AccessPlan(TablePlan Table, string? Index, IReadOnlyList<string> Actions);
