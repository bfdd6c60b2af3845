using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Tessera.Samples.Tests;

/// <summary>A sample as a process of its own, on a free port, as a user would start it.</summary>
internal sealed partial class SampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan _startMax = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan _stopMax = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly Task<string> _rest;

    private SampleProcess(Process process, Uri address)
    {
        _process = process;
        _rest = process.StandardOutput.ReadToEndAsync();
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>The Shop's program in its project's folder, with the engine in its process.</summary>
    public static Task<SampleProcess> StartShopAsync(CancellationToken cancellationToken, params (string Name, string Value)[] settings) =>
        StartAsync(
            "dotnet", [typeof(Shop.ShopTable).Assembly.Location], "The shop is open: ", [.. settings, .. Development], RepositoryFiles.Shop, cancellationToken);

    /// <summary>The Sensors' program in its project's folder, with the engine in its process.</summary>
    public static Task<SampleProcess> StartSensorsAsync(CancellationToken cancellationToken, params (string Name, string Value)[] settings) =>
        StartAsync(
            "dotnet", [typeof(Sensors.SensorsTable).Assembly.Location], "The sensors report to ", [.. settings, .. Development], RepositoryFiles.Sensors,
            cancellationToken);

    /// <summary>What makes a program on this machine take a free port and the engine in its process.</summary>
    public static (string Name, string Value)[] Development => [("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("ASPNETCORE_ENVIRONMENT", "Development")];

    /// <summary>Starts a program and reads its output until the line that begins with the announcement and has its address.</summary>
    public static async Task<SampleProcess> StartAsync(
        string program, string[] arguments, string announcement, (string Name, string Value)[] settings, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_startMax);
        var output = new List<string>();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                output.Add(line);
                if (line.StartsWith(announcement, StringComparison.Ordinal))
                    return new SampleProcess(process, new Uri(Url().Match(line).Value));
            }
        }
        catch (OperationCanceledException)
        {
            // Told below, with what the program has said.
        }

        process.Kill(entireProcessTree: true);
        throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' did not say '{announcement}':\n{string.Join('\n', output)}");
    }

    /// <summary>Asks the program to end, and ends it where it does not. Prints what it said to the end, for the log of a failed test.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!OperatingSystem.IsWindows())
        {
            using var terminate = Process.Start("kill", ["-TERM", $"{_process.Id}"])!;
            await terminate.WaitForExitAsync();
        }

        using var limit = new CancellationTokenSource(_stopMax);
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        Console.WriteLine(await _rest);
        _process.Dispose();
    }

    [GeneratedRegex(@"http://[\w.]+:\d+")]
    private static partial Regex Url();
}
