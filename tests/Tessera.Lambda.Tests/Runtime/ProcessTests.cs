using System.Text;
using Microsoft.Extensions.Hosting;
using Tessera.Lambda.Hosting;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Tests.Runtime;

/// <summary>What belongs to the process: these tests run alone.</summary>
[Collection(ProcessCollection.Name)]
public sealed class ProcessTests
{
    [Fact]
    public async Task Event_WithATrace_SetsTheVariableOfTheProcess()
    {
        await using var app = await LambdaApp.StartAsync(
            new FakeRuntimeApi(),
            builder => builder.AddEventHandler((_, _) => new(Encoding.UTF8.GetBytes($"\"{Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID")}\""))),
            _ => { });

        Assert.Equal("\"Root=1-2-3\"", (await app.SendAsync("{}", ("Lambda-Runtime-Trace-Id", "Root=1-2-3"))).Text);
        Assert.Equal("\"\"", (await app.SendAsync("{}")).Text);
    }

    [Fact]
    public async Task Initialization_Fails_IsReportedToTheRuntimeApi()
    {
        await using var api = new FakeRuntimeApi();
        using var report = new InitErrorReport(new LambdaEnvironment { Endpoint = RuntimeEndpoint.Parse(api.Address) }, patience: TimeSpan.FromMinutes(1));

        await report.ReportAsync(new InvalidOperationException("no table"));

        var call = await api.CallAsync();
        Assert.Equal("/2018-06-01/runtime/init/error", call.Path);
        Assert.Equal("Runtime.InvalidOperationException", call.Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Equal("""{"errorType":"InvalidOperationException","errorMessage":"no table","stackTrace":[]}""", call.Text);
    }

    [Fact]
    public async Task RuntimeApi_Fails_EndsTheProgram()
    {
        var api = new FakeRuntimeApi { Answer = _ => (500, "{}") };
        await using var app = await LambdaApp.StartAsync(api, builder => builder.AddEventHandler((_, _) => default), _ => { });
        var stopping = new TaskCompletionSource();
        app.Lifetime.ApplicationStopping.Register(stopping.SetResult);

        await app.SendAsync("{}");
        await stopping.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(1, Environment.ExitCode);
        Environment.ExitCode = 0;
    }
}

/// <summary>Tests that change variables or the exit code of the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessCollection
{
    public const string Name = "Process";
}
