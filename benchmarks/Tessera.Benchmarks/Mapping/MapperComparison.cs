using System.Diagnostics;
using System.Globalization;
using Amazon.DynamoDBv2.DataModel;
using Tessera.Engine;
using Tessera.Local;

namespace Tessera.Benchmarks.Mapping;

/// <summary>Entities read and written through Tessera, over its own client and over an ordinary one, beside the SDK's DynamoDBContext.</summary>
internal static class MapperComparison
{
    private const int Orders = 100;
    private const int BatchSize = 25;
    private const int WarmUpRounds = 4;
    private const int Rounds = 9;

    private static readonly TimeSpan _roundTime = TimeSpan.FromMilliseconds(250);

    public static async Task RunAsync()
    {
        using var engine = new DynamoDBEngine();
        var fast = new OrdersTable(InProcessClient.CreateFast(await HandlerAsync(engine, FillAsync)));
        var ordinary = new OrdersTable(InProcessClient.Create(await HandlerAsync(engine)));
        var contextClient = InProcessClient.Create(await HandlerAsync(engine, FillContextAsync));
        var context = new DynamoDBContextBuilder().WithDynamoDBClient(() => contextClient).Build();
        var order = NewOrder(0);
        var contextOrder = NewContextOrder(0);

        var orders = Enumerable.Range(0, BatchSize).Select(NewOrder).ToList();
        var contextOrders = Enumerable.Range(0, BatchSize).Select(NewContextOrder).ToList();

        (string Name, Func<Task>[] Calls)[] comparisons =
        [
            ("Get",
                [() => context.LoadAsync<ContextOrder>("USER#context", "ORDER#00"), () => ordinary.Orders.GetAsync("1", "00"), () => fast.Orders.GetAsync("1", "00")]),
            ("Put", [() => context.SaveAsync(contextOrder), () => ordinary.Orders.PutAsync(order), () => fast.Orders.PutAsync(order)]),
            ("Query of 100",
            [
                () => context.QueryAsync<ContextOrder>("USER#context").GetRemainingAsync(),
                () => ordinary.Orders.Query("1").ToListAsync(),
                () => fast.Orders.Query("1").ToListAsync(),
            ]),
            ("Batch write of 25",
                [() => WriteBatchAsync(context, contextOrders), () => ordinary.Orders.PutManyAsync(orders), () => fast.Orders.PutManyAsync(orders)]),
        ];

        // All of them first, so that the just-in-time compiler is done with what they share before anything is measured.
        foreach (var (_, calls) in comparisons)
            await RoundsAsync(calls, WarmUpRounds);

        Console.WriteLine();
        Console.WriteLine($"Mapping, without network and engine, median of {Rounds} rounds (processor time and bytes allocated for each call):");
        Console.WriteLine();
        Console.WriteLine("| Call | DynamoDBContext | Tessera, ordinary client | Tessera | ratio |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var (name, calls) in comparisons)
            Print(name, await RoundsAsync(calls, Rounds));
    }

    private static Task WriteBatchAsync(DynamoDBContext context, List<ContextOrder> orders)
    {
        var batch = context.CreateBatchWrite<ContextOrder>();
        batch.AddPutItems(orders);
        return batch.ExecuteAsync();
    }

    /// <summary>In turns, so that what else the machine does meets all alike.</summary>
    private static async Task<(double Microseconds, double Bytes)[]> RoundsAsync(Func<Task>[] calls, int count)
    {
        var rounds = calls.Select(_ => new List<(double Microseconds, double Bytes)>()).ToArray();
        for (var round = 0; round < count; round++)
        {
            for (var call = 0; call < calls.Length; call++)
                rounds[call].Add(await MeasureAsync(calls[call]));
        }

        return [.. rounds.Select(measured => measured.OrderBy(one => one.Microseconds).ElementAt(count / 2))];
    }

    private static void Print(string name, (double Microseconds, double Bytes)[] medians)
    {
        var cells = medians.Select(median => $"{median.Microseconds:F1} µs, {median.Bytes:N0} B");
        Console.WriteLine($"| {name} | {string.Join(" | ", cells)} | {medians[0].Microseconds / medians[^1].Microseconds:F1} |");
    }

    private static async Task<(double Microseconds, double Bytes)> MeasureAsync(Func<Task> call)
    {
        var allocated = GC.GetTotalAllocatedBytes();
        // The processor's time: what else runs on the machine does not count.
        var before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var count = 0;
        for (; clock.Elapsed < _roundTime; count++)
            await call();
        return ((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / count, (double)(GC.GetTotalAllocatedBytes() - allocated) / count);
    }

    private static async Task<HttpMessageHandler> HandlerAsync(DynamoDBEngine engine, Func<HttpMessageHandler, Task>? fill = null)
    {
        var handler = new RecordedHandler(engine.CreateHandler());
        if (fill is not null)
            await fill(handler);
        handler.Replays = true;
        return handler;
    }

    private static async Task FillAsync(HttpMessageHandler handler)
    {
        using var client = InProcessClient.CreateFast(handler);
        var table = new OrdersTable(client);
        await table.EnsureCreatedAsync();
        for (var index = 0; index < Orders; index++)
            await table.Orders.PutAsync(NewOrder(index));
    }

    private static async Task FillContextAsync(HttpMessageHandler handler)
    {
        using var client = InProcessClient.Create(handler);
        using var context = new DynamoDBContextBuilder().WithDynamoDBClient(() => client).Build();
        for (var index = 0; index < Orders; index++)
            await context.SaveAsync(NewContextOrder(index));
    }

    private static Order NewOrder(int index) => new()
    {
        UserId = "1",
        OrderId = index.ToString("D2", CultureInfo.InvariantCulture),
        PlacedAt = new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Total = 129.95m,
        Paid = true,
        Attempts = 3,
        Address = new Address("1 Long Street", "Springfield", "12345"),
        Lines = [new OrderLine("SKU-001", 2), new OrderLine("SKU-002", 1)],
    };

    private static ContextOrder NewContextOrder(int index) => new()
    {
        UserId = "USER#context",
        OrderId = $"ORDER#{index:D2}",
        PlacedAt = new DateTime(2025, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        Total = 129.95m,
        Paid = true,
        Attempts = 3,
        Address = new ContextAddress { Street = "1 Long Street", City = "Springfield", Zip = "12345" },
        Lines = [new ContextLine { Sku = "SKU-001", Quantity = 2 }, new ContextLine { Sku = "SKU-002", Quantity = 1 }],
    };
}
