using Tessera;

namespace Shop;

/// <summary>An atomic counter; order numbers come from one.</summary>
[Entity<ShopTable>("COUNTER#{Name}", "METADATA")]
public partial record Counter
{
    public required string Name { get; init; }
    public long Value { get; init; }
}
