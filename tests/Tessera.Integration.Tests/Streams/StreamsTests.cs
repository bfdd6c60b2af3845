using System.Globalization;
using System.Text;
using Tessera.Testing;

namespace Tessera.Integration.Tests.Streams;

/// <summary>Generated handlers: which method gets which record, and what it reads from it.</summary>
public sealed class StreamsTests
{
    private const string Sale = """{"PK":{"S":"USER#ann"},"SK":{"S":"SALE#1"},"EntityType":{"S":"Sale"},"UserId":{"S":"ann"},"SaleId":{"S":"1"},"Total":{"N":"12.5"},"Status":{"S":"pending"}}""";
    private const string Cart = """{"UserId":{"S":"ann"},"Count":{"N":"2"},"EntityType":{"S":"Cart"},"ExpiresAt":{"N":"1735689600"},"PK":{"S":"USER#ann"},"SK":{"S":"CART"}}""";
    private const string Expiry = ",\"userIdentity\":{\"type\":\"Service\",\"principalId\":\"dynamodb.amazonaws.com\"}";
    private static readonly string _shipped = Sale.Replace("pending", "shipped", StringComparison.Ordinal);

    [Fact]
    public async Task HandleAsync_EachKindOfRecord_ReachesItsMethodAsEntities()
    {
        var journal = new Journal();
        var processor = Processor(journal);
        var answer = await processor.ProcessAsync(
            Event(Record(1, "INSERT", Sale, null), Record(2, "MODIFY", _shipped, Sale), Record(3, "REMOVE", null, Cart), Record(4, "REMOVE", null, Cart, Expiry), Record(5, "REMOVE", null, Sale)),
            null, new OneService(journal), CancellationToken.None);
        Assert.Equal("""{"batchItemFailures":[]}""", Encoding.UTF8.GetString(answer.Span));
        Assert.Equal(
        [
            "1 for 12.5", "1: pending -> shipped", "cart of ann: Deleted", "cart of ann: Expired", "other: Removed Sale (PK 'USER#ann', SK 'X'), sequence number 5",
        ], journal.Lines);
    }

    [Fact]
    public async Task HandleAsync_MethodFails_ItsRecordIsReported()
    {
        var journal = new Journal();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var answer = await Processor(journal).ProcessAsync(Event(Record(1, "INSERT", Sale, null)), null, new OneService(journal), stop.Token);
        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}]}""", Encoding.UTF8.GetString(answer.Span));
    }

    [Fact]
    public void Model_OfAHandler_TellsWhatItTakes()
    {
        Assert.Equal(("SaleEvents", true, "sales"), (SaleEvents.Model.Name, SaleEvents.Model.TakesEveryRecord, SaleEvents.Model.Table.Name));
        Assert.Equal(
            [new("Sale", StreamEvent.Inserted), new("Sale", StreamEvent.Modified), new StreamSubscription("Cart", StreamEvent.Removed)], SaleEvents.Model.Subscriptions);
        Assert.Equal((StreamView.NewAndOldImages, "ExpiresAt"), (SalesTable.Model.Stream, SalesTable.Model.TimeToLiveAttribute));
    }

    [Fact]
    public async Task Example_OfTheProcessor_HandlesOnceAndParksPoison()
    {
        using var engine = new TestEngine();
        await new IdempotencyTable(engine.Client).EnsureCreatedAsync();
        var (journal, parked) = (new Journal(), new List<string>());
        var processor = StreamsExample.Processor(engine.Client, parked);
        var poison = Sale.Replace("\"N\":\"12.5\"", "\"S\":\"much\"", StringComparison.Ordinal);
        for (var delivery = 0; delivery < 2; delivery++)
            await processor.ProcessAsync(Event(Record(1, "INSERT", Sale, null), Record(2, "INSERT", poison, null)), null, new OneService(journal), CancellationToken.None);
        Assert.Equal(["1 for 12.5"], journal.Lines);
        Assert.Equal(
        [
            "Inserted Sale (PK 'USER#ann', SK 'X'), sequence number 2: "
                + "Sale (PK 'USER#ann', SK 'SALE#1'): The attribute 'Total' cannot be read: S was found where N is needed.",
        ], parked);
    }

    [Fact]
    public async Task OnWindow_BatchesOfAWindow_AddUp()
    {
        var journal = new Journal();
        var registration = new StreamHandlerRegistration(SalesPerMinute.Model, _ => new SalesPerMinute(journal));
        var processor = new StreamProcessor([registration], new(), TimeProvider.System);
        var state = "{}";
        foreach (var (records, isFinal) in new[] { (2, false), (3, false), (0, true) })
        {
            var window = ",\"window\":{\"start\":\"2025-01-01T09:30:00Z\",\"end\":\"2025-01-01T09:31:00Z\"},\"state\":" + state + ",\"isFinalInvokeForWindow\":" + (isFinal ? "true" : "false");
            var json = Event([.. Enumerable.Range(1, records).Select(number => Record(number, "INSERT", Sale, null))], window);
            using var answer = System.Text.Json.JsonDocument.Parse(await processor.ProcessAsync(json, null, new OneService(journal), CancellationToken.None));
            state = answer.RootElement.GetProperty("state").GetRawText();
        }

        Assert.Equal("""{"Total":62.5}""", state);
        Assert.Equal(["09:30 62.5"], journal.Lines);
    }

    private static StreamProcessor Processor(Journal journal) =>
        new([new StreamHandlerRegistration(SaleEvents.Model, services => new SaleEvents((Journal)services.GetService(typeof(Journal))!))], new(), TimeProvider.System);

    private static ReadOnlyMemory<byte> Event(params string[] records) => Event(records, "");

    private static ReadOnlyMemory<byte> Event(string[] records, string more) => Encoding.UTF8.GetBytes("{\"Records\":[" + string.Join(',', records) + "]" + more + "}");

    private static string Record(int number, string name, string? newImage, string? oldImage, string more = "") => string.Create(CultureInfo.InvariantCulture,
        $"{{\"eventID\":\"e{number}\",\"eventName\":\"{name}\",\"dynamodb\":{{\"Keys\":{{\"PK\":{{\"S\":\"USER#ann\"}},\"SK\":{{\"S\":\"X\"}}}},")
        + (newImage is null ? "" : "\"NewImage\":" + newImage + ",") + (oldImage is null ? "" : "\"OldImage\":" + oldImage + ",")
        + string.Create(CultureInfo.InvariantCulture, $"\"SequenceNumber\":\"{number}\"}}{more}}}");

    private sealed class OneService(Journal journal) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Journal) ? journal : serviceType == typeof(SaleEvents) ? new SaleEvents(journal) : null;
    }
}
