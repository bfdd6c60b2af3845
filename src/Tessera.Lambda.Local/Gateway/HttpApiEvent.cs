using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Gateway;

/// <summary>Events of HTTP APIs and function URLs, payload format 2.0.</summary>
internal static class HttpApiEvent
{
    private const string DefaultKey = "$default";

    public static ReadOnlyMemory<byte> Create(GatewayRequest request, RouteMatch match, string region) =>
        Create(request, match.Route.Key, match.Api.Stage, match.Api.Id, $"{match.Api.Id}.execute-api.{region}.amazonaws.com", match.PathParameters);

    /// <summary>The event of a function URL, which has no routes.</summary>
    public static ReadOnlyMemory<byte> CreateForUrl(GatewayRequest request, string urlId, string region) =>
        Create(request, DefaultKey, DefaultKey, urlId, $"{urlId}.lambda-url.{region}.on.aws", []);

    private static ReadOnlyMemory<byte> Create(
        GatewayRequest request, string routeKey, string stage, string apiId, string domain, IReadOnlyList<KeyValuePair<string, string>> pathParameters)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            var path = stage == DefaultKey ? request.RawPath : $"/{stage}{request.RawPath}";
            writer.WriteStartObject();
            writer.WriteString("version", "2.0");
            writer.WriteString("routeKey", routeKey);
            writer.WriteString("rawPath", path);
            writer.WriteString("rawQueryString", request.RawQuery);
            WriteCookies(writer, request);
            WriteJoined(writer, "headers", request.Headers.Where(header => !IsCookie(header)).Select(header => new KeyValuePair<string, string>(header.Key.ToLowerInvariant(), header.Value)));
            if (request.Query() is { Count: > 0 } query)
                WriteJoined(writer, "queryStringParameters", query);
            WriteContext(writer, request, routeKey, stage, apiId, domain, path);
            if (pathParameters.Count > 0)
                WriteJoined(writer, "pathParameters", pathParameters);
            if (!request.Body.IsEmpty)
                EventBody.Write(writer, request, isBinary: !EventBody.IsText(request.Header("Content-Type")));
            else
                writer.WriteBoolean("isBase64Encoded", false);
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static bool IsCookie(KeyValuePair<string, string> header) => header.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase);

    private static void WriteCookies(Utf8JsonWriter writer, GatewayRequest request)
    {
        var cookies = request.Headers.Where(IsCookie).SelectMany(header => header.Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (cookies.Count == 0)
            return;
        writer.WriteStartArray("cookies");
        cookies.ForEach(writer.WriteStringValue);
        writer.WriteEndArray();
    }

    private static void WriteJoined(Utf8JsonWriter writer, string property, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        writer.WriteStartObject(property);
        foreach (var group in pairs.GroupBy(pair => pair.Key, pair => pair.Value))
            writer.WriteString(group.Key, string.Join(',', group));
        writer.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter writer, GatewayRequest request, string routeKey, string stage, string apiId, string domain, string path)
    {
        writer.WriteStartObject("requestContext");
        writer.WriteString("accountId", TemplateScope.AccountId);
        writer.WriteString("apiId", apiId);
        writer.WriteString("domainName", domain);
        writer.WriteString("domainPrefix", apiId);
        writer.WriteStartObject("http");
        writer.WriteString("method", request.Method);
        writer.WriteString("path", path);
        writer.WriteString("protocol", request.Protocol);
        writer.WriteString("sourceIp", request.SourceIp);
        writer.WriteString("userAgent", request.Header("User-Agent") ?? "");
        writer.WriteEndObject();
        writer.WriteString("requestId", request.RequestId);
        writer.WriteString("routeKey", routeKey);
        writer.WriteString("stage", stage);
        writer.WriteString("time", request.Time.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture));
        writer.WriteNumber("timeEpoch", request.Time.ToUnixTimeMilliseconds());
        writer.WriteEndObject();
    }
}
