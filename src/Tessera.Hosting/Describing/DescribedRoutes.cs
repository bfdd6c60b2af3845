using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tessera.Hosting.Describing;

/// <summary>The routes of a program, without those that serve a static file each.</summary>
internal static class DescribedRoutes
{
    private static readonly string?[] _everyMethod = [null];

    public static IReadOnlyList<ApplicationRoute> Of(EndpointDataSource endpoints)
    {
        var routes =
            from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
            where endpoint.RoutePattern.RawText is not null && !IsStaticAsset(endpoint)
            from method in Methods(endpoint)
            select new ApplicationRoute(method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'));
        return [.. routes.Distinct().OrderBy(route => route.Pattern, StringComparer.Ordinal).ThenBy(route => route.Method, StringComparer.Ordinal)];
    }

    private static IEnumerable<string?> Methods(RouteEndpoint endpoint)
    {
        IEnumerable<string?>? methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
        return methods is not null && methods.Any() ? methods : _everyMethod;
    }

    private static bool IsStaticAsset(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(metadata => metadata.GetType().FullName == "Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor");
}
