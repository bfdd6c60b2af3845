using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tessera.Benchmarks.Http;

/// <summary>
/// What the engine is measured against: ASP.NET Core with one terminal delegate and nothing before it. It reads the body and sends a fixed answer of the size
/// that the engine would send, with the same headers.
/// </summary>
internal static class BareServer
{
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var answers = Workload.All().ToDictionary(
            workload => "DynamoDB_20120810." + workload.Operation,
            workload => new byte[workload.ResponseBytes]);
        app.Run(context => AnswerAsync(context, answers));
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
    }

    private static async Task AnswerAsync(HttpContext context, Dictionary<string, byte[]> answers)
    {
        await DropBodyAsync(context.Request.BodyReader);
        var answer = answers[context.Request.Headers["X-Amz-Target"].ToString()];
        context.Response.ContentType = "application/x-amz-json-1.0";
        context.Response.ContentLength = answer.Length;
        context.Response.Headers["x-amzn-RequestId"] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGHIJKLMNOP";
        context.Response.Headers["x-amz-crc32"] = answer.Length.ToString(CultureInfo.InvariantCulture);
        await context.Response.BodyWriter.WriteAsync(answer);
    }

    private static async ValueTask DropBodyAsync(PipeReader body)
    {
        while (true)
        {
            var read = await body.ReadAsync();
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }
}
