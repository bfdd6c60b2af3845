using Tessera;

namespace Shop;

/// <summary>One line of an order, with the name and price that the product had then.</summary>
[Entity<ShopTable>("ORDER#{OrderId}", "ITEM#{Line:D3}")]
public partial record OrderItem
{
    public required string OrderId { get; init; }
    public required int Line { get; init; }
    public required string ProductId { get; init; }
    public required string Name { get; init; }
    public required int Quantity { get; init; }
    public required decimal Price { get; init; }
}
