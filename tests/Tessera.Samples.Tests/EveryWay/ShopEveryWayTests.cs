using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tessera.Samples.Tests.EveryWay;

/// <summary>
/// One program, run unchanged in every way, with the same assertions. Each test has a customer of its own, since the tests of a way share its
/// processes.
/// </summary>
public abstract class ShopEveryWayTests<TWay>(TWay way) : IClassFixture<TWay>, IAsyncLifetime
    where TWay : ShopWay
{
    private ShopClient Shop => way.Client;

    public ValueTask InitializeAsync()
    {
        if (way.SkipReason is { } reason)
            Assert.Skip(reason);
        return default;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    [Fact]
    public async Task Files_OfThePage_AreServed()
    {
        var stop = TestContext.Current.CancellationToken;
        using var page = await way.Http.GetAsync("/", stop);
        using var picture = await way.Http.GetAsync("/tessera.svg", stop);
        using var nothing = await way.Http.GetAsync("/nothing.html", stop);

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<title>Tessera Shop</title>", await page.Content.ReadAsStringAsync(stop), StringComparison.Ordinal);
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType?.MediaType);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(RepositoryFiles.Shop, "wwwroot", "tessera.svg"), stop), await picture.Content.ReadAsStringAsync(stop));
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    [Fact]
    public async Task Order_FromTheCart_IsServedCountedAndLogged()
    {
        await Shop.PutLineAsync("12345", "456", 2);
        await Shop.PutLineAsync("12345", "510", 1);
        var orderId = await Shop.OrderCartAsync("12345");
        var (shipped, _) = await Shop.SendAsync(HttpMethod.Post, $"/api/orders/{orderId}/ship");
        var (again, refusal) = await Shop.SendAsync(HttpMethod.Post, $"/api/orders/{orderId}/ship");

        Assert.Equal(HttpStatusCode.OK, shipped);
        Assert.Equal(HttpStatusCode.Conflict, again);
        Assert.Equal($"Order {orderId} has been shipped already.", refusal.GetProperty("detail").GetString());
        Assert.Equal("", await Shop.LinesAsync("12345"));
        var account = await Shop.GetAsync("/api/users/12345");
        Assert.Equal(orderId, Assert.Single(account.GetProperty("orders").EnumerateArray()).GetProperty("orderId").GetString());
        var details = await Shop.GetAsync($"/api/orders/{orderId}");
        Assert.Equal(["Widget Pro", "Desk Lamp"], details.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()));
        Assert.Equal("Shipped", (await Shop.GetAsync("/api/orders?status=Shipped")).GetProperty("items")[0].GetProperty("status").GetString());

        var log = await Eventually.Async(() => Shop.LogAsync("12345"), entries => entries.Count == 2);
        Assert.Equal([$"OrderShipped: order {orderId} shipped", $"OrderPlaced: order {orderId} placed, 139.88"], log);
        Assert.Equal((1, 1, 139.88m), await Shop.SalesAsync());
    }

    [Fact]
    public async Task Cart_LeftAlone_ExpiresAndTheLogSaysSo()
    {
        await Shop.PutLineAsync("34567", "511", 3);
        Assert.Equal("3 × 511", await Shop.LinesAsync("34567"));

        var log = await Eventually.Async(() => Shop.LogAsync("34567"), entries => entries.Count > 0);

        Assert.Equal("CartExpired: a cart with 3 products expired", Assert.Single(log));
        Assert.Equal("", await Shop.LinesAsync("34567"));
        Assert.Equal(JsonValueKind.Null, (await Shop.GetAsync("/api/users/34567")).GetProperty("cart").ValueKind);
    }

    [Theory]
    [InlineData("PUT", "/api/users/23456/cart/nothing", """{"quantity":1}""", HttpStatusCode.NotFound, "There is no product nothing.")]
    [InlineData("POST", "/api/users/23456/cart/order", null, HttpStatusCode.BadRequest, "The cart is empty.")]
    [InlineData("POST", "/api/orders", """{"userId":"23456","lines":[{"productId":"621","quantity":2}]}""", HttpStatusCode.Conflict, "There are not 2 of Hand Grinder in stock any more.")]
    [InlineData("GET", "/api/orders?status=Pending&continuation=forged", null, HttpStatusCode.BadRequest, "The continuation is not one that this list gave out. Start at the first page.")]
    public async Task Request_Wrong_IsRefusedWithTheReason(string method, string path, string? body, HttpStatusCode expected, string reason)
    {
        var stop = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path)
        {
            Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        using var response = await way.Http.SendAsync(request, stop);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(stop);
        Assert.Equal(reason, problem.GetProperty("detail").GetString());
    }
}

public sealed class ShopDotnetRunTests(DotnetRunWay way) : ShopEveryWayTests<DotnetRunWay>(way);

public sealed class ShopTesseraRunTests(TesseraRunWay way) : ShopEveryWayTests<TesseraRunWay>(way);

public sealed class ShopBootstrapTests(BootstrapWay way) : ShopEveryWayTests<BootstrapWay>(way);

public sealed class ShopNativeBootstrapTests(NativeBootstrapWay way) : ShopEveryWayTests<NativeBootstrapWay>(way);
