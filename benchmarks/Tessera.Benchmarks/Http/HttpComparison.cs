using System.Net.Http.Headers;
using System.Text;

namespace Tessera.Benchmarks.Http;

/// <summary>
/// The engine over HTTP beside a bare endpoint: same machine, same requests, same client, in turns. Only the ratios mean anything elsewhere; both
/// the requests per second and the server's own processor time per request are compared, since the client takes its share of the machine.
/// </summary>
internal static class HttpComparison
{
    public static async Task RunAsync(HttpComparisonOptions options)
    {
        using var bare = await ServerProcess.StartAsync("Tessera.Benchmarks.dll", "bare-server");
        using var engine = await ServerProcess.StartAsync("Tessera.Cli.dll", "local", "--port", "0");
        await FillAsync(engine.Port);

        Console.WriteLine();
        Console.WriteLine($"Over HTTP, {options.Connections} connections, median of {options.Rounds} rounds:");
        Console.WriteLine();
        Console.WriteLine("| Request | bare req/s | engine req/s | ratio | bare CPU µs | engine CPU µs | CPU ratio |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var workload in Workload.All().Where(workload => options.Only is null || workload.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase)))
            Console.WriteLine(Row(workload, Measure(workload, bare, engine, options)));
    }

    private static (Figures Bare, Figures Engine) Measure(Workload workload, ServerProcess bare, ServerProcess engine, HttpComparisonOptions options)
    {
        byte[][] requests = [.. workload.Bodies.Select(body => RawRequest.Post(workload.Operation, body))];
        List<Figures> bareRounds = [], engineRounds = [];
        // The first round lets the just-in-time compiler finish and is not counted.
        for (var round = 0; round <= options.Rounds; round++)
        {
            bareRounds.Add(Figures.Of(bare, requests, options));
            engineRounds.Add(Figures.Of(engine, requests, options));
        }
        return (Figures.Median(bareRounds.Skip(1)), Figures.Median(engineRounds.Skip(1)));
    }

    private static string Row(Workload workload, (Figures Bare, Figures Engine) figures)
    {
        var (bare, engine) = figures;
        return $"| {workload.Name} | {bare.PerSecond:N0} | {engine.PerSecond:N0} | {engine.PerSecond / bare.PerSecond:F2} "
            + $"| {bare.Microseconds:F1} | {engine.Microseconds:F1} | {bare.Microseconds / engine.Microseconds:F2} |";
    }

    private static async Task FillAsync(int port)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await PostAsync(client, "CreateTable", Workload.CreateTable);
        foreach (var put in Workload.Items())
            await PostAsync(client, "PutItem", put);
    }

    private static async Task PostAsync(HttpClient client, string operation, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = content };
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810." + operation);
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00");
        request.Headers.TryAddWithoutValidation("X-Amz-Date", "20250101T000000Z");
        using var response = await client.SendAsync(request);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{operation}: {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>What one server did in one round.</summary>
    private readonly record struct Figures(double PerSecond, double Microseconds)
    {
        public static Figures Of(ServerProcess server, byte[][] requests, HttpComparisonOptions options)
        {
            var before = server.ProcessorTime;
            var perSecond = LoadGenerator.Run(server.Port, requests, options.Connections, options.RoundTime);
            var answered = perSecond * options.RoundTime.TotalSeconds;
            return new Figures(perSecond, (server.ProcessorTime - before).TotalMicroseconds / answered);
        }

        public static Figures Median(IEnumerable<Figures> rounds)
        {
            Figures[] sorted = [.. rounds.OrderBy(round => round.PerSecond)];
            return sorted[sorted.Length / 2];
        }
    }
}
