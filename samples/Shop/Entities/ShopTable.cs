using Tessera;

namespace Shop;

/// <summary>One table for users, products, orders and their items.</summary>
[Table("shop")]
public partial class ShopTable;
