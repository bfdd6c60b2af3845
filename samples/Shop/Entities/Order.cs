using Tessera;

namespace Shop;

/// <summary>An order, in a partition of its own together with its items. The index finds orders by status, oldest first.</summary>
[Entity<ShopTable>("ORDER#{OrderId}", "METADATA")]
[Index("GSI1", "STATUS#{Status}", "{PlacedAt}#{OrderId}")]
public partial record Order
{
    public required string OrderId { get; init; }
    public required string UserId { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required OrderStatus Status { get; init; }
    public required decimal Total { get; init; }
    [Version] public long Version { get; init; }
}

/// <summary>How far an order has come.</summary>
public enum OrderStatus
{
    Pending,
    Shipped,
}
