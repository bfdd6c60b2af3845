namespace Tessera.Lambda.Local;

/// <summary>What a <see cref="LocalCloud"/> runs, for its greeting. Immutable.</summary>
/// <param name="Tables">The names of the tables.</param>
/// <param name="Functions">The functions.</param>
/// <param name="Routes">The routes of the APIs.</param>
/// <param name="Urls">The function URLs.</param>
/// <param name="Streams">The streams that call functions.</param>
public sealed record LocalCloudSummary(
    IReadOnlyList<string> Tables,
    IReadOnlyList<FunctionSummary> Functions,
    IReadOnlyList<RouteSummary> Routes,
    IReadOnlyList<UrlSummary> Urls,
    IReadOnlyList<StreamSourceSummary> Streams);

/// <summary>A function.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Name">Its name for the Invoke API.</param>
/// <param name="Command">How its processes are started.</param>
public sealed record FunctionSummary(string LogicalId, string Name, string Command);

/// <summary>A route.</summary>
/// <param name="Method">The HTTP method; <c>ANY</c> for all.</param>
/// <param name="Path">The path with its variables; <c>$default</c> for what no other route takes.</param>
/// <param name="Function">The function's logical id.</param>
public sealed record RouteSummary(string Method, string Path, string Function);

/// <summary>A function URL.</summary>
/// <param name="Function">The function's logical id.</param>
/// <param name="Address">Where it is on this machine.</param>
public sealed record UrlSummary(string Function, Uri Address);

/// <summary>A stream that calls a function.</summary>
/// <param name="Function">The function's logical id.</param>
/// <param name="StreamArn">The stream.</param>
public sealed record StreamSourceSummary(string Function, string StreamArn);
