namespace Tessera.Lambda.Local.Gateway;

/// <summary>A route's path: literal segments, <c>{name}</c> for one segment, and at the end <c>{name+}</c> for all that follow. Immutable.</summary>
internal sealed class RoutePattern
{
    private readonly string[] _segments;

    public RoutePattern(string path)
    {
        _segments = Split(path);
        Rank = string.Concat(_segments.Select(segment => IsGreedy(segment) ? '2' : IsVariable(segment) ? '1' : '0'));
        HasGreedy = _segments.Any(IsGreedy);
    }

    /// <summary>Sorts patterns, the most specific first: a literal before a variable before a greedy one, from left to right.</summary>
    public string Rank { get; }

    public bool HasGreedy { get; }

    /// <summary>The values of the variables, decoded; null where the path does not match.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Match(string rawPath)
    {
        var path = Split(rawPath);
        var values = new List<KeyValuePair<string, string>>();
        for (var index = 0; index < _segments.Length; index++)
        {
            var segment = _segments[index];
            if (IsGreedy(segment))
            {
                // A greedy variable stands for at least one segment.
                if (path.Length <= index || path[index].Length == 0)
                    return null;
                values.Add(new(segment[1..^2], Uri.UnescapeDataString(string.Join('/', path[index..]))));
                return values;
            }
            if (index >= path.Length)
                return null;
            var value = Uri.UnescapeDataString(path[index]);
            if (IsVariable(segment) && value.Length > 0)
                values.Add(new(segment[1..^1], value));
            else if (value != segment)
                return null;
        }
        return path.Length == _segments.Length ? values : null;
    }

    /// <summary>A slash at the end does not tell paths apart.</summary>
    private static string[] Split(string path) => path.Length > 1 ? path.TrimEnd('/')[1..].Split('/') : [""];

    private static bool IsVariable(string segment) => segment.StartsWith('{') && segment.EndsWith('}');

    private static bool IsGreedy(string segment) => segment.StartsWith('{') && segment.EndsWith("+}", StringComparison.Ordinal);
}
