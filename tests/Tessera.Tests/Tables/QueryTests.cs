using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Tessera.Tests.Handwritten;

namespace Tessera.Tests.Tables;

public sealed class OrdinaryQueryTests() : QueryTests(fast: false);

public sealed class FastQueryTests() : QueryTests(fast: true);

public abstract class QueryTests(bool fast) : ShopTests(fast)
{
    private static string Ids(IEnumerable<Order> orders) => string.Join(" ", orders.Select(order => order.OrderId));

    [Fact]
    public async Task Query_Ranges_KeepToTheirBounds()
    {
        await Shop.Users.CreateAsync(NewUser());
        await StoreOrdersAsync(5);
        DateTimeOffset Day(int day) => Noon.AddDays(day);
        var query = Shop.Orders.Query("u1");
        Assert.Equal("o000 o001 o002 o003 o004", Ids(await query.ToListAsync()));
        Assert.Equal("o004 o003 o002 o001 o000", Ids(await query.NewestFirst().ToListAsync()));
        Assert.Equal("o001 o002 o003", Ids(await query.PlacedAtBetween(Day(1), Day(3)).ToListAsync()));
        Assert.Equal("o003 o004", Ids(await query.PlacedAtFrom(Day(3)).ToListAsync()));
        Assert.Equal("o004", Ids(await query.PlacedAtAfter(Day(3)).ToListAsync()));
        Assert.Equal("o000 o001", Ids(await query.PlacedAtUpTo(Day(1)).ToListAsync()));
        Assert.Equal("o000", Ids(await query.PlacedAtBefore(Day(1)).ToListAsync()));
        Assert.Equal("o002", Ids(await query.PlacedAt(Day(2)).ToListAsync()));
        Assert.Equal(5, await query.PlacedAtStartsWith("2024-01").CountAsync());
        Assert.Equal(0, await query.PlacedAtStartsWith("2024-02").CountAsync());
    }

    [Fact]
    public async Task Query_LastComponent_KeepsToItsBounds()
    {
        foreach (var id in new[] { "A", "A1", "AB", "B", "C" })
            await Shop.Orders.PutAsync(NewOrder(id));
        await Shop.Orders.PutAsync(NewOrder("A", day: 1));
        var day = Shop.Orders.Query("u1").PlacedAt(Noon);
        Assert.Equal("A", Ids(await day.OrderId("A").ToListAsync()));
        Assert.Equal("A A1 AB", Ids(await day.OrderIdStartsWith("A").ToListAsync()));
        Assert.Equal("A1 AB B C", Ids(await day.OrderIdAfter("A").ToListAsync()));
        Assert.Equal("AB B C", Ids(await day.OrderIdFrom("AB").ToListAsync()));
        Assert.Equal("A A1 AB", Ids(await day.OrderIdBefore("B").ToListAsync()));
        Assert.Equal("A A1 AB B", Ids(await day.OrderIdUpTo("B").ToListAsync()));
        Assert.Equal("A1 AB B", Ids(await day.OrderIdBetween("A1", "B").ToListAsync()));
    }

    [Fact]
    public async Task Query_Filter_CombinesWithDirectionAndEnumerates()
    {
        var orders = await StoreOrdersAsync(6);
        foreach (var order in orders.Take(3))
            await Shop.Orders.Update(KeyOf(order)).Set(o => o.Total, 200m).RunAsync();
        var found = new List<Order>();
        await foreach (var order in Shop.Orders.Query("u1").PlacedAtFrom(Noon.AddDays(1)).Where(o => o.Total > 100m).Descending())
            found.Add(order);
        Assert.Equal("o002 o001", Ids(found));
        Assert.Equal("o000", (await Shop.Orders.Query("u1").Where(o => o.Total == 200m).FirstOrDefaultAsync())!.OrderId);
        Assert.Null(await Shop.Orders.Query("u1").Where(o => o.Total == 7m).FirstOrDefaultAsync());
        Assert.Equal(3, await Shop.Orders.Query("u1").Where(o => o.Total.Between(1m, 100m) & !o.Tags.Contains("x")).CountAsync());
    }

    [Fact]
    public async Task QueryByStatus_Index_OrdersByTime()
    {
        await StoreOrdersAsync(4);
        var newest = await Shop.Orders.QueryByStatus(OrderStatus.Pending).NewestFirst().PageAsync(2);
        Assert.Equal("o003 o002", Ids(newest.Items));
        Assert.Equal("o001 o002", Ids(await Shop.Orders.QueryByStatus(OrderStatus.Pending).PlacedAtBetween(Noon.AddDays(1), Noon.AddDays(2)).ToListAsync()));
        Assert.Equal("o000", Ids(await Shop.Orders.QueryByStatus(OrderStatus.Pending).PlacedAtBefore(Noon.AddDays(1)).ToListAsync()));
        Assert.Equal("o003", Ids(await Shop.Orders.QueryByStatus(OrderStatus.Pending).PlacedAtAfter(Noon.AddDays(2)).ToListAsync()));
        Assert.Empty(await Shop.Orders.QueryByStatus(OrderStatus.Shipped).ToListAsync());
    }

