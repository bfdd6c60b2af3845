using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tessera.Samples.Tests;

/// <summary>The Shop's API as the tests use it, wherever the Shop runs.</summary>
internal sealed class ShopClient(HttpClient http)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<JsonElement> GetAsync(string path) => http.GetFromJsonAsync<JsonElement>(path, Stop);

    public async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await http.SendAsync(request, Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);
        return (response.StatusCode, text.StartsWith('{') ? JsonElement.Parse(text) : default);
    }

    public async Task<JsonElement> PutLineAsync(string userId, string productId, int quantity)
    {
        var (status, cart) = await SendAsync(HttpMethod.Put, $"/api/users/{userId}/cart/{productId}", new { quantity });
        Assert.Equal(HttpStatusCode.OK, status);
        return cart;
    }

    public async Task<string> OrderCartAsync(string userId)
    {
        var (status, placed) = await SendAsync(HttpMethod.Post, $"/api/users/{userId}/cart/order");
        Assert.Equal(HttpStatusCode.Created, status);
        return placed.GetProperty("order").GetProperty("orderId").GetString()!;
    }

    public async Task<string> LinesAsync(string userId) => Lines(await GetAsync($"/api/users/{userId}/cart"));

    /// <summary>The lines of a cart in one text: "2 × 456, 1 × 510".</summary>
    public static string Lines(JsonElement cart) =>
        string.Join(", ", cart.GetProperty("lines").EnumerateArray().Select(line => $"{line.GetProperty("quantity")} × {line.GetProperty("productId")}"));

    /// <summary>The log of a user, newest first: "OrderShipped: order 2025-000001 shipped".</summary>
    public async Task<IReadOnlyList<string>> LogAsync(string userId) =>
    [
        .. from entry in (await GetAsync("/api/log")).EnumerateArray()
           where entry.GetProperty("userId").GetString() == userId
           select $"{entry.GetProperty("event").GetString()}: {entry.GetProperty("text").GetString()}",
    ];

    /// <summary>What has been sold on all days that the page shows.</summary>
    public async Task<(int Orders, int Shipped, decimal Revenue)> SalesAsync()
    {
        var days = (await GetAsync("/api/sales")).EnumerateArray().ToList();
        return (
            days.Sum(day => day.GetProperty("orders").GetInt32()),
            days.Sum(day => day.GetProperty("shipped").GetInt32()),
            days.Sum(day => day.GetProperty("revenue").GetDecimal()));
    }
}
