using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Gateway;

/// <summary>Events of REST APIs, and of HTTP APIs that ask for payload format 1.0.</summary>
internal static class RestApiEvent
{
    public static ReadOnlyMemory<byte> Create(GatewayRequest request, RouteMatch match, string region)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            var isHttpApi = match.Api.Kind == ApiKind.Http;
            writer.WriteStartObject();
            if (isHttpApi)
                writer.WriteString("version", "1.0");
            writer.WriteString("resource", match.Route.Path ?? "$default");
            writer.WriteString("path", request.RawPath);
            writer.WriteString("httpMethod", request.Method);
            WriteLast(writer, "headers", request.Headers);
            WriteAll(writer, "multiValueHeaders", request.Headers);
            WriteLast(writer, "queryStringParameters", request.Query());
            WriteAll(writer, "multiValueQueryStringParameters", request.Query());
            WriteLast(writer, "pathParameters", match.PathParameters);
            writer.WriteNull("stageVariables");
            WriteContext(writer, request, match, region);
            WriteBody(writer, request, match);
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static void WriteBody(Utf8JsonWriter writer, GatewayRequest request, RouteMatch match)
    {
        if (request.Body.IsEmpty)
        {
            writer.WriteNull("body");
            writer.WriteBoolean("isBase64Encoded", false);
            return;
        }
        var contentType = request.Header("Content-Type");
        EventBody.Write(writer, request, isBinary: match.Api.Kind == ApiKind.Http
            ? !EventBody.IsText(contentType)
            : EventBody.IsBinary(contentType, match.Api.BinaryMediaTypes));
    }

    /// <summary>Null where there are none: this format has nullable maps.</summary>
    private static void WriteLast(Utf8JsonWriter writer, string property, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count == 0)
        {
            writer.WriteNull(property);
            return;
        }
        writer.WriteStartObject(property);
        foreach (var group in pairs.GroupBy(pair => pair.Key, pair => pair.Value))
            writer.WriteString(group.Key, group.Last());
        writer.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter writer, string property, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count == 0)
        {
            writer.WriteNull(property);
            return;
        }
        writer.WriteStartObject(property);
        foreach (var group in pairs.GroupBy(pair => pair.Key, pair => pair.Value))
        {
            writer.WriteStartArray(group.Key);
            foreach (var value in group)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter writer, GatewayRequest request, RouteMatch match, string region)
    {
        writer.WriteStartObject("requestContext");
        writer.WriteString("accountId", TemplateScope.AccountId);
        writer.WriteString("apiId", match.Api.Id);
        writer.WriteString("domainName", $"{match.Api.Id}.execute-api.{region}.amazonaws.com");
        writer.WriteString("domainPrefix", match.Api.Id);
        writer.WriteString("extendedRequestId", request.RequestId);
        writer.WriteString("httpMethod", request.Method);
        WriteIdentity(writer, request);
        writer.WriteString("path", match.Api.Stage == "$default" ? request.RawPath : $"/{match.Api.Stage}{request.RawPath}");
        writer.WriteString("protocol", request.Protocol);
        writer.WriteString("requestId", request.RequestId);
        writer.WriteString("requestTime", request.Time.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture));
        writer.WriteNumber("requestTimeEpoch", request.Time.ToUnixTimeMilliseconds());
        writer.WriteString("resourceId", "local");
        writer.WriteString("resourcePath", match.Route.Path ?? "$default");
        writer.WriteString("stage", match.Api.Stage);
        writer.WriteEndObject();
    }

    private static void WriteIdentity(Utf8JsonWriter writer, GatewayRequest request)
    {
        string[] unknown = ["accessKey", "accountId", "caller", "cognitoAuthenticationProvider", "cognitoAuthenticationType", "cognitoIdentityId",
            "cognitoIdentityPoolId", "principalOrgId", "user", "userArn"];
        writer.WriteStartObject("identity");
        Array.ForEach(unknown, writer.WriteNull);
        writer.WriteString("sourceIp", request.SourceIp);
        writer.WriteString("userAgent", request.Header("User-Agent"));
        writer.WriteEndObject();
    }
}
