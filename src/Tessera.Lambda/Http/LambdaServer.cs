using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Http;

/// <summary>The web server of an application in Lambda: it has no port, and gets its requests from the runtime loop.</summary>
internal sealed class LambdaServer(EventRouter router, LambdaOptions options, ILogger<LambdaServer> log) : IServer
{
    /// <summary>A program may name the addresses of its laptop, as in app.Run("http://localhost:5000"): nobody listens there, and it must not fail for it.</summary>
    public IFeatureCollection Features { get; } = new FeatureCollection { [typeof(IServerAddressesFeature)] = new ServerAddressesFeature() };

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        router.Http = new HttpEventHandler<TContext>(application, options, log);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
