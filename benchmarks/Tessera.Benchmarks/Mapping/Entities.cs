using Amazon.DynamoDBv2.DataModel;

namespace Tessera.Benchmarks.Mapping;

/// <summary>The table of the mapper's benchmarks.</summary>
[Table("orders")]
public partial class OrdersTable;

/// <summary>An order as Tessera maps it.</summary>
[Entity<OrdersTable>("USER#{UserId}", "ORDER#{OrderId}")]
public partial record Order
{
    public required string UserId { get; init; }
    public required string OrderId { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required decimal Total { get; init; }
    public required bool Paid { get; init; }
    public required long Attempts { get; init; }
    public required Address Address { get; init; }
    public required IReadOnlyList<OrderLine> Lines { get; init; }
}

public sealed record Address(string Street, string City, string Zip);

public sealed record OrderLine(string Sku, int Quantity);

/// <summary>The same order as the SDK's object mapper wants it.</summary>
[DynamoDBTable("orders")]
public sealed class ContextOrder
{
    [DynamoDBHashKey("PK")] public string UserId { get; set; } = "";
    [DynamoDBRangeKey("SK")] public string OrderId { get; set; } = "";
    public DateTime PlacedAt { get; set; }
    public decimal Total { get; set; }
    public bool Paid { get; set; }
    public long Attempts { get; set; }
    public ContextAddress Address { get; set; } = new();
    public List<ContextLine> Lines { get; set; } = [];
}

public sealed class ContextAddress
{
    public string Street { get; set; } = "";
    public string City { get; set; } = "";
    public string Zip { get; set; } = "";
}

public sealed class ContextLine
{
    public string Sku { get; set; } = "";
    public int Quantity { get; set; }
}
