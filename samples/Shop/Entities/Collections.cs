using Tessera;

namespace Shop;

/// <summary>A user with their cart and all their orders: one query over the user's partition.</summary>
[ItemCollection<ShopTable>("USER#{UserId}")]
public partial record UserAccount
{
    public User? User { get; init; }
    public Cart? Cart { get; init; }
    public IReadOnlyList<UserOrder> Orders { get; init; } = [];
}

/// <summary>An order with its items: one query over the order's partition.</summary>
[ItemCollection<ShopTable>("ORDER#{OrderId}")]
public partial record OrderDetails
{
    public Order? Order { get; init; }
    public IReadOnlyList<OrderItem> Items { get; init; } = [];
}
