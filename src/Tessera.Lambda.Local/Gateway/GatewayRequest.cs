using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Tessera.Lambda.Local.Gateway;

/// <summary>An HTTP request, read whole. Immutable.</summary>
internal sealed record GatewayRequest
{
    /// <summary>What an API gateway takes at most.</summary>
    private const int BodyBytesMax = 10 * 1024 * 1024;

    /// <summary>Headers that are about the connection to the gateway and end there.</summary>
    private static readonly HashSet<string> _hopByHop = new(StringComparer.OrdinalIgnoreCase) { "Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "TE", "Trailer" };

    public required string Method { get; init; }

    /// <summary>As it was sent: percent-encoded.</summary>
    public required string RawPath { get; init; }

    /// <summary>Without the question mark.</summary>
    public required string RawQuery { get; init; }

    /// <summary>In the order in which they came; a name may come several times.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    public required DateTimeOffset Time { get; init; }

    public string Host { get; init; } = "localhost";

    public string SourceIp { get; init; } = "127.0.0.1";

    public string Protocol { get; init; } = "HTTP/1.1";

    public string RequestId { get; init; } = Guid.NewGuid().ToString();

    public string? Header(string name) => Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Names and values, decoded, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query()
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var pair in new QueryStringEnumerable(RawQuery))
            pairs.Add(new(pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
        return pairs;
    }

    /// <summary>Null where the body is too large.</summary>
    public static async ValueTask<GatewayRequest?> ReadAsync(HttpContext context, DateTimeOffset now)
    {
        if (await ReadBodyAsync(context.Request).ConfigureAwait(false) is not { } body)
            return null;
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = context.Request;
        var path = target.StartsWith('/') ? target.Split('?')[0] : request.Path.ToUriComponent();
        return new GatewayRequest
        {
            Method = request.Method,
            RawPath = path,
            RawQuery = request.QueryString.HasValue ? request.QueryString.Value![1..] : "",
            Headers = [.. Received(request), .. Forwarded(context)],
            Body = body,
            Time = now,
            Host = request.Host.Host,
            SourceIp = context.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1",
            Protocol = request.Protocol,
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Received(HttpRequest request) =>
        from header in request.Headers
        where !_hopByHop.Contains(header.Key)
        from value in header.Value
        select new KeyValuePair<string, string>(header.Key, value ?? "");

    private static IEnumerable<KeyValuePair<string, string>> Forwarded(HttpContext context)
    {
        yield return new("X-Forwarded-For", context.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1");
        yield return new("X-Forwarded-Port", context.Connection.LocalPort.ToString(CultureInfo.InvariantCulture));
        yield return new("X-Forwarded-Proto", context.Request.Scheme);
    }

    private static async ValueTask<byte[]?> ReadBodyAsync(HttpRequest request)
    {
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await request.BodyReader.ReadAsync().ConfigureAwait(false);
            if (body.WrittenCount + read.Buffer.Length > BodyBytesMax)
                return null;
            foreach (var segment in read.Buffer)
                body.Write(segment.Span);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return body.WrittenSpan.ToArray();
        }
    }
}
