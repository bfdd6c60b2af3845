using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Tessera.Engine.Server.Http;

/// <summary>An answer that the HTTP face gives by itself, in the protocol's shape, without asking the engine.</summary>
internal sealed class Refusal(int statusCode, string type, string message)
{
    private const string RequestIdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const int RequestIdLength = 52;

    /// <summary>Status 413: the body is over the limit.</summary>
    public static Refusal TooLarge { get; } =
        new(413, "com.amazon.coral.service#RequestEntityTooLargeException", "Request size exceeded 16 MB: the body may have 16777216 bytes at most.");

    public static Refusal ForeignHost(string host) => Forbidden(
        $"The Host header names '{host}', not this machine. Call the local engine as localhost, 127.0.0.1 or [::1]: other names are refused, so that no "
        + "web page can reach it by pointing its own name here.");

    public static Refusal ForeignOrigin(string origin) => Forbidden(
        $"A web page of '{origin}' may not call the local engine. If it is yours, allow it by name: tessera local --allow-origin {origin}");

    public async ValueTask SendAsync(IFeatureCollection context)
    {
        var body = Body();
        var head = context.GetRequiredFeature<IHttpResponseFeature>();
        head.StatusCode = statusCode;
        head.Headers.ContentType = "application/x-amz-json-1.0";
        head.Headers.ContentLength = body.Length;
        head.Headers["x-amzn-RequestId"] = RandomNumberGenerator.GetString(RequestIdAlphabet, RequestIdLength);
        await context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(body).ConfigureAwait(false);
    }

    private static Refusal Forbidden(string message) => new(403, "com.amazon.coral.service#AccessDeniedException", message);

    private byte[] Body()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("__type", type);
            json.WriteString("message", message);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }
}
