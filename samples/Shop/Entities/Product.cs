using Tessera;

namespace Shop;

/// <summary>A product with its stock. The version turns away a change that was made on stale data.</summary>
[Entity<ShopTable>("PRODUCT#{ProductId}", "METADATA")]
[Index("GSI1", "PRODUCTS", "{Category}#{Name}")]
public partial record Product
{
    public required string ProductId { get; init; }
    public required string Name { get; init; }
    public required string Category { get; init; }
    public required decimal Price { get; init; }
    public required int Stock { get; init; }
    [Version] public long Version { get; init; }
}
