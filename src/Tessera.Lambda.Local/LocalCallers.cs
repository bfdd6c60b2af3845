using Microsoft.AspNetCore.Http;

namespace Tessera.Lambda.Local;

/// <summary>
/// Tells programs of this machine from web pages. A browser sends its page's origin, or the foreign name that it was made to resolve to this machine.
/// </summary>
internal static class LocalCallers
{
    public static bool Includes(HttpContext context) =>
        context.Request.Headers.Origin.Count == 0 && context.Request.Host.Host is ("127.0.0.1" or "localhost");
}
