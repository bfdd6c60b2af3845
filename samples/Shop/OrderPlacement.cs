using Tessera;

namespace Shop;

/// <summary>What a customer sends to order without a cart.</summary>
public sealed record NewOrder(string UserId, IReadOnlyList<CartLine> Lines);

/// <summary>Places and ships orders, each in one transaction.</summary>
public sealed class OrderPlacement(ShopTable shop, Carts carts, TimeProvider time)
{
    /// <summary>The check of the user, the order, and the user's copy of it.</summary>
    private const int ActionsBeforeLines = 3;

    /// <summary>The item, and the product's stock.</summary>
    private const int ActionsPerLine = 2;

    /// <summary>The end of the cart.</summary>
    private const int ActionsAfterLines = 1;

    /// <summary>A transaction has at most 100 actions.</summary>
    private const int LinesMax = (100 - ActionsBeforeLines - ActionsAfterLines) / ActionsPerLine;

    /// <summary>Writes the order, its items and the user's copy, and takes the stock: all of it or nothing.</summary>
    public Task<OrderDetails> PlaceAsync(NewOrder order, CancellationToken cancellationToken = default) => PlaceAsync(order, cart: null, cancellationToken);

    /// <summary>The same with the lines of the user's cart, which ends with the order.</summary>
    public async Task<OrderDetails> PlaceCartAsync(string userId, CancellationToken cancellationToken = default)
    {
        var cart = await carts.GetAsync(userId, cancellationToken);
        return await PlaceAsync(new NewOrder(userId, cart.Lines), cart, cancellationToken);
    }

    /// <summary>Marks an order as shipped, in its own partition and in the user's.</summary>
    public async Task<OrderDetails> ShipAsync(string orderId, CancellationToken cancellationToken = default)
    {
        var order = await shop.Orders.GetAsync(orderId, cancellationToken: cancellationToken)
            ?? throw OrderRefusedException.Missing($"There is no order {orderId}.");
        try
        {
            await shop.Transaction()
                .Update(shop.Orders.Update(orderId).Set(o => o.Status, OrderStatus.Shipped).When(o => o.Status == OrderStatus.Pending))
                .Update(shop.UserOrders.Update(order.UserId, orderId).Set(o => o.Status, OrderStatus.Shipped))
                .CommitAsync(cancellationToken: cancellationToken);
        }
        catch (TransactionFailedException failure)
        {
            throw OrderRefusedException.Conflict(failure.IsTransient ? OrderRefusedException.TryAgain : $"Order {orderId} has been shipped already.");
        }

        return await shop.OrderDetails.LoadAsync(orderId, cancellationToken: cancellationToken);
    }

    private async Task<OrderDetails> PlaceAsync(NewOrder request, Cart? cart, CancellationToken cancellationToken)
    {
        var lines = MergeLines(request);
        var products = await LoadProductsAsync(lines, cancellationToken);
        var details = await DraftAsync(request.UserId, lines, products, cancellationToken);
        try
        {
            await Transaction(details, cart).CommitAsync(cancellationToken: cancellationToken);
        }
        catch (TransactionFailedException failure)
        {
            throw Explain(failure, request, lines, products);
        }

        return await shop.OrderDetails.LoadAsync(details.Order!.OrderId, cancellationToken: cancellationToken);
    }

    private WriteTransaction Transaction(OrderDetails details, Cart? cart)
    {
        var order = details.Order!;
        var transaction = shop.Transaction()
            .Check(shop.Users.Check(order.UserId).Exists())
            .Create(order)
            .Create(CopyForUser(order));
        foreach (var item in details.Items)
        {
            transaction = transaction
                .Create(item)
                .Update(shop.Products.Update(item.ProductId).Add(p => p.Stock, -item.Quantity).When(p => p.Stock >= item.Quantity));
        }

        // With the version that was read, so that nothing is lost that was put into the cart meanwhile.
        return cart is null ? transaction : transaction.Delete(cart);
    }

    private static List<CartLine> MergeLines(NewOrder order)
    {
        if (string.IsNullOrEmpty(order.UserId))
            throw OrderRefusedException.Invalid("The order does not say whose it is: userId is missing.");
        if (order.Lines is not { Count: > 0 })
            throw OrderRefusedException.Invalid("The cart is empty.");
        if (order.Lines.Any(line => string.IsNullOrEmpty(line?.ProductId) || line.Quantity is < 1 or > Carts.QuantityMax))
            throw OrderRefusedException.Invalid($"Each line has a productId, and a quantity from 1 to {Carts.QuantityMax}.");
        var lines = order.Lines
            .GroupBy(line => line.ProductId)
            .Select(group => new CartLine(group.Key, group.Sum(line => line.Quantity)))
            .ToList();
        return lines.Count <= LinesMax
            ? lines
            : throw OrderRefusedException.Invalid($"An order has at most {LinesMax} different products; this one has {lines.Count}.");
    }

    private async Task<Dictionary<string, Product>> LoadProductsAsync(List<CartLine> lines, CancellationToken cancellationToken)
    {
        var found = await shop.Products.GetManyAsync(lines.Select(line => new ProductKey(line.ProductId)), cancellationToken: cancellationToken);
        var products = found.ToDictionary(product => product.ProductId);
        var missing = lines.FirstOrDefault(line => !products.ContainsKey(line.ProductId));
        return missing is null ? products : throw OrderRefusedException.Missing($"There is no product {missing.ProductId}.");
    }

    private async Task<OrderDetails> DraftAsync(
        string userId, List<CartLine> lines, Dictionary<string, Product> products, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var orderId = $"{now:yyyy}-{await NextNumberAsync(cancellationToken):D6}";
        var items = lines.Select((line, index) => new OrderItem
        {
            OrderId = orderId,
            Line = index + 1,
            ProductId = line.ProductId,
            Name = products[line.ProductId].Name,
            Quantity = line.Quantity,
            Price = products[line.ProductId].Price,
        }).ToList();
        var order = new Order
        {
            OrderId = orderId,
            UserId = userId,
            PlacedAt = now,
            Status = OrderStatus.Pending,
            Total = items.Sum(item => item.Quantity * item.Price),
        };
        return new OrderDetails { Order = order, Items = items };
    }

    /// <summary>Counts up in one atomic update. A number is lost where the order is refused afterwards: numbers are distinct, not gapless.</summary>
    private async Task<long> NextNumberAsync(CancellationToken cancellationToken)
    {
        var counter = await shop.Counters.Update("orders").Add(c => c.Value, 1).OrCreate().RunAsync(cancellationToken);
        return counter.Value;
    }

    /// <summary>Says it in the customer's words.</summary>
    private static OrderRefusedException Explain(
        TransactionFailedException failure, NewOrder order, List<CartLine> lines, Dictionary<string, Product> products)
    {
        if (failure.IsTransient)
            return OrderRefusedException.Conflict(OrderRefusedException.TryAgain);
        var first = failure.Failures[0];
        if (first.Entity == nameof(User))
            return OrderRefusedException.Missing($"There is no user {order.UserId}.");
        if (first.Entity == nameof(Cart))
            return OrderRefusedException.Conflict("The cart has changed meanwhile. Look at it again, then order.");
        var line = lines[(first.Index - ActionsBeforeLines) / ActionsPerLine];
        return OrderRefusedException.Conflict($"There are not {line.Quantity} of {products[line.ProductId].Name} in stock any more.");
    }

    private static UserOrder CopyForUser(Order order) =>
        new() { UserId = order.UserId, OrderId = order.OrderId, PlacedAt = order.PlacedAt, Status = order.Status, Total = order.Total };
}
