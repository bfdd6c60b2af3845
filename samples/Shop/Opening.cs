using Tessera.Hosting;

namespace Shop;

/// <summary>Fills the shelves of a shop that runs on the engine in this process; a real table is left as it is, and a deployed function may not write it.</summary>
internal sealed class Opening(ShopTable shop, TesseraOptions options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        options.Service == TesseraService.Local ? SeedData.WriteAsync(shop, cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
