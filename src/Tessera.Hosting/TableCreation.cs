using Microsoft.Extensions.Hosting;

namespace Tessera.Hosting;

/// <summary>Creates a table with its indexes before the application serves its first request.</summary>
internal sealed class TableCreation<TTable>(TTable table) : IHostedLifecycleService
    where TTable : TableContext
{
    public Task StartingAsync(CancellationToken cancellationToken) => table.EnsureCreatedAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
