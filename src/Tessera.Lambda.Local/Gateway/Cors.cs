using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Gateway;

/// <summary>CORS as APIs and function URLs do it themselves: they answer preflight requests, and their headers replace those of the function.</summary>
internal static class Cors
{
    private const string Prefix = "Access-Control-";

    public static bool IsPreflight(GatewayRequest request) =>
        request.Method == "OPTIONS" && request.Header("Origin") is not null && request.Header("Access-Control-Request-Method") is not null;

    /// <summary>Without headers where the origin or the method is not allowed: the browser refuses then.</summary>
    public static GatewayResponse Preflight(CorsPolicy policy, GatewayRequest request, int status)
    {
        var headers = new List<KeyValuePair<string, string>>();
        var method = request.Header("Access-Control-Request-Method")!;
        if (FindOrigin(policy, request) is { } origin && (policy.Methods.Contains("*") || policy.Methods.Contains(method, StringComparer.OrdinalIgnoreCase)))
        {
            AddOrigin(headers, policy, origin);
            headers.Add(new("Access-Control-Allow-Methods", string.Join(',', policy.Methods)));
            if (policy.Headers.Count > 0)
                headers.Add(new("Access-Control-Allow-Headers", AllowedHeaders(policy, request)));
            if (policy.MaxAgeSeconds is { } age)
                headers.Add(new("Access-Control-Max-Age", $"{age}"));
        }
        return new GatewayResponse(status, headers, default);
    }

    /// <summary>The response with the policy's headers and without the function's own.</summary>
    public static GatewayResponse Apply(CorsPolicy policy, GatewayRequest request, GatewayResponse response)
    {
        var headers = response.Headers.Where(header => !header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).ToList();
        if (FindOrigin(policy, request) is { } origin)
        {
            AddOrigin(headers, policy, origin);
            if (policy.ExposedHeaders.Count > 0)
                headers.Add(new("Access-Control-Expose-Headers", string.Join(',', policy.ExposedHeaders)));
        }
        return response with { Headers = headers };
    }

    private static void AddOrigin(List<KeyValuePair<string, string>> headers, CorsPolicy policy, string origin)
    {
        headers.Add(new("Access-Control-Allow-Origin", origin));
        if (policy.Credentials)
            headers.Add(new("Access-Control-Allow-Credentials", "true"));
        if (origin != "*")
            headers.Add(new("Vary", "Origin"));
    }

    private static string? FindOrigin(CorsPolicy policy, GatewayRequest request)
    {
        if (request.Header("Origin") is not { } origin)
            return null;
        if (policy.Origins.Contains("*") && !policy.Credentials)
            return "*";
        return policy.Origins.Any(allowed => Matches(allowed, origin)) ? origin : null;
    }

    /// <summary>An origin, or one with a wildcard: <c>*</c>, <c>https://*</c>, <c>http://localhost:*</c>.</summary>
    private static bool Matches(string allowed, string origin) => allowed.EndsWith('*')
        ? origin.StartsWith(allowed[..^1], StringComparison.OrdinalIgnoreCase)
        : allowed.Equals(origin, StringComparison.OrdinalIgnoreCase);

    private static string AllowedHeaders(CorsPolicy policy, GatewayRequest request) =>
        policy.Headers.Contains("*") ? request.Header("Access-Control-Request-Headers") ?? "*" : string.Join(',', policy.Headers);
}
