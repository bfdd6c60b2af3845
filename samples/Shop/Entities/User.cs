using Tessera;

namespace Shop;

/// <summary>A customer. The orders of a user stand in the same partition, so one query reads both.</summary>
[Entity<ShopTable>("USER#{UserId}", "METADATA")]
[Index("GSI1", "USERS", "{Name}")]
public partial record User
{
    public required string UserId { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
