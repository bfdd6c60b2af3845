using Microsoft.AspNetCore.Http.HttpResults;

namespace Shop;

/// <summary>The web API: the four access patterns of the single-table guide, the lists that the page shows, and the writes.</summary>
internal static class ShopEndpoints
{
    private const int PageSize = 20;

    public static void MapShop(this WebApplication app)
    {
        var api = app.MapGroup("/api");

        // 1. A user, and 2. all orders of the user: both stand in the user's partition, and one query reads them.
        api.MapGet("/users/{userId}", UserAccountAsync);
        api.MapGet("/users/{userId}/orders", (string userId, ShopTable shop, CancellationToken stop) => shop.UserOrders.Query(userId).Descending().ToListAsync(stop));

        // 3. An order with its items: one query over the order's partition.
        api.MapGet("/orders/{orderId}", OrderDetailsAsync);

        // 4. One order by its key.
        api.MapGet("/orders/{orderId}/summary", OrderAsync);

        // Lists, each from the index.
        api.MapGet("/users", (ShopTable shop, CancellationToken stop) => shop.Users.QueryGSI1().ToListAsync(stop));
        api.MapGet("/products", (ShopTable shop, CancellationToken stop) => shop.Products.QueryGSI1().ToListAsync(stop));
        api.MapGet("/orders", (OrderStatus status, string? continuation, ShopTable shop, CancellationToken stop) =>
            shop.Orders.QueryByStatus(status).PageAsync(PageSize, continuation, stop));

        api.MapPost("/orders", PlaceAsync);
        api.MapPost("/orders/{orderId}/ship", (string orderId, OrderPlacement orders, CancellationToken stop) => orders.ShipAsync(orderId, stop));
        api.MapPut("/products/{productId}/price", RepriceAsync);
    }

    private static async Task<Results<Ok<UserAccount>, NotFound>> UserAccountAsync(string userId, ShopTable shop, CancellationToken stop)
    {
        var account = await shop.UserAccounts.LoadAsync(userId, cancellationToken: stop);
        return account.User is null ? TypedResults.NotFound() : TypedResults.Ok(account with { Orders = [.. account.Orders.Reverse()] });
    }

    private static async Task<Results<Ok<OrderDetails>, NotFound>> OrderDetailsAsync(string orderId, ShopTable shop, CancellationToken stop)
    {
        var details = await shop.OrderDetails.LoadAsync(orderId, cancellationToken: stop);
        return details.Order is null ? TypedResults.NotFound() : TypedResults.Ok(details);
    }

    private static async Task<Results<Ok<Order>, NotFound>> OrderAsync(string orderId, ShopTable shop, CancellationToken stop) =>
        await shop.Orders.GetAsync(orderId, cancellationToken: stop) is { } order ? TypedResults.Ok(order) : TypedResults.NotFound();

    private static async Task<Created<OrderDetails>> PlaceAsync(Cart cart, OrderPlacement orders, CancellationToken stop)
    {
        var placed = await orders.PlaceAsync(cart, stop);
        return TypedResults.Created($"/api/orders/{placed.Order!.OrderId}", placed);
    }

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
}
