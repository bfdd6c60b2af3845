using System.Buffers;
using System.Text;
using Tessera.Engine.Errors;

namespace Tessera.Engine.Protocol;

/// <summary>
/// Checks that a request is signed, in the header or in the query, in the service's words, and reads the region from its credential scope.
/// Signatures themselves are not verified: any key and secret will do.
/// </summary>
internal static class Authorization
{
    private const string HeaderStart = "AWS4-";
    private const string AlgorithmParameter = "X-Amz-Algorithm";
    private const int MaxRegionLength = 64;

    private static readonly SearchValues<char> _regionCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    private static readonly string[] _headerParameters = ["Credential", "Signature", "SignedHeaders"];
    private static readonly string[] _queryParameters = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"];

    /// <summary>The region of a request that is signed in form.</summary>
    /// <exception cref="ServiceException">It is not signed, or not completely.</exception>
    public static string Region(in EngineRequest request, string defaultRegion)
    {
        var signedInQuery = request.QueryString is { Length: > 1 } query && query.Contains(AlgorithmParameter, StringComparison.Ordinal);
        if (signedInQuery)
            return RegionOfQuery(request, defaultRegion);
        if (request.Authorization is not { } header || !header.AsSpan().TrimStart().StartsWith(HeaderStart, StringComparison.Ordinal))
            throw new ServiceException(ErrorType.MissingAuthenticationToken, "Request is missing Authentication Token");
        CheckHeader(header, request.Date);
        return RegionOfScope(Parameter(header, "Credential"), defaultRegion);
    }

    private static void CheckHeader(string header, string? date)
    {
        StringBuilder? missing = null;
        foreach (var name in _headerParameters)
        {
            if (Parameter(header, name).IsEmpty)
                (missing ??= new()).Append("Authorization header requires '").Append(name).Append("' parameter. ");
        }
        if (date is "")
            (missing ??= new()).Append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
        if (missing is not null)
            throw new ServiceException(ErrorType.IncompleteSignature, missing.Append("Authorization=").Append(header).ToString());
    }

    /// <summary>The value of <c>name=value</c> in the header, whose parameters stand after the algorithm, separated by commas or spaces.</summary>
    private static ReadOnlySpan<char> Parameter(ReadOnlySpan<char> header, ReadOnlySpan<char> name)
    {
        for (var rest = header; ;)
        {
            var found = rest.IndexOf(name, StringComparison.Ordinal);
            if (found < 0)
                return default;
            var startsWord = found > 0 && rest[found - 1] is ' ' or ',';
            rest = rest[(found + name.Length)..];
            if (!startsWord || rest.IsEmpty || rest[0] != '=')
                continue;
            var value = rest[1..];
            var end = value.IndexOfAny(',', ' ');
            return end < 0 ? value : value[..end];
        }
    }

    private static string RegionOfQuery(in EngineRequest request, string defaultRegion)
    {
        if (request.Authorization is not null)
        {
            throw new ServiceException(
                ErrorType.InvalidSignature,
                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
        }
        var query = request.QueryString!.TrimStart('?');
        var missing = new StringBuilder();
        foreach (var name in _queryParameters)
        {
            if (QueryParameter(query, name).Length == 0)
                missing.Append("AWS query-string parameters must include '").Append(name).Append("'. ");
        }
        if (missing.Length > 0)
            throw new ServiceException(ErrorType.IncompleteSignature, missing.Append("Re-examine the query-string parameters.").ToString());
        return RegionOfScope(QueryParameter(query, "X-Amz-Credential"), defaultRegion);
    }

    private static string QueryParameter(string query, string name)
    {
        foreach (var part in query.Split('&'))
        {
            if (part.Length > name.Length && part[name.Length] == '=' && part.StartsWith(name, StringComparison.Ordinal))
                return Uri.UnescapeDataString(part[(name.Length + 1)..]);
        }
        return "";
    }

    /// <summary>
    /// The third part of <c>key/date/region/service/aws4_request</c>; the default for a credential without a scope, such as those of tools for local use.
    /// </summary>
    private static string RegionOfScope(ReadOnlySpan<char> credential, string defaultRegion)
    {
        for (var skipped = 0; skipped < 2; skipped++)
        {
            var slash = credential.IndexOf('/');
            if (slash < 0)
                return defaultRegion;
            credential = credential[(slash + 1)..];
        }
        var end = credential.IndexOf('/');
        var region = end < 0 ? credential : credential[..end];
        if (region.SequenceEqual(defaultRegion))
            return defaultRegion;
        if (region.Length is 0 or > MaxRegionLength || region.ContainsAnyExcept(_regionCharacters))
            throw new ServiceException(ErrorType.InvalidSignature, $"Credential should be scoped to a valid region, not '{region}'. ");
        return region.ToString();
    }
}
