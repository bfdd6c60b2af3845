using Microsoft.Extensions.Hosting;
using Tessera;

namespace Worker;

[Table("sales", Stream = StreamView.NewAndOldImages)]
public partial class SalesTable;

[Entity<SalesTable>("SALE#{Id}", "META")]
public partial record Sale(string Id, decimal Amount);

[Entity<SalesTable>("DAY#{Day}", "TOTAL")]
public partial record DayTotal(string Day, decimal Amount = 0);

/// <summary>What a handler gets from the container.</summary>
public sealed class Totals(SalesTable sales)
{
    public async Task AddAsync(decimal amount, CancellationToken stop) =>
        await sales.DayTotals.Update("today").Add(total => total.Amount, amount).OrCreate().RunAsync(stop);
}

[StreamHandler<SalesTable>]
public sealed partial class SalesEvents(Totals totals)
{
    public Task OnInserted(Sale sale, CancellationToken stop) => totals.AddAsync(sale.Amount, stop);
}

[StreamHandler<SalesTable>]
public sealed partial class Audit(SalesTable sales)
{
    public Task OnRemoved(Sale sale, CancellationToken stop) => sales.Sales.GetAsync(sale.Id, cancellationToken: stop);
}

/// <summary>Would end the program with an error if it were started while the program describes itself.</summary>
internal sealed class Announcement : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("A program that describes itself starts nothing.");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Registered in development alone, so that nothing deployed may do it.</summary>
internal sealed class SeedData(SalesTable sales) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => sales.Sales.PutManyAsync([new Sale("1", 1)], cancellationToken: cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
