using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Tessera.Testing;

namespace Tessera.Samples.Tests;

/// <summary>The Shop's carts and what its stream handler makes of them and of orders, on an engine whose clock the test moves.</summary>
public sealed class ShopCartTests : IDisposable
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2025, 11, 28, 9, 0, 0, TimeSpan.Zero));
    private readonly WebApplicationFactory<Shop.ShopTable> _factory;
    private readonly HttpClient _http;
    private readonly ShopClient _shop;

    public ShopCartTests()
    {
        _factory = new WebApplicationFactory<Shop.ShopTable>()
            .WithWebHostBuilder(host => host.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(_clock)));
        _http = _factory.CreateClient();
        _shop = new ShopClient(_http);
    }

    public void Dispose()
    {
        _http.Dispose();
        _factory.Dispose();
    }

    [Fact]
    public async Task Cart_LinesChanged_KeepsThemInOrderForHalfAnHour()
    {
        Assert.Equal("", await _shop.LinesAsync("12345"));
        await _shop.PutLineAsync("12345", "456", 2);
        await _shop.PutLineAsync("12345", "510", 1);
        _clock.Advance(TimeSpan.FromMinutes(20));
        var changed = await _shop.PutLineAsync("12345", "456", 5);

        Assert.Equal("5 × 456, 1 × 510", ShopClient.Lines(changed));
        Assert.Equal(_clock.GetUtcNow().AddMinutes(30), changed.GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal("5 × 456, 1 × 510", ShopClient.Lines((await _shop.GetAsync("/api/users/12345")).GetProperty("cart")));

        await _shop.SendAsync(HttpMethod.Delete, "/api/users/12345/cart/456");
        Assert.Equal("1 × 510", await _shop.LinesAsync("12345"));
        await _shop.PutLineAsync("12345", "510", 0);
        Assert.Equal("", await _shop.LinesAsync("12345"));
    }

    [Theory]
    [InlineData("12345", "456", -1, HttpStatusCode.BadRequest, "from 0 to 10000")]
    [InlineData("12345", "456", 10_001, HttpStatusCode.BadRequest, "from 0 to 10000")]
    [InlineData("12345", "nothing", 1, HttpStatusCode.NotFound, "There is no product nothing.")]
    [InlineData("nobody", "456", 1, HttpStatusCode.NotFound, "There is no user nobody.")]
    public async Task Cart_WrongLine_IsRefusedWithTheReason(string userId, string productId, int quantity, HttpStatusCode expected, string reason)
    {
        var (status, answer) = await _shop.SendAsync(HttpMethod.Put, $"/api/users/{userId}/cart/{productId}", new { quantity });

        Assert.Equal(expected, status);
        Assert.Contains(reason, answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cart_TwoChangesAtOnce_KeepsBoth()
    {
        await _shop.PutLineAsync("12345", "456", 1);
        await Task.WhenAll(_shop.PutLineAsync("12345", "510", 1), _shop.PutLineAsync("12345", "511", 1));

        var lines = await _shop.LinesAsync("12345");
        Assert.Contains("1 × 510", lines, StringComparison.Ordinal);
        Assert.Contains("1 × 511", lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cart_Ordered_EndsWithTheOrder()
    {
        await _shop.PutLineAsync("12345", "456", 2);
        await _shop.OrderCartAsync("12345");
        var (again, answer) = await _shop.SendAsync(HttpMethod.Post, "/api/users/12345/cart/order");

        Assert.Equal("", await _shop.LinesAsync("12345"));
        Assert.Equal(HttpStatusCode.BadRequest, again);
        Assert.Equal("The cart is empty.", answer.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Cart_OrderRefused_KeepsItsLines()
    {
        await _shop.PutLineAsync("12345", "621", 2);
        var (status, answer) = await _shop.SendAsync(HttpMethod.Post, "/api/users/12345/cart/order");

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("There are not 2 of Hand Grinder", answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("2 × 621", await _shop.LinesAsync("12345"));
    }

    [Fact]
    public async Task Cart_LeftAlone_ExpiresAndTheLogSaysSo()
    {
        await _shop.PutLineAsync("12345", "456", 2);
        await _shop.PutLineAsync("12345", "510", 1);
        _clock.Advance(TimeSpan.FromMinutes(31));
        var atOnce = await _shop.LinesAsync("12345");

        var log = await Eventually.Async(() => _shop.LogAsync("12345"), entries => entries.Count > 0, Tick);

        Assert.Equal("", atOnce);
        Assert.Equal("CartExpired: a cart with 3 products expired", Assert.Single(log));
    }

    [Fact]
    public async Task Orders_PlacedAndShipped_AreCountedAndLogged()
    {
        await _shop.PutLineAsync("12345", "456", 2);
        var first = await _shop.OrderCartAsync("12345");
        await _shop.PutLineAsync("23456", "510", 1);
        await _shop.OrderCartAsync("23456");
        await _shop.SendAsync(HttpMethod.Post, $"/api/orders/{first}/ship");

        var sales = await Eventually.Async(_shop.SalesAsync, all => all is { Orders: 2, Shipped: 1 }, Tick);

        Assert.Equal((2, 1, 139.88m), sales);
        Assert.Equal([$"OrderShipped: order {first} shipped", $"OrderPlaced: order {first} placed, 99.98"], await _shop.LogAsync("12345"));
    }

    // The mapping and the deletion of expired items wait on this clock.
    private void Tick() => _clock.Advance(TimeSpan.FromSeconds(1));
}
