using System.Text;
using System.Text.RegularExpressions;

namespace Tessera.Infrastructure.Planning;

/// <summary>Turns the program's routes into those of an HTTP API.</summary>
internal static partial class RoutePlanner
{
    /// <summary>An HTTP API has 300 routes by default; beyond that one route takes all.</summary>
    private const int RoutesMax = 300;

    private static readonly RoutePlan _everything = new("Default", null, null);

    public static IReadOnlyList<RoutePlan> Plan(ApplicationModel application, RouteMode mode)
    {
        if (mode == RouteMode.All)
            return [_everything];
        var routes = application.Routes.SelectMany(Translate).DistinctBy(route => (route.Method, Parameter().Replace(route.Path, "{}"))).ToList();
        var needsRest = application.ServesFiles || application.Routes.Count == 0 || routes.Any(route => route.Path == "/{path+}");
        if (mode == RouteMode.Automatic && routes.Count > RoutesMax)
            return [_everything];
        var plans = Named(routes).ToList();
        if (mode == RouteMode.Automatic && needsRest)
            plans.Add(_everything);
        return plans.Count > 0 ? plans : throw new InfrastructureException("The program has no routes, so there is nothing that --routes each could take. Choose --routes all.");
    }

    /// <summary>A pattern with an optional or defaulted last part is two routes; constraints are left to the program.</summary>
    private static IEnumerable<(string Method, string Path)> Translate(ApplicationRoute route)
    {
        var path = new StringBuilder();
        foreach (var segment in Segments(route.Pattern))
        {
            var isCatchAll = segment.StartsWith("{*", StringComparison.Ordinal);
            var isOptional = segment.StartsWith('{') && (segment.EndsWith("?}", StringComparison.Ordinal) || segment.Contains('='));
            if (isCatchAll || isOptional)
                yield return (route.Method ?? "ANY", path.Length == 0 ? "/" : path.ToString());
            path.Append('/').Append(Segment(segment));
        }

        yield return (route.Method ?? "ANY", path.Length == 0 ? "/" : path.ToString());
    }

    /// <summary>The parts between slashes, but not between those inside braces, which may stand in constraints.</summary>
    private static IEnumerable<string> Segments(string pattern)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i <= pattern.Length; i++)
        {
            if (i == pattern.Length || (pattern[i] == '/' && depth == 0))
            {
                if (i > start)
                    yield return pattern[start..i];
                start = i + 1;
            }
            else
            {
                depth += pattern[i] switch { '{' => 1, '}' => -1, _ => 0 };
            }
        }
    }

    /// <summary>A parameter of an HTTP API is a whole segment: a segment with text and a parameter becomes one parameter.</summary>
    private static string Segment(string segment)
    {
        var match = Parameter().Match(segment);
        if (!match.Success)
            return segment;
        var name = match.Groups["name"].Value;
        return match.Groups["all"].Success ? "{" + name + "+}" : "{" + name + "}";
    }

    /// <summary>Names each route by its method and the words of its path: <c>GET /api/orders/{id}</c> is <c>GetApiOrdersById</c>.</summary>
    private static IEnumerable<RoutePlan> Named(IEnumerable<(string Method, string Path)> routes)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { _everything.Id };
        foreach (var (method, path) in routes)
        {
            var words = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(word => word[0] == '{' ? "By" + LogicalIds.Of(word.Trim('{', '}', '+')) : LogicalIds.Of(word));
            var id = LogicalIds.Of(method.ToLowerInvariant()) + (path == "/" ? "Root" : string.Concat(words));
            var unique = id;
            for (var number = 2; !taken.Add(unique); number++)
                unique = id + number;
            yield return new RoutePlan(unique, method, path);
        }
    }

    [GeneratedRegex(@"\{(?<all>\*{1,2})?(?<name>[^:=?*{}+]+)[^}]*\}")]
    private static partial Regex Parameter();
}
