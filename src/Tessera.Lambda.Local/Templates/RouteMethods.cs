namespace Tessera.Lambda.Local.Templates;

/// <summary>The methods that a route of API Gateway may have.</summary>
internal static class RouteMethods
{
    private static readonly string[] _all = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY"];

    public static string Advice { get; } = $"Write one of: {string.Join(", ", _all)}.";

    public static bool Contains(string method) => _all.Contains(method);
}
