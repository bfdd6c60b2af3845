using Tessera;

namespace Shop;

/// <summary>
/// The cart of a user, in the user's partition. DynamoDB deletes it when nobody has touched it for a while; the version turns away one of
/// two changes that are made at once.
/// </summary>
[Entity<ShopTable>("USER#{UserId}", "CART")]
public partial record Cart
{
    public required string UserId { get; init; }
    public IReadOnlyList<CartLine> Lines { get; init; } = [];
    [TimeToLive] public DateTimeOffset? ExpiresAt { get; init; }
    [Version] public long Version { get; init; }
}

/// <summary>How many of a product.</summary>
public sealed record CartLine(string ProductId, int Quantity);
