using Tessera;

namespace Shop;

/// <summary>What the shop sold on one day (UTC): an aggregate that the stream of orders keeps.</summary>
[Entity<ShopTable>("SALES", "{Day}", Repository = "DailySales")]
public partial record DailySales
{
    public required DateOnly Day { get; init; }
    public int Orders { get; init; }
    public decimal Revenue { get; init; }
    public int Shipped { get; init; }
}
