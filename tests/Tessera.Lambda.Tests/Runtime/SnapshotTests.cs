using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Tessera.Lambda.Tests.Runtime;

[Collection(ProcessCollection.Name)]
public sealed class SnapshotTests
{
    private readonly List<string> _order = [];

    [Fact]
    public async Task SnapStart_Hooks_RunBeforeInReverseAndAfterInOrder()
    {
        await using var app = await StartAsync(hooks =>
        {
            hooks.BeforeSnapshot(_ => Note("before 1"));
            hooks.BeforeSnapshot(_ => Note("before 2"));
            hooks.AfterRestore(_ => Note("after 1"));
            hooks.AfterRestore(_ => Note("after 2"));
        });
        await app.Api.RestoreAwaited.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(["before 2", "before 1"], _order);

        app.Api.Restored.SetResult();
        await app.SendAsync("""{"rawPath":"/x","requestContext":{"http":{"method":"GET"}}}""");

        Assert.Equal(["before 2", "before 1", "after 1", "after 2"], _order);
    }

    [Fact]
    public async Task SnapStart_FailsBeforeTheSnapshot_ReportsAnInitErrorAndEnds()
    {
        await using var app = await StartAsync(hooks => hooks.BeforeSnapshot(_ => throw new InvalidOperationException("no warmth")));

        var call = await app.Api.CallAsync();

        Assert.Equal("/2018-06-01/runtime/init/error", call.Path);
        Assert.Equal("Runtime.BeforeSnapshotError", call.Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Contains("no warmth", call.Text, StringComparison.Ordinal);
        await EndsWithAnErrorAsync(app);
    }

    [Fact]
    public async Task SnapStart_FailsAfterTheRestore_ReportsARestoreErrorAndEnds()
    {
        await using var app = await StartAsync(hooks => hooks.AfterRestore(_ => throw new InvalidOperationException("stale")));
        app.Api.Restored.SetResult();

        var call = await app.Api.CallAsync();

        Assert.Equal("/2018-06-01/runtime/restore/error", call.Path);
        Assert.Equal("Runtime.AfterRestoreError", call.Headers["Lambda-Runtime-Function-Error-Type"]);
        await EndsWithAnErrorAsync(app);
    }

    private static async Task EndsWithAnErrorAsync(LambdaApp app)
    {
        var stopping = new TaskCompletionSource();
        using var registration = app.Lifetime.ApplicationStopping.Register(() => stopping.TrySetResult());
        await stopping.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(1, Environment.ExitCode);
        Environment.ExitCode = 0;
    }

    private static Task<LambdaApp> StartAsync(Action<SnapshotHooks> register) => LambdaApp.StartAsync(
        new FakeRuntimeApi(),
        _ => { },
        app =>
        {
            app.Run(_ => Task.CompletedTask);
            register(app.Services.GetRequiredService<SnapshotHooks>());
        },
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));

    private ValueTask Note(string what)
    {
        _order.Add(what);
        return ValueTask.CompletedTask;
    }
}
