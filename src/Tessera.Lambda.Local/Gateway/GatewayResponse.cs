using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Tessera.Lambda.Local.Gateway;

/// <summary>What goes back to the HTTP client.</summary>
internal sealed record GatewayResponse(int StatusCode, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    private static readonly HashSet<string> _ownHeaders = new(StringComparer.OrdinalIgnoreCase) { "Content-Length", "Transfer-Encoding", "Connection" };

    /// <summary>An answer of the gateway itself.</summary>
    public static GatewayResponse Message(int status, string json) => new(status, [new("Content-Type", "application/json")], Encoding.UTF8.GetBytes(json));

    /// <summary>Status and headers; the length of a body is ours to tell.</summary>
    public void SendHead(HttpResponse response)
    {
        response.StatusCode = StatusCode;
        foreach (var (name, value) in Headers)
        {
            if (!_ownHeaders.Contains(name))
                response.Headers[name] = StringValues.Concat(response.Headers[name], value);
        }
    }

    public async Task SendAsync(HttpResponse response)
    {
        SendHead(response);
        if (StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
            return;
        response.ContentLength = Body.Length;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
            await response.BodyWriter.WriteAsync(Body).ConfigureAwait(false);
    }
}
