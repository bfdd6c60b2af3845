using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Tessera.Lambda.Http;

/// <summary>Who called, and over what: as the gateway saw it.</summary>
internal sealed partial class HttpExchange : IHttpConnectionFeature
{
    private const string ForwardedFor = "X-Forwarded-For";
    private const string ForwardedPort = "X-Forwarded-Port";
    private const string ForwardedProtocol = "X-Forwarded-Proto";

    public string ConnectionId { get; set; } = "";

    public IPAddress? RemoteIpAddress { get; set; }

    public IPAddress? LocalIpAddress { get; set; }

    public int RemotePort { get; set; }

    public int LocalPort { get; set; }

    private void SetAddresses()
    {
        ConnectionId = _invocation.Context.RequestId;
        if (_event.Headers[ForwardedProtocol].ToString() is { Length: > 0 } scheme)
            Scheme = scheme;
        LocalPort = int.TryParse(_event.Headers[ForwardedPort].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : Scheme == "https" ? 443 : 80;
        RemoteIpAddress = IPAddress.TryParse(CallerAddress(), out var address) ? address : null;
    }

    /// <summary>A load balancer tells the caller's address only at the end of a header, behind what the caller may have put there.</summary>
    private ReadOnlySpan<char> CallerAddress()
    {
        if (_event.Kind != HttpEventKind.LoadBalancer)
            return _event.SourceAddress;
        var chain = _event.Headers[ForwardedFor].ToString().AsSpan();
        return chain[(chain.LastIndexOf(',') + 1)..].Trim();
    }
}
