using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tessera.Lambda.Local.Gateway;

/// <summary>Reads what a function returned for an HTTP event.</summary>
internal static class GatewayResponseReader
{
    /// <summary>Format 2.0: with a status code a response, without one a body of JSON. Null where it is malformed.</summary>
    public static GatewayResponse? ReadVersion2(ReadOnlyMemory<byte> payload, string defaultContentType)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("statusCode", out _)
                ? ReadResponse(json.RootElement, ReadVersion2Headers, defaultContentType, decodesBase64: true)
                : new GatewayResponse(200, [new("Content-Type", "application/json")], payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Format 1.0: the status code is required. Null where the response is malformed.</summary>
    public static GatewayResponse? ReadVersion1(ReadOnlyMemory<byte> payload, bool decodesBase64)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return json.RootElement.ValueKind == JsonValueKind.Object ? ReadResponse(json.RootElement, ReadVersion1Headers, "application/json", decodesBase64) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The head of a streamed response. All of it is optional.</summary>
    public static GatewayResponse? ReadPrelude(ReadOnlyMemory<byte> prelude)
    {
        try
        {
            using var json = JsonDocument.Parse(prelude.IsEmpty ? "{}"u8.ToArray() : prelude);
            return json.RootElement.ValueKind != JsonValueKind.Object || FindStatus(json.RootElement, standard: 200) is not { } status
                ? null
                : new GatewayResponse(status, WithContentType(ReadPreludeHeaders(json.RootElement), "application/octet-stream"), default);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static GatewayResponse? ReadResponse(
        JsonElement response, Func<JsonElement, List<KeyValuePair<string, string>>> readHeaders, string defaultContentType, bool decodesBase64)
    {
        try
        {
            if (FindStatus(response, standard: null) is not { } status)
                return null;
            return new GatewayResponse(status, WithContentType(readHeaders(response), defaultContentType), ReadBody(response, decodesBase64));
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            // A property of another type than it must have.
            return null;
        }
    }

    private static int? FindStatus(JsonElement response, int? standard)
    {
        if (!response.TryGetProperty("statusCode", out var status))
            return standard;
        int? code = status.ValueKind switch
        {
            JsonValueKind.Number when status.TryGetInt32(out var number) => number,
            JsonValueKind.String when int.TryParse(status.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };
        return code is >= 100 and <= 599 ? code : null;
    }

    /// <summary>This format has no lists of headers: what a function says in <c>multiValueHeaders</c> gets lost, as it does in the service.</summary>
    private static List<KeyValuePair<string, string>> ReadVersion2Headers(JsonElement response) => [.. Single(response), .. Cookies(response)];

    /// <summary>And this one no cookies.</summary>
    private static List<KeyValuePair<string, string>> ReadVersion1Headers(JsonElement response) => [.. Merged(response)];

    private static List<KeyValuePair<string, string>> ReadPreludeHeaders(JsonElement response) => [.. Merged(response), .. Cookies(response)];

    /// <summary>Both maps as one list; a value that is in both is there once.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Merged(JsonElement response)
    {
        var multiple = Multiple(response).ToList();
        return Single(response)
            .Where(header => !multiple.Exists(other => other.Key.Equals(header.Key, StringComparison.OrdinalIgnoreCase) && other.Value == header.Value))
            .Concat(multiple);
    }

    private static IEnumerable<KeyValuePair<string, string>> Single(JsonElement response) =>
        Find(response, "headers") is { } headers ? headers.EnumerateObject().Select(header => new KeyValuePair<string, string>(header.Name, header.Value.ToString())) : [];

    private static IEnumerable<KeyValuePair<string, string>> Multiple(JsonElement response) => Find(response, "multiValueHeaders") is { } headers
        ? headers.EnumerateObject().SelectMany(header => header.Value.EnumerateArray().Select(value => new KeyValuePair<string, string>(header.Name, value.ToString())))
        : [];

    private static IEnumerable<KeyValuePair<string, string>> Cookies(JsonElement response) =>
        Find(response, "cookies") is { } cookies ? cookies.EnumerateArray().Select(cookie => new KeyValuePair<string, string>("Set-Cookie", cookie.GetString()!)) : [];

    private static List<KeyValuePair<string, string>> WithContentType(List<KeyValuePair<string, string>> headers, string contentType)
    {
        if (!headers.Exists(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            headers.Add(new("Content-Type", contentType));
        return headers;
    }

    private static byte[] ReadBody(JsonElement response, bool decodesBase64)
    {
        if (Find(response, "body") is not { } body)
            return [];
        var text = body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText();
        var isBase64 = Find(response, "isBase64Encoded") is { ValueKind: JsonValueKind.True };
        return isBase64 && decodesBase64 ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text);
    }

    private static JsonElement? Find(JsonElement response, string name) =>
        response.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
