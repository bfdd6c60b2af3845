using Microsoft.AspNetCore.Http.HttpResults;
using Tessera;

namespace Shop;

/// <summary>The web API: the four access patterns of the single-table guide, the lists that the page shows, the carts, and the writes.</summary>
/// <remarks>
/// Handlers are methods with written types, not lambdas over a repository: the generator that binds requests in a natively compiled program
/// does not see what the generator of the repositories writes.
/// </remarks>
internal static class ShopEndpoints
{
    private const int PageSize = 20;

    /// <summary>How far back the page's sales and log go.</summary>
    private const int SalesDays = 7;

    public static void MapShop(this WebApplication app)
    {
        var api = app.MapGroup("/api");

        // 1. A user, and 2. all orders of the user: both stand in the user's partition, and one query reads them.
        api.MapGet("/users/{userId}", UserAccountAsync);
        api.MapGet("/users/{userId}/orders", UserOrdersAsync);

        // 3. An order with its items: one query over the order's partition.
        api.MapGet("/orders/{orderId}", OrderDetailsAsync);

        // 4. One order by its key.
        api.MapGet("/orders/{orderId}/summary", OrderAsync);

        // Lists, each from the index.
        api.MapGet("/users", UsersAsync);
        api.MapGet("/products", ProductsAsync);
        api.MapGet("/orders", OrdersAsync);

        // What the stream handler keeps.
        api.MapGet("/sales", SalesAsync);
        api.MapGet("/log", LogAsync);

        api.MapGet("/users/{userId}/cart", (string userId, Carts carts, CancellationToken stop) => carts.GetAsync(userId, stop));
        api.MapPut("/users/{userId}/cart/{productId}", (string userId, string productId, NewQuantity line, Carts carts, CancellationToken stop) =>
            carts.SetLineAsync(userId, productId, line.Quantity, stop));
        api.MapDelete("/users/{userId}/cart/{productId}", (string userId, string productId, Carts carts, CancellationToken stop) =>
            carts.SetLineAsync(userId, productId, 0, stop));
        api.MapPost("/users/{userId}/cart/order", PlaceCartAsync);

        api.MapPost("/orders", PlaceAsync);
        api.MapPost("/orders/{orderId}/ship", (string orderId, OrderPlacement orders, CancellationToken stop) => orders.ShipAsync(orderId, stop));
        api.MapPut("/products/{productId}/price", RepriceAsync);
    }

    private static async Task<Results<Ok<UserAccount>, NotFound>> UserAccountAsync(string userId, ShopTable shop, Carts carts, CancellationToken stop)
    {
        var account = await shop.UserAccounts.LoadAsync(userId, cancellationToken: stop);
        if (account.User is null)
            return TypedResults.NotFound();
        var cart = account.Cart is { } stored && carts.IsOpen(stored) ? stored : null;
        return TypedResults.Ok(account with { Cart = cart, Orders = [.. account.Orders.Reverse()] });
    }

    private static Task<List<UserOrder>> UserOrdersAsync(string userId, ShopTable shop, CancellationToken stop) =>
        shop.UserOrders.Query(userId).Descending().ToListAsync(stop);

    private static Task<List<User>> UsersAsync(ShopTable shop, CancellationToken stop) => shop.Users.QueryGSI1().ToListAsync(stop);

    private static Task<List<Product>> ProductsAsync(ShopTable shop, CancellationToken stop) => shop.Products.QueryGSI1().ToListAsync(stop);

    private static Task<Page<Order>> OrdersAsync(OrderStatus status, string? continuation, ShopTable shop, CancellationToken stop) =>
        shop.Orders.QueryByStatus(status).PageAsync(PageSize, continuation, stop);

    private static async Task<Results<Ok<OrderDetails>, NotFound>> OrderDetailsAsync(string orderId, ShopTable shop, CancellationToken stop)
    {
        var details = await shop.OrderDetails.LoadAsync(orderId, cancellationToken: stop);
        return details.Order is null ? TypedResults.NotFound() : TypedResults.Ok(details);
    }

    private static async Task<Results<Ok<Order>, NotFound>> OrderAsync(string orderId, ShopTable shop, CancellationToken stop) =>
        await shop.Orders.GetAsync(orderId, cancellationToken: stop) is { } order ? TypedResults.Ok(order) : TypedResults.NotFound();

    private static Task<List<DailySales>> SalesAsync(ShopTable shop, TimeProvider time, CancellationToken stop) =>
        shop.DailySales.Query().DayFrom(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(1 - SalesDays)).Descending().ToListAsync(stop);

    /// <summary>The newest entries: today's partition, and yesterday's where today's does not fill the page.</summary>
    private static async Task<List<LogEntry>> LogAsync(ShopTable shop, TimeProvider time, CancellationToken stop)
    {
        var today = time.GetUtcNow();
        var entries = new List<LogEntry>((await shop.Log.Query(today).Descending().PageAsync(PageSize, cancellationToken: stop)).Items);
        if (entries.Count < PageSize)
            entries.AddRange((await shop.Log.Query(today.AddDays(-1)).Descending().PageAsync(PageSize - entries.Count, cancellationToken: stop)).Items);
        return entries;
    }

    private static async Task<Created<OrderDetails>> PlaceAsync(NewOrder order, OrderPlacement orders, CancellationToken stop) =>
        Created(await orders.PlaceAsync(order, stop));

    private static async Task<Created<OrderDetails>> PlaceCartAsync(string userId, OrderPlacement orders, CancellationToken stop) =>
        Created(await orders.PlaceCartAsync(userId, stop));

    private static Created<OrderDetails> Created(OrderDetails placed) => TypedResults.Created($"/api/orders/{placed.Order!.OrderId}", placed);

    /// <summary>Writes the product with the version that the caller has seen: if it is not the stored one, the write fails and nothing changes.</summary>
    private static async Task<Results<Ok<Product>, NotFound, ProblemHttpResult>> RepriceAsync(
        string productId, NewPrice change, ShopTable shop, CancellationToken stop)
    {
        if (change.Price <= 0)
            return TypedResults.Problem("A price is a number above zero.", statusCode: StatusCodes.Status400BadRequest);
        var product = await shop.Products.GetAsync(productId, cancellationToken: stop);
        if (product is null)
            return TypedResults.NotFound();
        return TypedResults.Ok(await shop.Products.PutAsync(product with { Price = change.Price, Version = change.Version }, stop));
    }

    /// <summary>A new price for a product whose version the caller has seen.</summary>
    internal sealed record NewPrice(decimal Price, long Version);

    /// <summary>How many of a product are in the cart from now on.</summary>
    internal sealed record NewQuantity(int Quantity);
}
