using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tessera.Lambda.Tests.Runtime;

public sealed class RuntimeLoopTests
{
    private const string HttpEvent = """{"rawPath":"/x","requestContext":{"http":{"method":"GET"}}}""";

    [Fact]
    public async Task Event_ForAnEventHandler_IsAnsweredWithItsBytesAndHasItsContext()
    {
        LambdaContext? context = null;
        await using var app = await StartAsync(new FakeRuntimeApi(), (lambdaEvent, _) =>
        {
            context = lambdaEvent.Context;
            Assert.Same(LambdaContext.Current, lambdaEvent.Context);
            return new(Encoding.UTF8.GetBytes($"[{Encoding.UTF8.GetString(lambdaEvent.Json.Span)}]"));
        });

        var call = await app.SendAsync(
            """{"a":"ü"}""",
            ("Lambda-Runtime-Deadline-Ms", "4102444800000"),
            ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-west-1:1:function:f:live"),
            ("Lambda-Runtime-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"),
            ("Lambda-Runtime-Client-Context", """{"client":{}}"""),
            ("Lambda-Runtime-Cognito-Identity", """{"cognitoIdentityId":"i"}"""),
            ("Lambda-Runtime-Aws-Tenant-Id", "blue"));

        Assert.Equal(("POST", "/2018-06-01/runtime/invocation/request-1/response", """[{"a":"ü"}]"""), (call.Method, call.Path, call.Text));
        Assert.Equal("application/json", call.Headers["Content-Type"]);
        Assert.NotNull(context);
        Assert.Equal(("request-1", "f", "7", 512), (context.RequestId, context.FunctionName, context.FunctionVersion, context.MemoryMegabytes));
        Assert.Equal(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero), context.Deadline);
        Assert.Equal("arn:aws:lambda:eu-west-1:1:function:f:live", context.InvokedFunctionArn);
        Assert.Equal("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1", context.TraceId);
        Assert.Equal(("""{"client":{}}""", """{"cognitoIdentityId":"i"}""", "blue"), (context.ClientContext, context.CognitoIdentity, context.TenantId));
        Assert.Null(LambdaContext.Current);
    }

    [Fact]
    public async Task Event_HandlerFails_IsReportedWithItsTypeAndCause()
    {
        await using var app = await StartAsync(new FakeRuntimeApi(), (_, _) => throw new InvalidOperationException("outer", new IOException("inner")));

        var call = await app.SendAsync("{}");

        Assert.Equal("/2018-06-01/runtime/invocation/request-1/error", call.Path);
        Assert.Equal("application/vnd.aws.lambda.error+json", call.Headers["Content-Type"]);
        Assert.Equal("Function.InvalidOperationException", call.Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.StartsWith("""{"errorType":"InvalidOperationException","errorMessage":"outer","stackTrace":["at """, call.Text, StringComparison.Ordinal);
        Assert.EndsWith(""","cause":{"errorType":"IOException","errorMessage":"inner","stackTrace":[]}}""", call.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_HandlerReturnsNothing_IsNull()
    {
        await using var app = await StartAsync(new FakeRuntimeApi(), (_, _) => default);

        Assert.Equal("null", (await app.SendAsync("{}")).Text);
    }

    [Theory]
    [InlineData("""{"Records":[{"messageId":"1","eventSource":"aws:sqs"}]}""", "records of aws:sqs")]
    [InlineData("""{"Records":[{"EventSource":"aws:sns"}]}""", "records of aws:sns")]
    [InlineData("""{"Records":[{"eventSource":"aws:dynamodb"}]}""", "records of aws:dynamodb")]
    [InlineData("""{"version":"0","detail-type":"Scheduled Event","source":"aws.events"}""", "an EventBridge event of aws.events")]
    [InlineData("""{"name":"x","age":{"y":1}}""", "an object with name, age")]
    [InlineData("{}", "an empty object")]
    [InlineData("[1]", "a JSON array")]
    [InlineData("5", "a JSON value")]
    public async Task Event_NobodyTakes_IsAnErrorThatSaysWhatItLooksLike(string json, string description)
    {
        await using var app = await LambdaApp.StartAsync(web => web.Run(_ => Task.CompletedTask));

        var call = await app.SendAsync(json);

        Assert.EndsWith("/request-1/error", call.Path, StringComparison.Ordinal);
        Assert.Contains($"The event looks like {description}, and the application takes HTTP requests.", call.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, 1)]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 7)]
    [InlineData(true, true, 7)]
    public async Task Events_InWhateverWayTheyAreSent_AreAnsweredInOrder(bool chunked, bool closing, int connectionsMin)
    {
        var api = new FakeRuntimeApi { SendsChunks = chunked, ClosesConnections = closing };
        await using var app = await StartAsync(api, (lambdaEvent, _) => new(lambdaEvent.Json.ToArray()));

        foreach (var length in (int[])[2, 1000, 100_000, 5_000_000])
        {
            var json = "\"" + new string('x', length) + "\"";
            Assert.Equal(json, (await app.SendAsync(json)).Text);
        }

        Assert.InRange(api.ConnectionCount, connectionsMin, 9);
    }

    [Fact]
    public async Task Address_WithAPath_IsThePrefixOfEveryCall()
    {
        var api = new FakeRuntimeApi();
        await using var app = await LambdaApp.StartAsync(
            api, builder => builder.AddEventHandler((_, _) => default), _ => { }, ("AWS_LAMBDA_RUNTIME_API", api.Address + "/MyFunction/"));

        Assert.Equal("/MyFunction/2018-06-01/runtime/invocation/request-1/response", (await app.SendAsync("{}")).Path);
    }

    [Theory]
    [InlineData(413, "/request-1/error")]
    [InlineData(400, "/request-2/response")]
    [InlineData(403, "/request-2/response")]
    public async Task Response_Refused_IsReportedOrPassedOver(int status, string next)
    {
        var api = new FakeRuntimeApi();
        api.Answer = call => call.Path.EndsWith("/request-1/response", StringComparison.Ordinal) ? (status, "{}") : (202, "{}");
        await using var app = await StartAsync(api, (_, _) => default);

        await app.SendAsync("{}");
        api.Enqueue("{}");

        Assert.EndsWith(next, (await api.CallAsync()).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Concurrency_OfTwo_RunsTwoInvocationsAtOnce()
    {
        var entered = new SemaphoreSlim(0);
        var go = new TaskCompletionSource();
        await using var app = await StartAsync(
            new FakeRuntimeApi(),
            async (_, _) =>
            {
                entered.Release();
                await go.Task;
                return default;
            },
            ("AWS_LAMBDA_MAX_CONCURRENCY", "2"));

        app.Api.Enqueue("{}");
        app.Api.Enqueue("{}");
        Assert.True(await entered.WaitAsync(TimeSpan.FromSeconds(30)) && await entered.WaitAsync(TimeSpan.FromSeconds(30)));
        go.SetResult();

        Assert.EndsWith("/response", (await app.Api.CallAsync()).Path, StringComparison.Ordinal);
        Assert.EndsWith("/response", (await app.Api.CallAsync()).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_WithinAnInvocation_WaitsForItsAnswer()
    {
        var entered = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using var app = await StartAsync(new FakeRuntimeApi(), async (_, _) =>
        {
            entered.SetResult();
            await go.Task;
            return default;
        });
        app.Api.Enqueue("{}");
        await entered.Task;

        var stopping = app.StopAsync();
        Assert.False(stopping.IsCompleted);
        go.SetResult();
        await stopping;

        Assert.EndsWith("/request-1/response", (await app.Api.CallAsync()).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_WhileWaitingForAnEvent_EndsAtOnce()
    {
        await using var app = await LambdaApp.StartAsync(web => web.Run(context => context.Response.WriteAsync("x")));
        await app.SendAsync(HttpEvent);

        await app.StopAsync();
    }

    [Fact]
    public async Task Host_WithoutWebServer_RunsTheLoop()
    {
        await using var api = new FakeRuntimeApi();
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["AWS_LAMBDA_RUNTIME_API"] = api.Address;
        builder.Services.AddScoped<Scoped>();
        builder.AddEventHandler((lambdaEvent, _) => new(Encoding.UTF8.GetBytes($"{lambdaEvent.Services.GetRequiredService<Scoped>().Number}")));
        builder.Logging.ClearProviders();
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        var first = (await api.SendAsync("{}")).Text;
        var second = (await api.SendAsync("{}")).Text;

        Assert.NotEqual(first, second);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9001")]
    [InlineData("a b")]
    public void Address_Unreadable_IsSaidWhenTheApplicationIsBuilt(string address)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["AWS_LAMBDA_RUNTIME_API"] = address;

        var failure = Assert.Throws<InvalidOperationException>(() => builder.AddLambdaRuntime());

        Assert.Equal($"AWS_LAMBDA_RUNTIME_API is '{address}', not an address such as 127.0.0.1:9001.", failure.Message);
    }

    private static Task<LambdaApp> StartAsync(
        FakeRuntimeApi api, Func<LambdaEvent, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> handler, params (string Name, string Value)[] settings) =>
        LambdaApp.StartAsync(
            api, builder => builder.AddEventHandler(handler), _ => { },
            [("AWS_LAMBDA_FUNCTION_NAME", "f"), ("AWS_LAMBDA_FUNCTION_VERSION", "7"), ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"), .. settings]);

    private sealed class Scoped
    {
        private static int _count;

        public int Number { get; } = Interlocked.Increment(ref _count);
    }
}
