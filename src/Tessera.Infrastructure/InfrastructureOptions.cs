namespace Tessera.Infrastructure;

/// <summary>How functions are deployed. What the code says (tables, handlers, routes) is not an option. Immutable.</summary>
public sealed record InfrastructureOptions
{
    /// <summary>What the application is called in descriptions, and what names outside of the template begin with.</summary>
    /// <value><see langword="null"/> by default: the name of its assembly, which says little where that has to be <c>bootstrap</c>.</value>
    public string? Name { get; init; }

    /// <summary>Lambda's name of the runtime, such as <c>dotnet10</c> or <c>provided.al2023</c>.</summary>
    /// <value><see langword="null"/> by default: <c>provided.al2023</c> for a program that is compiled ahead of time or called <c>bootstrap</c>, else the runtime of its framework.</value>
    public string? Runtime { get; init; }

    /// <summary>The processor architecture: <c>x86_64</c> or <c>arm64</c>.</summary>
    /// <value><c>x86_64</c> by default. A program that is compiled ahead of time must be published on the architecture that it runs on.</value>
    public string Architecture { get; init; } = "x86_64";

    /// <summary>The memory of each function in MB, from 128 to 10240. Lambda gives processor time in proportion.</summary>
    /// <value>512 by default.</value>
    public int MemoryMB { get; init; } = 512;

    /// <summary>How long an HTTP request may take, in seconds, from 1 to 900; an HTTP API waits 30 at most.</summary>
    /// <value>30 by default.</value>
    public int HttpTimeoutSeconds { get; init; } = 30;

    /// <summary>How long a batch of stream records may take, in seconds, from 1 to 900.</summary>
    /// <value>60 by default.</value>
    public int StreamTimeoutSeconds { get; init; } = 60;

    /// <summary>Which routes the HTTP API gets.</summary>
    /// <value><see cref="RouteMode.Automatic"/> by default.</value>
    public RouteMode Routes { get; init; }

    /// <summary>Where the program is, seen from the template: the project's folder for SAM, a package for Terraform.</summary>
    /// <value><c>.</c> by default.</value>
    public string CodeUri { get; init; } = ".";

    /// <summary>The command that wrote the template, for the comment at its head.</summary>
    /// <value><c>tessera schema</c> by default.</value>
    public string Command { get; init; } = "tessera schema";

    /// <summary>Checks the limits of the service.</summary>
    /// <exception cref="InfrastructureException">An option is outside its limits.</exception>
    internal void Validate()
    {
        Check(MemoryMB is >= 128 and <= 10240, $"The memory of a function is 128 to 10240 MB, not {MemoryMB}.");
        Check(HttpTimeoutSeconds is >= 1 and <= 900, $"The timeout of a function is 1 to 900 seconds, not {HttpTimeoutSeconds}.");
        Check(StreamTimeoutSeconds is >= 1 and <= 900, $"The timeout of a function is 1 to 900 seconds, not {StreamTimeoutSeconds}.");
        Check(Architecture is "x86_64" or "arm64", $"The architecture is x86_64 or arm64, not '{Architecture}'.");
        Check(Runtime is null or "dotnet8" or "dotnet10" or "provided.al2023" or "provided.al2",
            $"The runtime is dotnet10, dotnet8, provided.al2023 or provided.al2, not '{Runtime}'.");
    }

    private static void Check(bool isValid, string message)
    {
        if (!isValid)
            throw new InfrastructureException(message);
    }
}

/// <summary>Which routes an HTTP API gets.</summary>
public enum RouteMode
{
    /// <summary>The program's own routes, and one for everything else where the program serves files or falls back to a page.</summary>
    Automatic,

    /// <summary>The program's own routes only: the API answers everything else with 404 and does not invoke the function.</summary>
    Each,

    /// <summary>One route for everything: the program decides.</summary>
    All,
}
