using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Tessera.Hosting.Describing;

/// <summary>The server of a program that only describes itself: when it would start, the program's routes are known.</summary>
internal sealed class DescribingServer : IServer
{
    public IFeatureCollection Features { get; } = new FeatureCollection();

    public bool IsStarted { get; private set; }

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        IsStarted = true;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
