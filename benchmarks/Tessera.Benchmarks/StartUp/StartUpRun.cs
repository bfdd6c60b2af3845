using System.Diagnostics;
using Tessera.Benchmarks.Http;

namespace Tessera.Benchmarks.StartUp;

/// <summary>
/// The published tool as a user meets it: from the start of its process to its first answer, and what it occupies when idle. The target is half a second
/// and 80 MB.
/// </summary>
internal static class StartUpRun
{
    private const int Runs = 7;

    private static readonly TimeSpan _idleTime = TimeSpan.FromSeconds(2);

    /// <param name="executable">The published tool: <c>Tessera.Cli</c>, or its .dll.</param>
    public static async Task RunAsync(string executable)
    {
        var request = RawRequest.Post("ListTables", "{}"u8.ToArray());
        List<(double Milliseconds, double Processor, double Megabytes)> runs = [];
        for (var run = 0; run < Runs; run++)
        {
            var clock = Stopwatch.StartNew();
            using var server = await ServerProcess.StartAsync(executable, "local", "--port", "0");
            using var connection = new RawConnection(server.Port);
            connection.Send(request);
            connection.ReceiveOk();
            var firstAnswer = clock.Elapsed.TotalMilliseconds;
            var processor = server.ProcessorTime.TotalMilliseconds;
            await Task.Delay(_idleTime);
            runs.Add((firstAnswer, processor, server.ResidentBytes / 1e6));
        }
        Console.WriteLine();
        Console.WriteLine($"Start-up of {Path.GetFileName(executable)}, {Runs} runs:");
        Console.WriteLine();
        Console.WriteLine("| | median | worst |");
        Console.WriteLine("|---|---:|---:|");
        Console.WriteLine(Row("first answer, ms", runs.Select(run => run.Milliseconds)));
        Console.WriteLine(Row("processor time until then, ms", runs.Select(run => run.Processor)));
        Console.WriteLine(Row("resident when idle, MB", runs.Select(run => run.Megabytes)));
    }

    private static string Row(string name, IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return $"| {name} | {sorted[sorted.Length / 2]:F0} | {sorted[^1]:F0} |";
    }
}
