using Amazon.DynamoDBv2;
using Tessera.Testing;

namespace Tessera.Integration.Tests.Readme;

// The two regions, one after the other, are the example of README.md; ReadmeTests compares them.
#region README: entities
[Table("shop")]
public partial class ShopTable;

[Entity<ShopTable>("USER#{UserId}", "ORDER#{PlacedAt:yyyy-MM-dd}#{OrderId}")]
[Index("GSI1", "STATUS#{Status}", "{PlacedAt}")]
public partial record Order(string UserId, string OrderId, DateTimeOffset PlacedAt, decimal Total, string Status = "pending");
#endregion

public sealed class ReadmeExample
{
    [Fact]
    public async Task Example_OfTheReadme_Works()
    {
        using var engine = new TestEngine();
        IAmazonDynamoDB client = engine.Client;
        var (today, found) = (new DateTimeOffset(2026, 1, 31, 9, 0, 0, TimeSpan.Zero), new List<Order>());
        #region README: use
        var shop = new ShopTable(client);                     // Amazon DynamoDB, or the engine in process
        await shop.EnsureCreatedAsync();                      // the table and its indexes
        var order = await shop.Orders.CreateAsync(new Order("ann", "1001", today, 120m));
        await foreach (var o in shop.Orders.Query("ann").PlacedAtFrom(today.AddDays(-7)).Where(o => o.Total > 100m))
            found.Add(o);
        await shop.Orders.Update(order).Set(o => o.Status, "shipped").When(o => o.Status == "pending").RunAsync();
        var page = await shop.Orders.QueryByStatus("shipped").NewestFirst().PageAsync(20);
        #endregion
        Assert.Equal([order], found);
        Assert.Equal([order with { Status = "shipped" }], page.Items);
    }
}
