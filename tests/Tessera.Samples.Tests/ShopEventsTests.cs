using System.Text;
using Shop;
using Tessera.Testing;

namespace Tessera.Samples.Tests;

/// <summary>The Shop's stream handler alone: records come at least once.</summary>
public sealed class ShopEventsTests : IDisposable
{
    private readonly TestEngine _engine = new();
    private readonly ShopTable _shop;

    public ShopEventsTests() => _shop = new ShopTable(_engine.Client);

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task OnInserted_SameRecordTwice_CountsTheOrderOnce()
    {
        var stop = TestContext.Current.CancellationToken;
        await _shop.EnsureCreatedAsync(stop);
        var events = new OrderEvents(_shop);
        var order = new Order { OrderId = "2025-000001", UserId = "12345", PlacedAt = At(9), Status = OrderStatus.Pending, Total = 99.98m };

        await events.OnInserted(order, Record("100000000000000000001"), stop);
        await events.OnInserted(order, Record("100000000000000000001"), stop);
        await events.OnInserted(order with { OrderId = "2025-000002", Total = 0.02m }, Record("100000000000000000002"), stop);

        var sales = await _shop.DailySales.GetAsync(new DateOnly(2025, 11, 28), cancellationToken: stop);
        Assert.Equal((2, 100m, 0), (sales!.Orders, sales.Revenue, sales.Shipped));
        Assert.Equal(2, await _shop.Log.Query(At(9)).CountAsync(stop));
    }

    private static DateTimeOffset At(int hour) => new(2025, 11, 28, hour, 0, 0, TimeSpan.Zero);

    private static StreamRecord Record(string sequenceNumber) => StreamRecord.Parse(
        Encoding.UTF8.GetBytes(
            $$$"""
            {"eventID":"1","eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-east-1","dynamodb":{
            "ApproximateCreationDateTime":{{{At(9).ToUnixTimeSeconds()}}},"Keys":{"PK":{"S":"ORDER#1"},"SK":{"S":"METADATA"}},
            "NewImage":{"PK":{"S":"ORDER#1"},"SK":{"S":"METADATA"},"EntityType":{"S":"Order"}},
            "SequenceNumber":"{{{sequenceNumber}}}","SizeBytes":1,"StreamViewType":"NEW_AND_OLD_IMAGES"},
            "eventSourceARN":"arn:aws:dynamodb:us-east-1:000000000000:table/shop/stream/2025-11-28T00:00:00.000"}
            """),
        ShopTable.Model);
}
