namespace Tessera.Engine.Server;

/// <summary>Where an <see cref="EngineServer"/> listens, and which web pages may call it.</summary>
/// <remarks>Immutable, and so thread-safe.</remarks>
public sealed record EngineServerOptions
{
    /// <summary>The TCP port, on the loopback addresses 127.0.0.1 and ::1 only. 0 takes any free port.</summary>
    /// <value>8000 by default, as DynamoDB Local has it.</value>
    public int Port { get; init; } = 8000;

    /// <summary>
    /// The origins of the web pages that may call the server from a browser, each written as a browser sends it: <c>https://example.com</c> or
    /// <c>http://localhost:3000</c>. Requests that carry any other origin than the server's own are refused with status 403.
    /// </summary>
    /// <value>Empty by default: no page but the server's own may call it.</value>
    /// <remarks>
    /// A server on loopback is reachable from every page in the user's browser, and its credentials are dummies: without this check any page could read and
    /// write the tables. Programs other than browsers send no origin and are not concerned.
    /// </remarks>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Tells whether a text can stand in <see cref="AllowedOrigins"/>: scheme, host and perhaps a port, without a path or a trailing slash.</summary>
    /// <param name="text">The text, such as <c>http://localhost:3000</c>.</param>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);
}
