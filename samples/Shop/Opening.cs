using Tessera.Hosting;

namespace Shop;

/// <summary>Fills the shelves of a shop whose table is on this machine; a real table is left as it is, and a deployed function may not write it.</summary>
internal sealed class Opening(ShopTable shop, ShopOptions options, TesseraOptions tessera) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        options.IsLocalCloud || tessera.Service == TesseraService.Local ? SeedData.WriteAsync(shop, cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
