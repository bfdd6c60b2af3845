using Amazon.DynamoDBv2.Model;

namespace Tessera.Lambda.Local.Templates;

/// <summary>A table of the template.</summary>
internal sealed record TableDefinition(string LogicalId, TemplatePlace Place, CreateTableRequest Request, string? TimeToLiveAttribute)
{
    public string Name => Request.TableName;
}

/// <summary>A function of the template. Immutable.</summary>
internal sealed record FunctionDefinition
{
    public required string LogicalId { get; init; }

    public required string Name { get; init; }

    public required TemplatePlace Place { get; init; }

    public required string Runtime { get; init; }

    public required string Handler { get; init; }

    /// <summary>The full path of <c>CodeUri</c>; empty where that is wrong.</summary>
    public required string CodeFolder { get; init; }

    /// <summary>In MB.</summary>
    public int MemorySize { get; init; } = 128;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How many processes may run at once; null where the template does not limit it.</summary>
    public int? ReservedConcurrency { get; init; }

    public LoggingDefinition Logging { get; init; } = new();

    public AsyncDefinition Async { get; init; } = new();

    public FunctionUrlDefinition? Url { get; init; }

    /// <summary>The aliases under which it may be called; each is the same code here.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}

/// <summary>How a function logs. It is told so in its environment; the log here shows what it writes.</summary>
/// <param name="Format"><c>Text</c> or <c>JSON</c>.</param>
/// <param name="Level">What the function leaves out of JSON; null where the template does not say.</param>
/// <param name="Group">The log group; null for the function's own.</param>
internal sealed record LoggingDefinition(string Format = "Text", string? Level = null, string? Group = null);

/// <summary>What happens to an asynchronous call that fails.</summary>
internal sealed record AsyncDefinition(int RetryAttemptsMax = 2, int EventAgeSecondsMax = 21600);

internal sealed record FunctionUrlDefinition(bool Streams, CorsPolicy? Cors);

internal enum ApiKind
{
    /// <summary>An HTTP API.</summary>
    Http,

    /// <summary>A REST API.</summary>
    Rest,
}

/// <summary>An API of the template with its routes.</summary>
internal sealed record ApiDefinition
{
    public required string Id { get; init; }

    public required ApiKind Kind { get; init; }

    public required string Stage { get; init; }

    public CorsPolicy? Cors { get; init; }

    public IReadOnlyList<RouteDefinition> Routes { get; init; } = [];

    /// <summary>Media types whose bodies a REST API gives to functions in base64; <c>*/*</c> for all.</summary>
    public IReadOnlyList<string> BinaryMediaTypes { get; init; } = [];
}

/// <summary>A route to a function.</summary>
/// <param name="ApiId">The API it belongs to.</param>
/// <param name="Function">The function's logical id.</param>
/// <param name="Method">In capitals; <c>ANY</c> for all.</param>
/// <param name="Path">Such as <c>/users/{id}</c>; null for <c>$default</c>.</param>
/// <param name="PayloadVersion1">The event has the format of REST APIs.</param>
/// <param name="Timeout">How long the API waits for the function.</param>
/// <param name="Place">Where the route was written.</param>
internal sealed record RouteDefinition(string ApiId, string Function, string Method, string? Path, bool PayloadVersion1, TimeSpan Timeout, string Place)
{
    /// <summary>As an event names it.</summary>
    public string Key => Path is null ? "$default" : $"{Method} {Path}";
}

/// <summary>What an API lets web pages of other origins do. Immutable.</summary>
internal sealed record CorsPolicy
{
    public IReadOnlyList<string> Origins { get; init; } = [];

    public IReadOnlyList<string> Methods { get; init; } = [];

    public IReadOnlyList<string> Headers { get; init; } = [];

    public IReadOnlyList<string> ExposedHeaders { get; init; } = [];

    public bool Credentials { get; init; }

    public int? MaxAgeSeconds { get; init; }
}
