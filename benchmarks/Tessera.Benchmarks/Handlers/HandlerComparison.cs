using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tessera.Benchmarks.Handlers;

/// <summary>
/// Stream records through a generated handler, beside deserialising the same events with System.Text.Json's generated code, which is the floor: it
/// makes objects of the records, but hands them to nobody. The target is at least the floor's speed.
/// </summary>
internal static class HandlerComparison
{
    private const int BatchSize = 1_000;
    private const int Records = 100_000;
    private const int Rounds = 7;

    public static async Task RunAsync()
    {
        ReadOnlyMemory<byte> json = Encoding.UTF8.GetBytes(Event());
        var handler = new SaleEvents();
        var processor = new StreamProcessor([new StreamHandlerRegistration(SaleEvents.Model, _ => handler)], new StreamProcessorOptions(), TimeProvider.System);
        Func<Task>[] calls =
        [
            () => Deserialize(json, EventJson.Default.DictionaryEvent),
            () => Deserialize(json, EventJson.Default.TypedEvent),
            async () => await processor.ProcessAsync(json, null, NoServices.Instance, CancellationToken.None),
        ];
        var rounds = calls.Select(_ => new List<(double Seconds, double Bytes)>()).ToArray();
        for (var round = -2; round < Rounds; round++)
        {
            for (var call = 0; call < calls.Length; call++)
            {
                var measured = await MeasureAsync(calls[call]);
                if (round >= 0)
                    rounds[call].Add(measured);
            }
        }

        Print(json.Length, [.. rounds.Select(all => all.OrderBy(one => one.Seconds).ElementAt(Rounds / 2))]);
    }

    private static Task Deserialize<T>(ReadOnlyMemory<byte> json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> typeInfo)
    {
        _ = JsonSerializer.Deserialize(json.Span, typeInfo) ?? throw new InvalidOperationException("The event is null.");
        return Task.CompletedTask;
    }

    /// <summary>The processor's time for all records: what else runs on the machine does not count.</summary>
    private static async Task<(double Seconds, double Bytes)> MeasureAsync(Func<Task> call)
    {
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes();
        var before = Environment.CpuUsage.TotalTime;
        for (var batch = 0; batch < Records / BatchSize; batch++)
            await call();
        return ((Environment.CpuUsage.TotalTime - before).TotalSeconds, (double)(GC.GetTotalAllocatedBytes() - allocated) / Records);
    }

    private static void Print(int bytes, (double Seconds, double Bytes)[] medians)
    {
        string[] names = ["System.Text.Json, dictionaries of attribute values", "System.Text.Json, classes cut to the item", "generated handler, typed entities"];
        Console.WriteLine();
        Console.WriteLine($"Stream records, {Records:N0} in events of {BatchSize:N0} ({bytes / BatchSize:N0} bytes each), processor time, median of {Rounds} rounds:");
        Console.WriteLine();
        Console.WriteLine("| | records per second | bytes allocated | handler's speed to it |");
        Console.WriteLine("|---|---:|---:|---:|");
        for (var i = 0; i < names.Length; i++)
            Console.WriteLine($"| {names[i]} | {Records / medians[i].Seconds:N0} | {medians[i].Bytes:N0} | {medians[i].Seconds / medians[^1].Seconds:F2} |");
    }

    /// <summary>Two inserts and two modifications to each removal.</summary>
    private static string Event()
    {
        var records = Enumerable.Range(0, BatchSize).Select(index => (index % 5) switch
        {
            0 or 1 => Record(index, "INSERT", $",\"NewImage\":{Image(index, 1)}"),
            2 or 3 => Record(index, "MODIFY", $",\"NewImage\":{Image(index, 2)},\"OldImage\":{Image(index, 1)}"),
            _ => Record(index, "REMOVE", $",\"OldImage\":{Image(index, 1)}"),
        });
        return "{\"Records\":[" + string.Join(',', records) + "]}";
    }

    private static string Record(int index, string name, string images)
    {
        var number = index.ToString("D6", CultureInfo.InvariantCulture);
        return "{\"eventID\":\"c4ca4238a0b923820dcc509a6f" + number + "\",\"eventName\":\"" + name
            + "\",\"eventVersion\":\"1.1\",\"eventSource\":\"aws:dynamodb\",\"awsRegion\":\"eu-central-1\",\"dynamodb\":{\"ApproximateCreationDateTime\":1735689600,\"Keys\":"
            + Keys(index) + images + ",\"SequenceNumber\":\"442158450000000001745043" + number + "\",\"SizeBytes\":412,\"StreamViewType\":\"NEW_AND_OLD_IMAGES\"},"
            + "\"eventSourceARN\":\"arn:aws:dynamodb:eu-central-1:123456789012:table/sales/stream/2025-01-01T00:00:00.000\"}";
    }

    private static string Keys(int index) => "{" + KeyAttributes(index) + "}";

    private static string KeyAttributes(int index) => string.Create(CultureInfo.InvariantCulture, $"\"PK\":{{\"S\":\"USER#{index % 97}\"}},\"SK\":{{\"S\":\"ORDER#{index:D6}\"}}");

    private static string Image(int index, int attempts) => "{" + KeyAttributes(index)
        + string.Create(CultureInfo.InvariantCulture, $",\"EntityType\":{{\"S\":\"Sale\"}},\"UserId\":{{\"S\":\"{index % 97}\"}},\"OrderId\":{{\"S\":\"{index:D6}\"}},")
        + string.Create(CultureInfo.InvariantCulture, $"\"Attempts\":{{\"N\":\"{attempts}\"}},")
        + """
        "PlacedAt":{"S":"2025-01-02T03:04:05.0000000Z"},"Total":{"N":"129.95"},"Paid":{"BOOL":true},"Address":{"M":{"Street":{"S":"1 Long Street"},"City":{"S":"Springfield"},"Zip":{"S":"12345"}}},
        """.Trim()
        + """
        "Lines":{"L":[{"M":{"Sku":{"S":"SKU-001"},"Quantity":{"N":"2"}}},{"M":{"Sku":{"S":"SKU-002"},"Quantity":{"N":"1"}}}]}}
        """.Trim();

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
