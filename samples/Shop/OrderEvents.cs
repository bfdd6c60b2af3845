using System.Globalization;
using Tessera;

namespace Shop;

/// <summary>
/// Follows the table's stream: keeps the sales of each day and writes the log. Records come at least once, so the log entry and the change of the
/// sales are one transaction: where the entry is there already, the record has been counted.
/// </summary>
[StreamHandler<ShopTable>]
public sealed partial class OrderEvents(ShopTable shop)
{
    private static readonly TimeSpan _logLifetime = TimeSpan.FromDays(7);

    public Task OnInserted(Order order, StreamRecord record, CancellationToken cancellationToken) =>
        CommitAsync(
            Entry(record, LogEvent.OrderPlaced, order.UserId, $"order {order.OrderId} placed, {Money(order.Total)}"),
            SalesOf(order).Add(day => day.Orders, 1).Add(day => day.Revenue, order.Total).OrCreate(),
            cancellationToken);

    public Task OnModified(Order before, Order after, StreamRecord record, CancellationToken cancellationToken) =>
        before.Status == OrderStatus.Pending && after.Status == OrderStatus.Shipped
            ? CommitAsync(
                Entry(record, LogEvent.OrderShipped, after.UserId, $"order {after.OrderId} shipped"),
                SalesOf(after).Add(day => day.Shipped, 1).OrCreate(),
                cancellationToken)
            : Task.CompletedTask;

    public async Task OnRemoved(Cart cart, RemovalReason reason, StreamRecord record, CancellationToken cancellationToken)
    {
        // A cart that was ordered or emptied says nothing new; one that its owner forgot does.
        if (reason != RemovalReason.Expired)
            return;
        var products = cart.Lines.Sum(line => line.Quantity);
        await shop.Log.PutAsync(Entry(record, LogEvent.CartExpired, cart.UserId, $"a cart with {Products(products)} expired"), cancellationToken);
    }

    private async Task CommitAsync(LogEntry entry, EntityUpdate<DailySales, DailySalesKey, DailySalesAttributes> sales, CancellationToken cancellationToken)
    {
        try
        {
            await shop.Transaction().Create(entry).Update(sales).CommitAsync(cancellationToken: cancellationToken);
        }
        catch (TransactionFailedException failure) when (failure.Failures[0].Entity == nameof(LogEntry) && !failure.IsTransient)
        {
            // Counted already. Anything else goes to whoever delivered the record, which comes again.
        }
    }

    private EntityUpdate<DailySales, DailySalesKey, DailySalesAttributes> SalesOf(Order order) =>
        shop.DailySales.Update(DateOnly.FromDateTime(order.PlacedAt.UtcDateTime));

    private static LogEntry Entry(StreamRecord record, LogEvent happened, string userId, string text) => new()
    {
        At = record.CreatedAt,
        SequenceNumber = record.SequenceNumber,
        Event = happened,
        UserId = userId,
        Text = text,
        ExpiresAt = record.CreatedAt + _logLifetime,
    };

    private static string Money(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);

    private static string Products(int count) => count == 1 ? "1 product" : $"{count} products";
}
