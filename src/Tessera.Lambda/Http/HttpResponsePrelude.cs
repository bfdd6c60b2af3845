using Microsoft.AspNetCore.Http;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Http;

/// <summary>What goes before the body of a streamed response: its status and headers as JSON, and eight zero bytes.</summary>
internal static class HttpResponsePrelude
{
    public const string ContentType = "application/vnd.awslambda.http-integration-response";

    public static void Write(ByteBuffer output, HttpEvent request, int statusCode, HeaderDictionary headers)
    {
        output.Write("{"u8);
        HttpResponsePayload.WriteStatus(output, statusCode);
        ResponseHeaders.Write(output, request, headers);
        output.Write("}\0\0\0\0\0\0\0\0"u8);
    }
}
