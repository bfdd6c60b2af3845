namespace Tessera.Engine.Server.Http;

/// <summary>
/// Decides who may call: a page of another site can reach a loopback port by naming it (then the browser sends that site's <c>Origin</c>) or by pointing its
/// own name at 127.0.0.1 (then the browser sends that name as <c>Host</c>, and no origin at all). Both are refused unless the origin was allowed by name.
/// </summary>
internal sealed class CallerPolicy
{
    private readonly string[] _allowedOrigins;

    public CallerPolicy(IReadOnlyList<string> allowedOrigins)
    {
        foreach (var origin in allowedOrigins)
        {
            if (!EngineServerOptions.IsOrigin(origin))
                throw new ArgumentException($"'{origin}' is not an origin. Write scheme, host and port only, such as http://localhost:3000.", nameof(allowedOrigins));
        }
        _allowedOrigins = [.. allowedOrigins];
    }

    /// <summary>True where the request names this machine, on any port.</summary>
    public static bool IsLocal(string? host)
    {
        var name = WithoutPort(host);
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name is "127.0.0.1" or "[::1]";
    }

    /// <summary>True where the request comes from no page, or from a page that this server sent.</summary>
    public static bool IsOwn(string? origin, string host) =>
        string.IsNullOrEmpty(origin)
        || (origin.Length == host.Length + "http://".Length
            && origin.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            && origin.EndsWith(host, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for an origin that was allowed by name.</summary>
    public bool Allows(string origin) => Array.Exists(_allowedOrigins, allowed => allowed.Equals(origin, StringComparison.OrdinalIgnoreCase));

    private static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> host)
    {
        var colon = host.LastIndexOf(':');
        var portFollows = colon >= 0 && colon > host.LastIndexOf(']');
        return portFollows && IsPort(host[(colon + 1)..]) ? host[..colon] : host;
    }

    private static bool IsPort(ReadOnlySpan<char> text) => text.Length is > 0 and <= 5 && !text.ContainsAnyExceptInRange('0', '9');
}
