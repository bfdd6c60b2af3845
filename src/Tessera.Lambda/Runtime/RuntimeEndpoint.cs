using System.Net;

namespace Tessera.Lambda.Runtime;

/// <summary>The address of a runtime API: <c>host:port</c>, and a path prefix with some local tools.</summary>
/// <param name="Authority">Host and port, as the <c>Host</c> header has them.</param>
/// <param name="Address">Where to connect to.</param>
/// <param name="Root">What stands before <c>/runtime/…</c>: the prefix and the version of the API.</param>
internal sealed record RuntimeEndpoint(string Authority, EndPoint Address, string Root)
{
    private const string ApiVersion = "/2018-06-01";

    public static RuntimeEndpoint Parse(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal) || !Uri.TryCreate("http://" + text, UriKind.Absolute, out var uri) || uri.Query.Length > 0)
            throw new InvalidOperationException($"{LambdaEnvironment.RuntimeApiVariable} is '{text}', not an address such as 127.0.0.1:9001.");
        EndPoint address = IPAddress.TryParse(uri.DnsSafeHost, out var ip) ? new IPEndPoint(ip, uri.Port) : new DnsEndPoint(uri.DnsSafeHost, uri.Port);
        return new RuntimeEndpoint(uri.Authority, address, uri.AbsolutePath.TrimEnd('/') + ApiVersion);
    }
}
