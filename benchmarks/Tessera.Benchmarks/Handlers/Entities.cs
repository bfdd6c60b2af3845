namespace Tessera.Benchmarks.Handlers;

/// <summary>The table whose stream the benchmark handles.</summary>
[Table("sales", Stream = StreamView.NewAndOldImages)]
public partial class SalesTable;

[Entity<SalesTable>("USER#{UserId}", "ORDER#{OrderId}")]
public partial record Sale
{
    public required string UserId { get; init; }
    public required string OrderId { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required decimal Total { get; init; }
    public required bool Paid { get; init; }
    public required long Attempts { get; init; }
    public required SaleAddress Address { get; init; }
    public required IReadOnlyList<SaleLine> Lines { get; init; }
}

public sealed record SaleAddress(string Street, string City, string Zip);

public sealed record SaleLine(string Sku, int Quantity);

/// <summary>Reads each record as entities and keeps a sum, so that nothing can be left out.</summary>
[StreamHandler<SalesTable>]
public sealed partial class SaleEvents
{
    public decimal Sum { get; private set; }

    public ValueTask OnInserted(Sale sale)
    {
        Sum += sale.Total;
        return default;
    }

    public ValueTask OnModified(Sale before, Sale after)
    {
        Sum += after.Total - before.Total;
        return default;
    }

    public ValueTask OnRemoved(Sale sale, RemovalReason reason)
    {
        Sum -= sale.Total;
        return default;
    }
}
