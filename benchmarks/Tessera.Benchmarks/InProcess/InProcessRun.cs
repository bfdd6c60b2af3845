using System.Diagnostics;
using System.Text;
using Tessera.Engine;
using Tessera.Engine.Protocol;

namespace Tessera.Benchmarks.InProcess;

/// <summary>The engine without any transport: bytes in, bytes out, on one thread.</summary>
internal static class InProcessRun
{
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(3);

    public static void Run()
    {
        using var engine = new DynamoDBEngine();
        Send(engine, "CreateTable", Encoding.UTF8.GetBytes(Workload.CreateTable));
        foreach (var put in Workload.Items())
            Send(engine, "PutItem", Encoding.UTF8.GetBytes(put));

        Console.WriteLine();
        Console.WriteLine("In process, one thread:");
        Console.WriteLine();
        Console.WriteLine("| Request | per second | µs each | bytes allocated |");
        Console.WriteLine("|---|---:|---:|---:|");
        foreach (var workload in Workload.All())
        {
            Drive(engine, workload, _warmUp);
            var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            var perSecond = Drive(engine, workload, _time);
            var allocated = (GC.GetAllocatedBytesForCurrentThread() - allocatedBefore) / (perSecond * _time.TotalSeconds);
            Console.WriteLine($"| {workload.Name} | {perSecond:N0} | {1e6 / perSecond:F2} | {allocated:N0} |");
        }
    }

    private static double Drive(DynamoDBEngine engine, Workload workload, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var answered = 0L;
        while (clock.Elapsed < time)
        {
            foreach (var body in workload.Bodies.AsSpan(0, 64))
                Send(engine, workload.Operation, body);
            answered += 64;
        }
        return answered / clock.Elapsed.TotalSeconds;
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
            throw new InvalidOperationException($"{operation}: {Encoding.UTF8.GetString(response.Body.Span)}");
    }
}
