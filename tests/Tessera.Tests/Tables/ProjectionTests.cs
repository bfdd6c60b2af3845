using Amazon.DynamoDBv2;
using Tessera.Testing;
using Tessera.Tests.Handwritten;

namespace Tessera.Tests.Tables;

/// <summary>Indexes that do not project whole items: their queries read the items again from the table.</summary>
public sealed class ProjectionTests : IDisposable
{
    private static readonly DateTimeOffset _noon = new(2024, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    private async Task<OrderRepository> StoreAsync(IndexModel gsi1, int count)
    {
        var shop = new ProjectedShop(_engine.Client, ShopTable.Model with { Indexes = [gsi1, ShopTable.Model.Indexes[1]] });
        await shop.EnsureCreatedAsync();
        await shop.Orders.PutManyAsync(Enumerable.Range(0, count).Select(index => new Order
        {
            UserId = "u" + (index % 3),
            OrderId = "o" + index,
            PlacedAt = _noon.AddMinutes(index),
            Total = index,
            Note = "note",
        }));
        return shop.Orders;
    }

    [Theory]
    [InlineData(IndexProjection.KeysOnly)]
    [InlineData(IndexProjection.Include)]
    public async Task Query_ProjectedGlobalIndex_ReadsWholeItemsInOrder(IndexProjection projection)
    {
        var index = ShopTable.Model.Indexes[0] with { Projection = projection, NonKeyAttributes = projection == IndexProjection.Include ? ["Total"] : [] };
        var orders = await StoreAsync(index, 130);
        var all = await orders.QueryByStatus(OrderStatus.Pending).NewestFirst().ToListAsync();
        Assert.Equal(Enumerable.Range(0, 130).Reverse().Select(number => (decimal)number), all.Select(order => order.Total));
        Assert.All(all, order => Assert.Equal("note", order.Note));

        var first = await orders.QueryByStatus(OrderStatus.Pending).PageAsync(50);
        var second = await orders.QueryByStatus(OrderStatus.Pending).PageAsync(100, first.Continuation);
        Assert.Equal((50, 80, "o50"), (first.Items.Count, second.Items.Count, second.Items[0].OrderId));
    }

    [Fact]
    public async Task Where_IndexOfKeysOnly_IsRefused()
    {
        var orders = await StoreAsync(ShopTable.Model.Indexes[0] with { Projection = IndexProjection.KeysOnly }, 1);
        var error = Assert.Throws<InvalidOperationException>(() => orders.QueryByStatus(OrderStatus.Pending).Where(o => o.Total > 1m));
        Assert.Equal("Index 'GSI1' projects only keys, so DynamoDB cannot filter by other attributes. Filter the results, or project more.", error.Message);
    }

    [Fact]
    public async Task Where_IndexThatIncludesTheAttribute_Filters()
    {
        var orders = await StoreAsync(ShopTable.Model.Indexes[0] with { Projection = IndexProjection.Include, NonKeyAttributes = ["Total"] }, 10);
        var found = await orders.QueryByStatus(OrderStatus.Pending).Where(o => o.Total >= 8m).ToListAsync();
        Assert.Equal(["o8", "o9"], found.Select(order => order.OrderId));
    }

    [Fact]
    public async Task Query_ProjectedLocalIndex_FetchesTheRest()
    {
        var local = new IndexModel { Name = "GSI1", IsLocal = true, PartitionKey = new("PK"), SortKey = new("GSI1SK"), Projection = IndexProjection.KeysOnly };
        var orders = await StoreAsync(local, 9);
        var found = await new LocalOrders(orders.Table).Query("USER#u1").ToListAsync();
        Assert.Equal(["o1", "o4", "o7"], found.Select(order => order.OrderId));
        Assert.All(found, order => Assert.Equal("note", order.Note));
    }

    private sealed class LocalOrders(TableContext table) : EntityRepository<Order, OrderKey, OrderAttributes>(table, OrderMapper.Instance)
    {
        public EntityQuery<Order, OrderAttributes> Query(string partitionKey) => new(StartIndexQuery("GSI1", KeyValue.String(partitionKey)));
    }

    private sealed class ProjectedShop : TableContext
    {
        public ProjectedShop(IAmazonDynamoDB client, TableModel model)
            : base(client, model, null) => Orders = Register(new OrderRepository(this));

        public OrderRepository Orders { get; }
    }
}
