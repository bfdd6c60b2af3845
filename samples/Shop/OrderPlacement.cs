using Tessera;

namespace Shop;

/// <summary>One line of a cart.</summary>
public sealed record CartLine(string ProductId, int Quantity);

/// <summary>What a customer sends to place an order.</summary>
public sealed record Cart(string UserId, IReadOnlyList<CartLine> Lines);

/// <summary>Why an order could not be placed.</summary>
public sealed class OrderRefusedException(string message) : Exception(message);

/// <summary>Places and ships orders, each in one transaction.</summary>
public sealed class OrderPlacement(ShopTable shop, TimeProvider time)
{
    /// <summary>Writes the order, its items and the user's copy, and takes the stock: all of it or nothing.</summary>
    public async Task<OrderDetails> PlaceAsync(Cart cart, CancellationToken cancellationToken = default)
    {
        var lines = MergeLines(cart);
        var products = await LoadProductsAsync(lines, cancellationToken);
        var details = await DraftAsync(cart.UserId, lines, products, cancellationToken);
        var order = details.Order!;

        var transaction = shop.Transaction()
            .Check(shop.Users.Check(cart.UserId).When(u => u.Exists()))
            .Create(order)
            .Create(CopyForUser(order));
        foreach (var item in details.Items)
        {
            transaction = transaction
                .Create(item)
                .Update(shop.Products.Update(item.ProductId).Add(p => p.Stock, -item.Quantity).When(p => p.Stock >= item.Quantity));
        }

        try
        {
            await transaction.CommitAsync(cancellationToken: cancellationToken);
        }
        catch (TransactionFailedException failure)
        {
            throw new OrderRefusedException(Explain(failure, products));
        }

        return await shop.OrderDetails.LoadAsync(order.OrderId, cancellationToken: cancellationToken);
    }

    /// <summary>Marks an order as shipped, in its own partition and in the user's.</summary>
    public async Task<OrderDetails> ShipAsync(string orderId, CancellationToken cancellationToken = default)
    {
        var order = await shop.Orders.GetAsync(orderId, cancellationToken: cancellationToken)
            ?? throw new OrderRefusedException($"There is no order {orderId}.");
        try
        {
            await shop.Transaction()
                .Update(shop.Orders.Update(orderId).Set(o => o.Status, OrderStatus.Shipped).When(o => o.Status == OrderStatus.Pending))
                .Update(shop.UserOrders.Update(order.UserId, orderId).Set(o => o.Status, OrderStatus.Shipped))
                .CommitAsync(cancellationToken: cancellationToken);
        }
        catch (TransactionFailedException)
        {
            throw new OrderRefusedException($"Order {orderId} has been shipped already.");
        }

        return await shop.OrderDetails.LoadAsync(orderId, cancellationToken: cancellationToken);
    }
}
