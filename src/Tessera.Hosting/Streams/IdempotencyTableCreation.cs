using Microsoft.Extensions.Hosting;

namespace Tessera.Hosting;

/// <summary>Creates the idempotency table where the application creates its tables.</summary>
internal sealed class IdempotencyTableCreation(IdempotencyTable table, TesseraOptions options) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        options.CreateTables ?? options.Service == TesseraService.Local ? table.EnsureCreatedAsync(cancellationToken) : Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
