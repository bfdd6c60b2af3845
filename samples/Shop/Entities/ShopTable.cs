using Tessera;

namespace Shop;

/// <summary>One table for users, products, carts, orders and what follows from them. Its stream tells the functions what changed.</summary>
[Table("shop", Stream = StreamView.NewAndOldImages)]
public partial class ShopTable;
