using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tessera.Hosting.Describing;

/// <summary>
/// The first service that starts. It starts the web host, whose pipeline knows the routes, writes the description, and ends the process: the program's own
/// services would fill tables or open connections when they start, so they do not.
/// </summary>
internal sealed class DescribingService(IServiceProvider services, DescriptionTarget target) : IHostedLifecycleService
{
    /// <summary>The host's own service, which is internal to the framework.</summary>
    private const string WebHostService = "Microsoft.AspNetCore.Hosting.GenericWebHostService";

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var hosted = services.GetServices<IHostedService>().ToList();
        if (hosted.Find(service => service.GetType().FullName == WebHostService) is { } webHost)
            await webHost.StartAsync(cancellationToken).ConfigureAwait(false);
        var description = services.GetRequiredService<ApplicationDescriber>().Describe(hosted);
        await File.WriteAllBytesAsync(target.Path, description.ToJson(), cancellationToken).ConfigureAwait(false);
        Environment.Exit(0);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
