using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Http;

/// <summary>A response in one piece, in the form that the sender of the event wants.</summary>
internal static class HttpResponsePayload
{
    public static void Write(
        ByteBuffer output, HttpEvent request, int statusCode, string? reasonPhrase, HeaderDictionary headers, ReadOnlySpan<byte> body, Func<string, bool>? isText)
    {
        output.Write("{"u8);
        WriteStatus(output, statusCode);
        if (request.Kind == HttpEventKind.LoadBalancer)
            WriteDescription(output, statusCode, reasonPhrase);
        ResponseHeaders.Write(output, request, headers);
        var isBase64 = !body.IsEmpty && !BodyText.IsText(headers, body, isText);
        output.Write(",\"body\":"u8);
        if (isBase64)
            output.WriteBase64String(body);
        else
            output.WriteJsonString(body);
        output.Write(isBase64 ? ",\"isBase64Encoded\":true}"u8 : ",\"isBase64Encoded\":false}"u8);
    }

    public static void WriteStatus(ByteBuffer output, int statusCode)
    {
        output.Write("\"statusCode\":"u8);
        statusCode.TryFormat(output.GetSpan(16), out var written, provider: CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    private static void WriteDescription(ByteBuffer output, int statusCode, string? reasonPhrase)
    {
        output.Write(",\"statusDescription\":"u8);
        output.WriteJsonString($"{statusCode} {reasonPhrase ?? ReasonPhrases.GetReasonPhrase(statusCode)}".TrimEnd());
    }
}
