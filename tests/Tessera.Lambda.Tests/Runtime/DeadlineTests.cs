using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tessera.Lambda.Tests.Http;
using Tessera.Testing;

namespace Tessera.Lambda.Tests.Runtime;

/// <summary>What happens shortly before the deadline, on a clock that the tests move.</summary>
public sealed class DeadlineTests
{
    private const string HttpEvent = """{"rawPath":"/x","requestContext":{"http":{"method":"GET"}}}""";

    private readonly ManualClock _clock = new();
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Request_NotDoneShortlyBeforeItsDeadline_IsCancelledAndAnswered504()
    {
        TimeSpan? remaining = null;
        await using var app = await StartAsync(web => web.Run(async context =>
        {
            _entered.SetResult();
            context.RequestAborted.Register(() => remaining = LambdaContext.Current!.RemainingTime);
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        }));

        app.Api.Enqueue(HttpEvent, Deadline(TimeSpan.FromSeconds(30)));
        await _entered.Task;
        _clock.Advance(TimeSpan.FromSeconds(29.4));
        Assert.Null(remaining);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(504, Payload.StatusOf(await app.Api.CallAsync()));
        Assert.Equal(TimeSpan.FromMilliseconds(500), remaining);
    }

    [Fact]
    public async Task Request_DeafToItsCancellation_IsAnswered504WithoutItAndItsLateResponseIsNotSent()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var requests = 0;
        await using var app = await StartAsync(web => web.Run(async context =>
        {
            if (++requests == 2)
            {
                await context.Response.WriteAsync("second");
                return;
            }
            _entered.SetResult();
            await go.Task;
            await context.Response.WriteAsync("late");
        }));

        app.Api.Enqueue(HttpEvent, Deadline(TimeSpan.FromSeconds(2)));
        await _entered.Task;
        _clock.Advance(TimeSpan.FromSeconds(1.89));
        _clock.Advance(TimeSpan.FromSeconds(0.01));
        var first = await app.Api.CallAsync();
        go.SetResult();
        var second = await app.SendAsync(HttpEvent);

        Assert.Equal(504, Payload.StatusOf(first));
        Assert.Equal("/2018-06-01/runtime/invocation/request-2/response", second.Path);
        Assert.Equal("second", Payload.BodyOf(second));
    }

    [Fact]
    public async Task Request_ThatBlocksItsThread_IsAnswered504WithoutIt()
    {
        using var go = new ManualResetEventSlim();
        await using var app = await StartAsync(web => web.Run(_ =>
        {
            _entered.SetResult();
            go.Wait(TestContext.Current.CancellationToken);
            return Task.CompletedTask;
        }));

        app.Api.Enqueue(HttpEvent, Deadline(TimeSpan.FromSeconds(2)));
        await _entered.Task;
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        var call = await app.Api.CallAsync();
        go.Set();

        Assert.Equal(504, Payload.StatusOf(call));
    }

    [Fact]
    public async Task Event_NotDoneInTime_IsAnErrorThatSaysSo()
    {
        await using var app = await LambdaApp.StartAsync(
            new FakeRuntimeApi(),
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(_clock);
                builder.AddEventHandler(async (_, _) =>
                {
                    _entered.SetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
                    return default;
                });
            },
            _ => { });

        app.Api.Enqueue("{}", Deadline(TimeSpan.FromSeconds(10)));
        await _entered.Task;
        _clock.Advance(TimeSpan.FromSeconds(9.75));

        var call = await app.Api.CallAsync();
        Assert.EndsWith("/request-1/error", call.Path, StringComparison.Ordinal);
        Assert.Contains("The invocation request-1 was not done shortly before its deadline of 2025-01-01T00:00:10", call.Text, StringComparison.Ordinal);
    }

    private (string Name, string Value) Deadline(TimeSpan after) =>
        ("Lambda-Runtime-Deadline-Ms", (_clock.GetUtcNow() + after).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    private Task<LambdaApp> StartAsync(Action<WebApplication> map) =>
        LambdaApp.StartAsync(new FakeRuntimeApi(), builder => builder.Services.AddSingleton<TimeProvider>(_clock), map);
}
