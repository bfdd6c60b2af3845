using System.Text;
using System.Text.Json;
using Tessera.Lambda.Tests.Runtime;

namespace Tessera.Lambda.Tests.Http;

/// <summary>The response that a gateway would make of a payload.</summary>
internal static class Payload
{
    public static string BodyOf(RecordedCall call)
    {
        Assert.EndsWith("/response", call.Path, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(call.Body);
        var body = json.RootElement.GetProperty("body").GetString()!;
        return json.RootElement.GetProperty("isBase64Encoded").GetBoolean() ? Encoding.Latin1.GetString(Convert.FromBase64String(body)) : body;
    }

    public static int StatusOf(RecordedCall call)
    {
        using var json = JsonDocument.Parse(call.Body);
        return json.RootElement.GetProperty("statusCode").GetInt32();
    }
}
