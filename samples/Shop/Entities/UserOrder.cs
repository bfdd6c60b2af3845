using Tessera;

namespace Shop;

/// <summary>The same order as the user's partition shows it: enough for a list, written in the same transaction as the order.</summary>
[Entity<ShopTable>("USER#{UserId}", "ORDER#{OrderId}")]
public partial record UserOrder
{
    public required string UserId { get; init; }
    public required string OrderId { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required OrderStatus Status { get; init; }
    public required decimal Total { get; init; }
}
