using System.Text;
using System.Text.Json;

namespace Tessera.Lambda.Local.Gateway;

/// <summary>A request's body in an event: text as it is, the rest in base64.</summary>
internal static class EventBody
{
    public static void Write(Utf8JsonWriter writer, GatewayRequest request, bool isBinary)
    {
        if (isBinary)
            writer.WriteBase64String("body", request.Body.Span);
        else
            writer.WriteString("body", Encoding.UTF8.GetString(request.Body.Span));
        writer.WriteBoolean("isBase64Encoded", isBinary);
    }

    /// <summary>HTTP APIs and function URLs hand over as text what is text by its media type; forms are not among it.</summary>
    public static bool IsText(string? contentType)
    {
        var type = MediaType(contentType);
        return type.StartsWith("text/", StringComparison.Ordinal)
            || type.EndsWith("+json", StringComparison.Ordinal)
            || type.EndsWith("+xml", StringComparison.Ordinal)
            || type is "application/json" or "application/javascript" or "application/xml";
    }

    /// <summary>REST APIs hand over everything as text but the media types that they were told.</summary>
    public static bool IsBinary(string? contentType, IReadOnlyList<string> binaryMediaTypes) =>
        binaryMediaTypes.Contains("*/*") || binaryMediaTypes.Contains(MediaType(contentType), StringComparer.OrdinalIgnoreCase);

    private static string MediaType(string? contentType) => contentType?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
}
