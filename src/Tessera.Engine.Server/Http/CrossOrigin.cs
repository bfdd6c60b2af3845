using Microsoft.AspNetCore.Http.Features;

namespace Tessera.Engine.Server.Http;

/// <summary>The answer to a browser whose page was allowed by name (CORS).</summary>
internal static class CrossOrigin
{
    private const string PreflightSecondsMax = "86400";

    /// <summary>
    /// Adds the headers that let the page read the response. True where the request was only the browser's question whether it may call, which is
    /// answered by these headers alone.
    /// </summary>
    public static bool AllowAndAnswerPreflight(IFeatureCollection context, string origin)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        response.Headers.AccessControlAllowOrigin = origin;
        response.Headers.Vary = "Origin";
        response.Headers.AccessControlExposeHeaders = "x-amzn-RequestId,x-amz-crc32";

        if (request.Method != "OPTIONS" || request.Headers.AccessControlRequestMethod.Count == 0)
            return false;

        response.StatusCode = 200;
        response.Headers.ContentLength = 0;
        response.Headers.AccessControlAllowMethods = "POST,GET,OPTIONS";
        response.Headers.AccessControlAllowHeaders = request.Headers.AccessControlRequestHeaders;
        response.Headers.AccessControlMaxAge = PreflightSecondsMax;
        // Browsers ask this before they let a public page call a loopback address.
        if (request.Headers.ContainsKey("Access-Control-Request-Private-Network"))
            response.Headers["Access-Control-Allow-Private-Network"] = "true";
        return true;
    }
}
