using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Tessera.Samples.Tests;

/// <summary>The Shop's API, on an engine of its own per test.</summary>
public sealed class ShopApiTests : IDisposable
{
    private readonly WebApplicationFactory<Shop.ShopTable> _factory = new();
    private readonly HttpClient _client;

    public ShopApiTests() => _client = _factory.CreateClient();

    public void Dispose()
    {
        _client.Dispose();
        _factory.Dispose();
    }

    [Fact]
    public async Task PlaceOrder_EnoughStock_ServesAllFourAccessPatterns()
    {
        var placed = await PlaceAsync("12345", ("456", 2), ("510", 1));
        var orderId = placed.GetProperty("order").GetProperty("orderId").GetString();

        var account = await GetAsync("/api/users/12345");
        Assert.Equal("Jane Doe", account.GetProperty("user").GetProperty("name").GetString());
        Assert.Equal(orderId, Assert.Single(account.GetProperty("orders").EnumerateArray()).GetProperty("orderId").GetString());

        var orders = await GetAsync("/api/users/12345/orders");
        Assert.Equal(139.88m, Assert.Single(orders.EnumerateArray()).GetProperty("total").GetDecimal());

        var details = await GetAsync($"/api/orders/{orderId}");
        Assert.Equal(["Widget Pro", "Desk Lamp"], details.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()));

        var order = await GetAsync($"/api/orders/{orderId}/summary");
        Assert.Equal("Pending", order.GetProperty("status").GetString());
        Assert.Equal(243, await StockAsync("456"));
    }

    [Fact]
    public async Task PlaceOrder_OneProductShort_ChangesNothing()
    {
        var response = await PostAsync("12345", ("456", 1), ("621", 2));

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("Hand Grinder", await DetailAsync(response), StringComparison.Ordinal);
        Assert.Equal(245, await StockAsync("456"));
        Assert.Empty((await GetAsync("/api/users/12345/orders")).EnumerateArray());
    }

    [Fact]
    public async Task PlaceOrder_UnknownUser_IsRefused()
    {
        var response = await PostAsync("nobody", ("456", 1));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("nobody", await DetailAsync(response), StringComparison.Ordinal);
        Assert.Equal(245, await StockAsync("456"));
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest, "userId is missing")]
    [InlineData("""{"userId":"12345","lines":[]}""", HttpStatusCode.BadRequest, "The cart is empty")]
    [InlineData("""{"userId":"12345","lines":[null]}""", HttpStatusCode.BadRequest, "Each line has a productId")]
    [InlineData("""{"userId":"12345","lines":[{"productId":"","quantity":1}]}""", HttpStatusCode.BadRequest, "Each line has a productId")]
    [InlineData("""{"userId":"12345","lines":[{"productId":"456","quantity":0}]}""", HttpStatusCode.BadRequest, "a quantity from 1 to 10000")]
    [InlineData("""{"userId":"12345","lines":[{"productId":"456","quantity":2000000000}]}""", HttpStatusCode.BadRequest, "a quantity from 1 to 10000")]
    [InlineData("""{"userId":"12345","lines":[{"productId":"nothing","quantity":1}]}""", HttpStatusCode.NotFound, "There is no product nothing.")]
    public async Task PlaceOrder_WrongCart_IsRefusedWithTheReason(string cart, HttpStatusCode status, string reason)
    {
        using var content = new StringContent(cart, System.Text.Encoding.UTF8, "application/json");
        var response = await _client.PostAsync("/api/orders", content, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(reason, await DetailAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlaceOrder_ManyAtOnce_NeverSellsMoreThanTheStock()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => PostAsync("23456", ("458", 1))));

        Assert.Equal(3, responses.Count(response => response.StatusCode == HttpStatusCode.Created));
        Assert.Equal(0, await StockAsync("458"));
        Assert.Equal(3, (await GetAsync("/api/users/23456/orders")).GetArrayLength());
    }

    [Fact]
    public async Task Ship_PendingOrder_MovesItOutOfThePendingList()
    {
        var placed = await PlaceAsync("12345", ("511", 3));
        var orderId = placed.GetProperty("order").GetProperty("orderId").GetString();
        Assert.Single((await GetAsync("/api/orders?status=Pending")).GetProperty("items").EnumerateArray());

        var shipped = await _client.PostAsync($"/api/orders/{orderId}/ship", null, TestContext.Current.CancellationToken);
        var again = await _client.PostAsync($"/api/orders/{orderId}/ship", null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, shipped.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Empty((await GetAsync("/api/orders?status=Pending")).GetProperty("items").EnumerateArray());
        Assert.Single((await GetAsync("/api/orders?status=Shipped")).GetProperty("items").EnumerateArray());
        Assert.Equal("Shipped", (await GetAsync("/api/users/12345/orders"))[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Reprice_StaleVersion_IsRefused()
    {
        var version = (await ProductAsync("456")).GetProperty("version").GetInt64();

        var first = await RepriceAsync("456", 51.00m, version);
        var stale = await RepriceAsync("456", 52.00m, version);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Equal(51.00m, (await ProductAsync("456")).GetProperty("price").GetDecimal());
    }

    [Fact]
    public async Task Orders_MoreThanAPage_ContinueWithoutGapOrRepeat()
    {
        for (var order = 0; order < 25; order++)
            await PlaceAsync("34567", ("511", 1));

        var first = await GetAsync("/api/orders?status=Pending");
        var continuation = first.GetProperty("continuation").GetString()!;
        var second = await GetAsync($"/api/orders?status=Pending&continuation={Uri.EscapeDataString(continuation)}");
        var forged = await _client.GetAsync($"/api/orders?status=Shipped&continuation={Uri.EscapeDataString(continuation)}", TestContext.Current.CancellationToken);

        var ids = Ids(first).Concat(Ids(second)).ToList();
        Assert.Equal(25, ids.Count);
        Assert.Equal(25, ids.Distinct().Count());
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);

        static IEnumerable<string?> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("orderId").GetString());
    }

    private Task<JsonElement> GetAsync(string path) => _client.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    private Task<HttpResponseMessage> PostAsync(string userId, params (string ProductId, int Quantity)[] lines) =>
        _client.PostAsJsonAsync(
            "/api/orders",
            new { userId, lines = lines.Select(line => new { productId = line.ProductId, quantity = line.Quantity }) },
            TestContext.Current.CancellationToken);

    private async Task<JsonElement> PlaceAsync(string userId, params (string ProductId, int Quantity)[] lines)
    {
        var response = await PostAsync(userId, lines);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private Task<HttpResponseMessage> RepriceAsync(string productId, decimal price, long version) =>
        _client.PutAsJsonAsync($"/api/products/{productId}/price", new { price, version }, TestContext.Current.CancellationToken);

    private async Task<JsonElement> ProductAsync(string productId) =>
        (await GetAsync("/api/products")).EnumerateArray().Single(product => product.GetProperty("productId").GetString() == productId);

    private async Task<int> StockAsync(string productId) => (await ProductAsync(productId)).GetProperty("stock").GetInt32();

    private static async Task<string> DetailAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("detail").GetString()!;
}
