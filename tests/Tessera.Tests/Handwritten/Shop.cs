namespace Tessera.Tests.Handwritten;

// What a user writes. The files beside this one are what the generator writes for it, by hand.
[Table("shop")]
public partial class ShopTable;

[Entity<ShopTable>("USER#{UserId}", "METADATA")]
[Index("GSI1", "EMAIL#{Email}", "USER")]
public partial record User
{
    public required string UserId { get; init; }
    public required string Email { get; init; }
    public string? Name { get; init; }
    public Address? Address { get; init; }
    [Version] public long Version { get; init; }
}

[Entity<ShopTable>("USER#{UserId}", "ORDER#{PlacedAt:yyyy-MM-dd}#{OrderId}")]
[Index("GSI1", "STATUS#{Status}", "{PlacedAt:O}")]
[Index("GSI2", "CAMPAIGN#{Campaign}", "{OrderId}")]
public partial record Order
{
    public required string UserId { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required string OrderId { get; init; }
    public OrderStatus Status { get; init; }
    public decimal Total { get; init; }
    public int Count { get; init; }
    public int Attempts { get; init; }
    public string? Note { get; init; }
    public string? Campaign { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public ISet<int> Warehouses { get; init; } = new HashSet<int>();
    public IReadOnlyDictionary<string, decimal>? Discounts { get; init; }
}

public enum OrderStatus
{
    Pending,
    Shipped,
    Cancelled,
}

public sealed class Address
{
    public required string Street { get; set; }
    public string? City { get; set; }
}

// A class keeps its identity: the version is set on it once the write has succeeded.
[Entity<ShopTable>("PRODUCT#{ProductId:D10}", "METADATA")]
public partial class Product
{
    public int ProductId { get; set; }
    public string Title { get; set; } = "";
    public decimal Price { get; set; }
    public int Stock { get; set; }
    [Version] public int Version { get; set; }
}

[ItemCollection<ShopTable>("USER#{UserId}")]
public partial record UserAccount
{
    public User? User { get; init; }
    public required IReadOnlyList<Order> Orders { get; init; }
}
