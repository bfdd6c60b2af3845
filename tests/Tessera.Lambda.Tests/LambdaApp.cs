using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tessera.Lambda.Tests.Runtime;

namespace Tessera.Lambda.Tests;

/// <summary>A web application that runs in this process as a function of a fake runtime API.</summary>
public sealed class LambdaApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LambdaApp(FakeRuntimeApi api, WebApplication app)
    {
        Api = api;
        _app = app;
    }

    public FakeRuntimeApi Api { get; }

    public IServiceProvider Services => _app.Services;

    public IHostApplicationLifetime Lifetime => _app.Lifetime;

    public static Task<LambdaApp> StartAsync(Action<WebApplication> map, params (string Name, string Value)[] settings) =>
        StartAsync(new FakeRuntimeApi(), _ => { }, map, settings);

    public static async Task<LambdaApp> StartAsync(
        FakeRuntimeApi api, Action<WebApplicationBuilder> configure, Action<WebApplication> map, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["AWS_LAMBDA_RUNTIME_API"] = api.Address;
        foreach (var (name, value) in settings)
            builder.Configuration[name] = value;
        configure(builder);
        builder.AddLambdaRuntime();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new LambdaApp(api, app);
    }

    public Task<RecordedCall> SendAsync(string json, params (string Name, string Value)[] headers) => Api.SendAsync(json, headers);

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        await Api.DisposeAsync();
    }
}
