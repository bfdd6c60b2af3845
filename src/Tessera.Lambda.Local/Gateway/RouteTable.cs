using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Gateway;

/// <summary>A route that was found, and what its variables stand for.</summary>
internal sealed record RouteMatch(ApiDefinition Api, RouteDefinition Route, IReadOnlyList<KeyValuePair<string, string>> PathParameters);

/// <summary>The routes of all APIs, which share one port. The most specific path wins; then a method before ANY; $default is last. Immutable.</summary>
internal sealed class RouteTable
{
    private readonly IReadOnlyList<Entry> _entries;

    public RouteTable(IReadOnlyList<ApiDefinition> apis)
    {
        Apis = apis;
        _entries =
        [
            .. from api in apis
               from route in api.Routes
               let pattern = route.Path is null ? null : new RoutePattern(route.Path)
               orderby pattern is null, pattern?.HasGreedy, pattern?.Rank, route.Method == "ANY"
               select new Entry(api, route, pattern),
        ];
    }

    public IReadOnlyList<ApiDefinition> Apis { get; }

    /// <summary>Two APIs with the same route: only the first can be reached here.</summary>
    public IEnumerable<string> Conflicts() =>
        from entry in _entries
        group entry by entry.Route.Key into same
        where same.Count() > 1
        select $"{string.Join(" and ", same.Select(entry => $"{entry.Api.Id} ({entry.Route.Place})"))} have the route {same.Key}. On one port only the first answers.";

    public RouteMatch? Find(string method, string rawPath)
    {
        foreach (var (api, route, pattern) in _entries)
        {
            if (route.Method != "ANY" && route.Method != method)
                continue;
            if ((pattern is null ? [] : pattern.Match(rawPath)) is { } parameters)
                return new RouteMatch(api, route, parameters);
        }
        return null;
    }

    /// <summary>The API that a path belongs to, whatever the method: it answers preflight requests.</summary>
    public ApiDefinition? FindApi(string rawPath) =>
        _entries.FirstOrDefault(entry => entry.Pattern is null || entry.Pattern.Match(rawPath) is not null)?.Api ?? Apis.FirstOrDefault(api => api.Kind == ApiKind.Http);

    private sealed record Entry(ApiDefinition Api, RouteDefinition Route, RoutePattern? Pattern);
}