    [Fact]
    public async Task QueryByEmail_SharedIndex_OnlyReadsUsers()
    {
        await Shop.Users.CreateAsync(NewUser());
        await Shop.Orders.PutAsync(NewOrder());
        Assert.Equal("u1", (await Shop.Users.QueryByEmail("u1@example.org").FirstOrDefaultAsync())!.UserId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(50)]
    public async Task PageAsync_AllPages_HoldEveryOrderOnce(int size)
    {
        var orders = await StoreOrdersAsync(7);
        var query = Shop.Orders.QueryByStatus(OrderStatus.Pending).NewestFirst();
        var read = new List<Order>();
        string? continuation = null;
        do
        {
            var page = await query.PageAsync(size, continuation);
            Assert.True(page.Items.Count <= size);
            read.AddRange(page.Items);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        Assert.Equal(Ids(orders.Reverse()), Ids(read));
    }

    [Fact]
    public async Task PageAsync_SelectiveFilter_FillsThePage()
    {
        var orders = await StoreOrdersAsync(40);
        foreach (var order in orders.Where((_, index) => index % 10 == 9))
            await Shop.Orders.Update(KeyOf(order)).Set(o => o.Note, "tenth").RunAsync();
        var query = Shop.Orders.Query("u1").Where(o => o.Note == "tenth");
        var first = await query.PageAsync(2);
        var second = await query.PageAsync(2, first.Continuation);
        Assert.Equal("o009 o019", Ids(first.Items));
        Assert.Equal("o029 o039", Ids(second.Items));
    }

    [Fact]
    public async Task PageAsync_LastMatchFarAway_TakesFewRequests()
    {
        var orders = await StoreOrdersAsync(200);
        foreach (var order in new[] { orders[0], orders[199] })
            await Shop.Orders.Update(KeyOf(order)).Set(o => o.Note, "end").RunAsync();
        var before = Meter.Total;
        var page = await Shop.Orders.Query("u1").Where(o => o.Note == "end").PageAsync(2);
        Assert.Equal("o000 o199", Ids(page.Items));
        Assert.InRange((Meter.Total - before).Requests, 1, 10);
    }

    [Fact]
    public async Task PageAsync_ForeignContinuation_IsRefused()
    {
        await StoreOrdersAsync(4);
        await Shop.Orders.PutAsync(NewOrder("x", user: "u2"));
        var query = Shop.Orders.Query("u1");
        var token = (await query.PageAsync(1)).Continuation!;
        var other = "it belongs to another query: the table, index, keys, filter and direction must be the same";
        await Refused(Shop.Orders.Query("u2"), token, other);
        await Refused(query.Descending(), token, other);
        await Refused(query.Where(o => o.Count > 1), token, other);
        await Refused(Shop.Orders.QueryByStatus(OrderStatus.Pending), token, other);
        await Refused(query, token[..^4] + (token[^4] == 'A' ? "B" : "A") + token[^3..], "it is damaged or was changed");
        await Refused(query, "AQAA", "it is too short");
        await Refused(query, "not base64url!", "it is not one of ours");
        await Refused(query, "Ag" + token[2..], "it has version 2 where 1 is understood");

        static async Task Refused(EntityQuery<Order, OrderAttributes> query, string token, string reason)
        {
            var error = await Assert.ThrowsAsync<InvalidContinuationException>(() => query.PageAsync(1, token));
            Assert.Equal($"The continuation cannot be used: {reason}. Start again from the first page, without a continuation.", error.Message);
        }
    }

    [Theory]
    [InlineData("""{"PK":{"S":"USER#u1"},"SK":{"S":"ORDER#"}},"KeyConditionExpression":"#0 > :0","X":{"Y":{"S":"z"}}""")]
    [InlineData("""{"PK":{"S":"USER#u1"},"SK":{"S":"ORDER#"},"Other":{"S":"x"}}""")]
    [InlineData("""{"PK":{"S":"USER#u1"}}""")]
    [InlineData("""{"PK":{"S":"USER#u1"},"SK":{"N":"1"}}""")]
    [InlineData("""{"PK":{"S":"USER#u1"},"SK":{"S":{}}}""")]
    [InlineData("""{"PK":{"S":"USER#u1"},"PK":{"S":"USER#u2"}}""")]
    [InlineData("[]")]
    public async Task PageAsync_ForgedContinuation_CannotChangeTheRequest(string json)
    {
        await StoreOrdersAsync(3);
        var query = Shop.Orders.Query("u1");
        var token = Base64Url.DecodeFromChars((await query.PageAsync(1)).Continuation);
        var key = Encoding.UTF8.GetBytes(json);
        byte[] forged = [.. token[..5], .. SHA256.HashData(key)[..4], .. key];
        var error = await Assert.ThrowsAsync<InvalidContinuationException>(() => query.PageAsync(1, Base64Url.EncodeToString(forged)));
        Assert.StartsWith("The continuation cannot be used: it does not hold a key of this query.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_SeveralEntities_OnlyReadsItsOwn()
    {
        await Shop.Users.CreateAsync(NewUser());
        await StoreOrdersAsync(30);
        Assert.Equal(30, await Shop.Orders.Scan().CountAsync());
        Assert.Single(await Shop.Users.Scan().ToListAsync());
        var parallel = new List<Order>();
        await foreach (var order in Shop.Orders.Scan().Where(o => o.OrderId != "o000").Segments(4))
            parallel.Add(order);
        Assert.Equal(29, parallel.Select(order => order.OrderId).Distinct().Count());
        Assert.Equal(29, parallel.Count);
    }

    [Fact]
    public async Task Scan_ReaderStopsEarly_EndsTheWorkers()
    {
        await StoreOrdersAsync(30);
        await foreach (var _ in Shop.Orders.Scan().Segments(8))
            break;
    }

    [Fact]
    public async Task Scan_WorkerFails_TellsTheReader()
    {
        var missing = new ShopTable(Client, new TableOptions { TableName = "missing" });
        await Assert.ThrowsAsync<Amazon.DynamoDBv2.Model.ResourceNotFoundException>(() => missing.Orders.Scan().Segments(3).ToListAsync());
    }
}
