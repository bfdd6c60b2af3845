using System.Text.Json;

namespace Tessera;

/// <summary>
/// What a program is made of: its tables, stream handlers and routes. A program that is started with the environment variable
/// <c>TESSERA_DESCRIBE</c> writes it as JSON and stops; tools write templates from it. Immutable.
/// </summary>
public sealed record ApplicationModel
{
    /// <summary>The name of the program's assembly, which is the handler of its functions.</summary>
    public required string AssemblyName { get; init; }

    /// <summary>The framework that the program is built for, such as <c>net10.0</c>.</summary>
    public required string TargetFramework { get; init; }

    /// <summary>Whether the project is published ahead of time (<c>PublishAot</c>), as a native executable.</summary>
    public bool IsAheadOfTime { get; init; }

    /// <summary>Whether the program answers HTTP requests.</summary>
    public bool ServesHttp { get; init; }

    /// <summary>Whether the program has a web root with files, which are answered by no route.</summary>
    public bool ServesFiles { get; init; }

    /// <summary>The tables, by name.</summary>
    public IReadOnlyList<ApplicationTable> Tables { get; init; } = [];

    /// <summary>The stream handlers, by name.</summary>
    public IReadOnlyList<ApplicationStreamHandler> StreamHandlers { get; init; } = [];

    /// <summary>The routes, by pattern and method.</summary>
    public IReadOnlyList<ApplicationRoute> Routes { get; init; } = [];

    /// <summary>The full names of the program's own types that run when it starts (<c>IHostedService</c>).</summary>
    public IReadOnlyList<string> HostedServices { get; init; } = [];

    /// <summary>Writes the description as JSON.</summary>
    /// <returns>Indented JSON in UTF-8.</returns>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ApplicationJson.Default.ApplicationModel);

    /// <summary>Reads what <see cref="ToJson"/> has written.</summary>
    /// <param name="json">JSON in UTF-8.</param>
    /// <returns>The description.</returns>
    /// <exception cref="JsonException">The text is not a description.</exception>
    public static ApplicationModel FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ApplicationJson.Default.ApplicationModel) ?? throw new JsonException("The description of the application is null.");
}

/// <summary>A table that a program uses. Immutable.</summary>
/// <param name="ContextType">The full name of its context's type.</param>
/// <param name="TableName">The name that the program reads and writes, with <see cref="TableOptions"/> applied.</param>
/// <param name="Model">The table.</param>
public sealed record ApplicationTable(string ContextType, string TableName, TableModel Model);

/// <summary>A route that a program answers. Immutable.</summary>
/// <param name="Method">The HTTP method, or <see langword="null"/> for all.</param>
/// <param name="Pattern">The pattern in ASP.NET Core's syntax, such as <c>/users/{id}</c>.</param>
public sealed record ApplicationRoute(string? Method, string Pattern);
