using Amazon.DynamoDBv2;
using Tessera.Testing;
using Tessera.Tests.Handwritten;

namespace Tessera.Tests.Tables;

/// <summary>A shop table in an engine of the test's own. Each suite runs once over each transport.</summary>
public abstract class ShopTests : IDisposable
{
    protected static readonly DateTimeOffset Noon = new(2024, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly IAmazonDynamoDB _client;

    protected ShopTests(bool fast)
    {
        Engine = new TestEngine();
        _client = fast ? Engine.CreateFastClient() : Engine.Client;
        Shop = new ShopTable(_client, new TableOptions { Capacity = Meter, RandomSeed = 1, TimeProvider = new InstantTime() });
        Shop.EnsureCreatedAsync().GetAwaiter().GetResult();
    }

    protected TestEngine Engine { get; }

    protected ShopTable Shop { get; }

    protected CapacityMeter Meter { get; } = new();

    protected IAmazonDynamoDB Client => _client;

    public void Dispose()
    {
        _client.Dispose();
        Engine.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static User NewUser(string id = "u1") => new() { UserId = id, Email = id + "@example.org", Name = "Ann" };

    protected static Order NewOrder(string id = "o1", string user = "u1", int day = 0) => new()
    {
        UserId = user,
        OrderId = id,
        PlacedAt = Noon.AddDays(day),
        Status = OrderStatus.Pending,
        Total = 12.50m,
        Count = 2,
        Tags = ["new"],
    };

    protected static OrderKey KeyOf(Order order) => new(order.UserId, order.PlacedAt, order.OrderId);

    protected async Task<IReadOnlyList<Order>> StoreOrdersAsync(int count)
    {
        var orders = Enumerable.Range(0, count).Select(index => NewOrder($"o{index:D3}", day: index)).ToList();
        await Shop.Orders.PutManyAsync(orders);
        return orders;
    }
}

/// <summary>Time that passes at once: timers fire as soon as they are made.</summary>
internal sealed class InstantTime : TimeProvider
{
    public List<TimeSpan> Delays { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (Delays)
            Delays.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
