using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.DynamoDBv2;

namespace Tessera.Integration.Tests.Streams;

// The regions are the examples of docs/streams.md; StreamsPageTests compares them, and StreamsTests runs them.
#region table
[Table("sales", Stream = StreamView.NewAndOldImages)]
public partial class SalesTable;

[Entity<SalesTable>("USER#{UserId}", "SALE#{SaleId}")]
public partial record Sale(string UserId, string SaleId, decimal Total, string Status = "pending");

[Entity<SalesTable>("USER#{UserId}", "CART")]
public partial record Cart(string UserId, int Count)
{
    [TimeToLive] public DateTimeOffset? ExpiresAt { get; init; }
}
#endregion

#region handler
[StreamHandler<SalesTable>]
public sealed partial class SaleEvents(Journal journal)
{
    public Task OnInserted(Sale sale, CancellationToken stop) => journal.WriteAsync($"{sale.SaleId} for {sale.Total}", stop);

    public Task OnModified(Sale before, Sale after) => journal.WriteAsync($"{after.SaleId}: {before.Status} -> {after.Status}");

    public Task OnRemoved(Cart cart, RemovalReason reason) => journal.WriteAsync($"cart of {cart.UserId}: {reason}");

    public Task OnRecord(StreamRecord record) => journal.WriteAsync($"other: {record}");
}
#endregion

#region window
[StreamHandler<SalesTable>]
public sealed partial class SalesPerMinute(Journal journal)
{
    private static JsonTypeInfo<Sum> SumJson => SalesJson.Default.Sum;

    public async Task<Sum> OnWindow(StreamWindow window, Sum? state)
    {
        var total = state?.Total ?? 0;
        foreach (var record in window.Records.Where(record => record.Event == StreamEvent.Inserted && record.EntityType == "Sale"))
            total += record.ReadNewImage(SaleMapper.Instance).Total;
        if (window.IsFinal)
            await journal.WriteAsync($"{window.Start:HH:mm} {total}");
        return new Sum(total);
    }
}

public sealed record Sum(decimal Total);

[JsonSerializable(typeof(Sum))]
internal sealed partial class SalesJson : JsonSerializerContext;
#endregion

/// <summary>What the examples write to.</summary>
public sealed class Journal
{
    public List<string> Lines { get; } = [];

    public Task WriteAsync(FormattableString line, CancellationToken stop = default)
    {
        stop.ThrowIfCancellationRequested();
        Lines.Add(FormattableString.Invariant(line));
        return Task.CompletedTask;
    }
}

internal static class StreamsExample
{
    public static StreamProcessor Processor(IAmazonDynamoDB client, List<string> parked)
    {
        #region processor
        var idempotency = new IdempotencyTable(client);
        var options = new StreamProcessorOptions
        {
            FailureMode = StreamFailureMode.Continue,           // go on with other partition keys
            MaxParallelism = 4,                                 // partition keys at once; the order of each is kept
            Idempotency = new StreamIdempotency(idempotency),   // each record once
            AttemptsMax = 3,                                    // then it is poison
            OnFailure = (failure, stop) => Park(failure),       // takes poison records
        };
        var processor = new StreamProcessor([StreamHandlerRegistration.For<SaleEvents>()], options, TimeProvider.System);
        #endregion
        return processor;

        ValueTask Park(StreamFailure failure)
        {
            lock (parked)
                parked.Add($"{failure.Record}: {failure.Exception.Message}");
            return default;
        }
    }
}
