using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tessera.Lambda.Tests.Http;

/// <summary>An application that answers with what it sees of the request, one fact a line.</summary>
internal static class Echo
{
    public static void Map(WebApplication app) => app.Run(AnswerAsync);

    private static async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{request.Method} {request.Scheme}://{request.Host} base={request.PathBase.Value} path={request.Path.Value} query={request.QueryString.Value}\n");
        text.Append(CultureInfo.InvariantCulture, $"from={context.Connection.RemoteIpAddress} port={context.Connection.LocalPort} protocol={request.Protocol} id={context.TraceIdentifier}\n");
        foreach (var (name, values) in request.Headers.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
            text.Append(CultureInfo.InvariantCulture, $"{name}={string.Join('|', values.ToArray())}\n");
        foreach (var claim in context.User.Claims)
            text.Append(CultureInfo.InvariantCulture, $"claim {claim.Type}={claim.Value}\n");
        using var reader = new StreamReader(request.Body, Encoding.Latin1);
        text.Append(CultureInfo.InvariantCulture, $"body={await reader.ReadToEndAsync()}");
        await context.Response.WriteAsync(text.ToString());
    }
}
