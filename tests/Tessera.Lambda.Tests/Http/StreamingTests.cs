using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tessera.Lambda.Tests.Http;

/// <summary>Responses that are sent as they are written.</summary>
public sealed class StreamingTests
{
    private const string Event = """{"rawPath":"/x","requestContext":{"http":{"method":"GET"}}}""";
    private const string Prelude = "\0\0\0\0\0\0\0\0";

    [Fact]
    public async Task Streamed_SeveralWrites_GoOutOneByOneBehindThePrelude()
    {
        await using var app = await StartAsync(async context =>
        {
            context.Response.StatusCode = 202;
            context.Response.ContentType = "text/plain";
            context.Response.Cookies.Append("a", "1");
            await context.Response.WriteAsync("first,");
            await context.Response.WriteAsync("second");
        });

        var call = await app.SendAsync(Event);

        Assert.Equal("streaming", call.Headers["Lambda-Runtime-Function-Response-Mode"]);
        Assert.Equal("application/vnd.awslambda.http-integration-response", call.Headers["Content-Type"]);
        Assert.Equal("""{"statusCode":202,"headers":{"Content-Type":"text/plain"},"cookies":["a=1; path=/"]}""" + Prelude + "first,second", call.Text);
        Assert.Equal([6, 6], call.Chunks.Skip(1));
        Assert.Empty(call.Trailers);
    }

    [Fact]
    public async Task Streamed_NothingWritten_IsThePreludeAlone()
    {
        await using var app = await StartAsync(context =>
        {
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        });

        Assert.Equal("""{"statusCode":204,"headers":{}}""" + Prelude, (await app.SendAsync(Event)).Text);
    }

    [Fact]
    public async Task Streamed_FailsMidway_EndsWithTheErrorInTrailersAndTheNextEventIsServed()
    {
        await using var app = await StartAsync(async context =>
        {
            await context.Response.WriteAsync("half");
            throw new InvalidOperationException("broken\noff");
        });

        var call = await app.SendAsync(Event);
        var next = await app.SendAsync(Event);

        Assert.EndsWith("half", call.Text, StringComparison.Ordinal);
        Assert.Equal("Function.InvalidOperationException", call.Trailers["Lambda-Runtime-Function-Error-Type"]);
        var error = Encoding.UTF8.GetString(Convert.FromBase64String(call.Trailers["Lambda-Runtime-Function-Error-Body"]));
        Assert.StartsWith("""{"errorType":"InvalidOperationException","errorMessage":"broken\noff","stackTrace":["at """, error, StringComparison.Ordinal);
        Assert.EndsWith("/request-2/response", next.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streamed_FailsBeforeItHasStarted_IsAStatus()
    {
        await using var app = await StartAsync(_ => throw new InvalidOperationException("early"));

        Assert.Equal("""{"statusCode":500,"headers":{}}""" + Prelude, (await app.SendAsync(Event)).Text);
    }

    [Fact]
    public async Task Streamed_LargerThanOnePieceMayBe_IsSent()
    {
        const int Bytes = 7 * 1024 * 1024;
        await using var app = await StartAsync(context => context.Response.Body.WriteAsync(new byte[Bytes]).AsTask());

        var call = await app.SendAsync(Event);

        Assert.EndsWith("/response", call.Path, StringComparison.Ordinal);
        Assert.Equal(Bytes, call.Chunks[1]);
    }

    private static Task<LambdaApp> StartAsync(RequestDelegate respond) => LambdaApp.StartAsync(web => web.Run(respond), ("TESSERA_RESPONSE_STREAM", "true"));
}
