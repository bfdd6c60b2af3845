using System.Diagnostics;
using Amazon.DynamoDBv2.Model;
using Tessera.Engine;
using Tessera.Engine.Server;
using Tessera.Local;

namespace Tessera.Benchmarks.ColdStart;

/// <summary>
/// A function as Lambda meets it: from the start of its process to its first response, for a request that needs nothing and for one that reads an item from the
/// engine, in a process of this benchmark; and a later request, for comparison.
/// </summary>
internal static class ColdStartRun
{
    private const int Runs = 11;
    private const int WarmRequests = 200;

    /// <param name="executables">Published functions: <c>bootstrap</c>, or its .dll.</param>
    public static async Task RunAsync(IReadOnlyList<string> executables)
    {
        using var engine = new DynamoDBEngine();
        await using var server = await EngineServer.StartAsync(engine);
        await FillAsync(engine);

        Console.WriteLine($"Cold start, {Runs} runs each, medians:");
        Console.WriteLine();
        Console.WriteLine("| function | first response, ms | first response with a read, ms | processor time until then, ms | a later read, ms | resident, MB | size on disk, MB |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var executable in executables)
        {
            var hello = Repeat(executable, server.Endpoint, "/hello");
            var read = Repeat(executable, server.Endpoint, "/users/1");
            Console.WriteLine(
                $"| {Path.GetFileName(Path.GetDirectoryName(executable))} | {Median(hello, run => run.First):F0} | {Median(read, run => run.First):F0} "
                + $"| {Median(read, run => run.Processor):F0} | {Median(read, run => run.Later):F2} | {Median(read, run => run.Megabytes):F0} | {SizeOf(executable) / 1e6:F0} |");
        }
    }

    private static async Task FillAsync(DynamoDBEngine engine)
    {
        using var handler = engine.CreateHandler();
        using var client = InProcessClient.CreateFast(handler, "us-east-1");
        await client.CreateTableAsync(new CreateTableRequest
        {
            TableName = "users",
            BillingMode = "PAY_PER_REQUEST",
            KeySchema = [new KeySchemaElement("PK", "HASH"), new KeySchemaElement("SK", "RANGE")],
            AttributeDefinitions = [new AttributeDefinition("PK", "S"), new AttributeDefinition("SK", "S")],
        });
        await client.PutItemAsync(new PutItemRequest
        {
            TableName = "users",
            Item = new() { ["PK"] = new("USER#1"), ["SK"] = new("METADATA"), ["EntityType"] = new("User"), ["UserId"] = new("1"), ["Name"] = new("World") },
        });
    }

    private static List<Run> Repeat(string executable, Uri dynamoDB, string path) =>
        [.. Enumerable.Range(0, Runs).Select(_ => RunOnce(executable, dynamoDB, path))];

    private static Run RunOnce(string executable, Uri dynamoDB, string path)
    {
        var request = """{"version":"2.0","routeKey":"$default","rawPath":"PATH","rawQueryString":"","headers":{"host":"x.example","accept":"*/*"},"requestContext":{"http":{"method":"GET","path":"PATH","protocol":"HTTP/1.1","sourceIp":"192.0.2.1"},"stage":"$default"},"isBase64Encoded":false}"""
            .Replace("PATH", path, StringComparison.Ordinal);
        using var api = new BareRuntimeApi();
        var clock = Stopwatch.StartNew();
        using var process = Start(executable, api.Address, dynamoDB);
        try
        {
            var response = api.Invoke(request);
            var first = clock.Elapsed.TotalMilliseconds;
            if (!response.Contains("World", StringComparison.Ordinal))
                throw new InvalidOperationException("The function answered " + response);
            process.Refresh();
            var processor = process.TotalProcessorTime.TotalMilliseconds;
            var later = new List<double>();
            for (var index = 0; index < WarmRequests; index++)
            {
                var start = Stopwatch.GetTimestamp();
                api.Invoke(request);
                later.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            process.Refresh();
            return new Run(first, processor, later.Order().ElementAt(WarmRequests / 2), process.WorkingSet64 / 1e6);
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    private static Process Start(string executable, string runtimeApi, Uri dynamoDB)
    {
        var start = executable.EndsWith(".dll", StringComparison.Ordinal) ? new ProcessStartInfo("dotnet", [executable]) : new ProcessStartInfo(executable);
        start.WorkingDirectory = Path.GetDirectoryName(executable)!;
        start.RedirectStandardOutput = true;
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = "benchmark";
        start.Environment["AWS_LAMBDA_LOG_LEVEL"] = "ERROR";
        start.Environment["AWS_ENDPOINT_URL_DYNAMODB"] = dynamoDB.AbsoluteUri;
        start.Environment["AWS_REGION"] = "us-east-1";
        start.Environment["AWS_ACCESS_KEY_ID"] = "local";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "local";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        return Process.Start(start)!;
    }

    private static double Median(List<Run> runs, Func<Run, double> value) => runs.Select(value).Order().ElementAt(runs.Count / 2);

    private static long SizeOf(string executable) =>
        new DirectoryInfo(Path.GetDirectoryName(executable)!).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Extension is not (".pdb" or ".dbg")).Sum(file => file.Length);

    private sealed record Run(double First, double Processor, double Later, double Megabytes);
}
