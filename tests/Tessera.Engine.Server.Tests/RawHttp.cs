using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Tessera.Engine.Server.Tests;

/// <summary>Sends requests byte for byte: HTTP clients would set or refuse the very headers that matter here.</summary>
internal static class RawHttp
{
    public const string ListTables =
        "X-Amz-Target: DynamoDB_20120810.ListTables\r\nContent-Type: application/x-amz-json-1.0\r\n"
        + "Authorization: AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00\r\n"
        + "X-Amz-Date: 20250101T000000Z\r\n";

    /// <summary>Sends one POST on a connection of its own and reads the answer to its end.</summary>
    public static Task<RawResponse> PostAsync(Uri endpoint, string headers, string body, string? host = null) =>
        SendAsync(endpoint, $"POST / HTTP/1.1\r\nHost: {host ?? endpoint.Authority}\r\nConnection: close\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public static async Task<RawResponse> SendAsync(Uri endpoint, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Host.Trim('[', ']'), endpoint.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return RawResponse.Parse(await reader.ReadToEndAsync());
    }
}

/// <summary>An answer, taken apart.</summary>
internal sealed record RawResponse(int StatusCode, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public static RawResponse Parse(string text)
    {
        var parts = text.Split("\r\n\r\n", 2);
        var lines = parts[0].Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new RawResponse(int.Parse(lines[0].Split(' ')[1]), headers, parts[1]);
    }
}
