using Tessera.Tests.Handwritten;

namespace Tessera.Tests.Tables;

public sealed class OrdinaryBatchTests() : BatchTests(fast: false);

public sealed class FastBatchTests() : BatchTests(fast: true);

public abstract class BatchTests(bool fast) : ShopTests(fast)
{
    [Fact]
    public async Task PutManyAsync_MoreThanOneChunk_StoresAllAndReports()
    {
        var progress = new Reports();
        var orders = Enumerable.Range(0, 60).Select(index => NewOrder($"o{index:D3}")).ToList();
        await Shop.Orders.PutManyAsync(orders, progress);
        Assert.Equal(60, await Shop.Orders.Query("u1").CountAsync());
        Assert.Equal(3, progress.Values.Count);
        Assert.Equal(60, progress.Values.Max());
    }

    [Fact]
    public async Task PutManyAsync_SameKeyTwice_KeepsTheLater()
    {
        await Shop.Orders.PutManyAsync([NewOrder() with { Count = 1 }, NewOrder() with { Count = 2 }]);
        var options = new TableOptions { ParallelRequestsMax = 1 };
        await new ShopTable(Client, options).Orders.PutManyAsync([NewOrder() with { Count = 3 }, NewOrder() with { Count = 4 }]);
        Assert.Equal(4, (await Shop.Orders.GetAsync(KeyOf(NewOrder())))!.Count);
    }

    [Fact]
    public async Task GetManyAsync_KeysWithGapsAndRepeats_KeepsTheirOrder()
    {
        var orders = await StoreOrdersAsync(150);
        var keys = orders.Reverse().Select(KeyOf).ToList();
        keys.Insert(3, new OrderKey("u1", Noon, "missing"));
        keys.Add(keys[0]);
        // Another time of the same day is the same key.
        keys.Add(keys[1] with { PlacedAt = keys[1].PlacedAt.AddHours(1) });
        var found = await Shop.Orders.GetManyAsync(keys);
        Assert.Equal(orders.Reverse().Select(order => order.OrderId), found.Select(order => order.OrderId));
        Assert.Empty(await Shop.Orders.GetManyAsync([]));
    }

    [Theory]
    [InlineData("\"\\/\u0001\u001f\t")]
    [InlineData("🏔\u2028\u007f\uffff<é'>")]
    public async Task GetManyAsync_KeysThatAreEscaped_FindsThem(string id)
    {
        await Shop.Users.CreateAsync(NewUser(id));
        Assert.Equal(id, Assert.Single(await Shop.Users.GetManyAsync([new UserKey(id)])).UserId);
    }

    [Fact]
    public async Task DeleteManyAsync_Keys_DeletesThem()
    {
        var orders = await StoreOrdersAsync(40);
        await Shop.Orders.DeleteManyAsync(orders.Skip(5).Select(KeyOf));
        Assert.Equal(5, await Shop.Orders.Query("u1").CountAsync());
    }

    [Fact]
    public async Task PutManyAsync_ServiceRefuses_HoldsEveryEntityNotWritten()
    {
        var orders = Enumerable.Range(0, 60).Select(index => NewOrder($"o{index:D3}")).ToList();
        orders[30] = orders[30] with { Note = new string('x', 410_000) };
        var error = await Assert.ThrowsAsync<BatchIncompleteException>(() => Shop.Orders.PutManyAsync(orders));
        var stored = await Shop.Orders.Query("u1").ToListAsync();
        var all = stored.Select(order => order.OrderId).Concat(error.Unprocessed.Cast<Order>().Select(order => order.OrderId));
        Assert.Equal(orders.Select(order => order.OrderId), all.Order());
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public async Task PutManyAsync_CancelledBefore_HoldsEverything()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var error = await Assert.ThrowsAsync<BatchIncompleteException>(() => Shop.Orders.PutManyAsync([NewOrder()], null, cancelled.Token));
        Assert.Single(error.Unprocessed);
        Assert.IsAssignableFrom<OperationCanceledException>(error.InnerException);
        Assert.Equal(
            "1 Order items were not written because of an error: The operation was canceled. 0 were written. The exception's Unprocessed holds the rest.", error.Message);
    }

    private sealed class Reports : IProgress<int>
    {
        public List<int> Values { get; } = [];

        public void Report(int value)
        {
            lock (Values)
                Values.Add(value);
        }
    }
}
