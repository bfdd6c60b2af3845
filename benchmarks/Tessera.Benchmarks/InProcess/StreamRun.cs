using System.Diagnostics;
using System.Text;
using Tessera.Engine;
using Tessera.Engine.Protocol;

namespace Tessera.Benchmarks.InProcess;

/// <summary>What a stream and a time to live cost a put, in process, on one thread. Every put changes its item.</summary>
internal static class StreamRun
{
    private const int Puts = 60_000;
    private const int Rounds = 5;

    private static readonly (string Name, string Members, string? TimeToLive)[] _tables =
    [
        ("without", "", null),
        ("stream of keys", ""","StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}""", null),
        ("stream of both images", ""","StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}""", null),
        ("time to live", "", "At"),
    ];

    public static void Run()
    {
        var bodies = Bodies();
        var seconds = _tables.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            for (var table = 0; table < _tables.Length; table++)
                seconds[table].Add(Measure(_tables[table].Members, _tables[table].TimeToLive, bodies));
        }
        Console.WriteLine();
        Console.WriteLine("PutItem in process, one thread, the median of five rounds:");
        Console.WriteLine();
        Console.WriteLine("| Table | µs each | as a multiple |");
        Console.WriteLine("|---|---:|---:|");
        var medians = seconds.ConvertAll(each => each.Order().ElementAt(Rounds / 2));
        for (var table = 0; table < _tables.Length; table++)
            Console.WriteLine($"| {_tables[table].Name} | {1e6 * medians[table] / Puts:F2} | {medians[table] / medians[0]:F2} |");
    }

    private static double Measure(string members, string? timeToLive, byte[][] bodies)
    {
        using var engine = new DynamoDBEngine();
        Send(engine, "CreateTable", Encoding.UTF8.GetBytes(Workload.CreateTable[..^1] + members + "}"));
        if (timeToLive is not null)
            Send(engine, "UpdateTimeToLive", Encoding.UTF8.GetBytes($$$"""{"TableName":"Bench","TimeToLiveSpecification":{"Enabled":true,"AttributeName":"{{{timeToLive}}}"}}"""));
        for (var i = 0; i < bodies.Length; i++)
            Send(engine, "PutItem", bodies[i]);
        GC.Collect();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Puts; i++)
            Send(engine, "PutItem", bodies[i % bodies.Length]);
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>Two puts of each of a thousand items, with different values: no put finds its item as it leaves it.</summary>
    private static byte[][] Bodies()
    {
        const int items = 1000;
        return [.. Enumerable.Range(0, 2 * items).Select(i => Encoding.UTF8.GetBytes($$$"""
            {"TableName":"Bench","Item":{"PK":{"S":"USER#{{{i % items}}}"},"SK":{"S":"ORDER#1"},"Text":{"S":"{{{new string('x', 300)}}}"},
             "Version":{"N":"{{{i / items}}}"},"At":{"N":"{{{4_000_000_000 + i}}}"} }}
            """))];
    }

    private static void Send(DynamoDBEngine engine, string operation, byte[] body)
    {
        using var response = engine.Handle(new EngineRequest
        {
            Method = "POST",
            Target = "DynamoDB_20120810." + operation,
            ContentType = "application/x-amz-json-1.0",
            Authorization = "AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00",
            Date = "20250101T000000Z",
            Body = body,
        });
        if (response.StatusCode != 200)
            throw new InvalidOperationException(Encoding.UTF8.GetString(response.Body.Span));
    }
}
