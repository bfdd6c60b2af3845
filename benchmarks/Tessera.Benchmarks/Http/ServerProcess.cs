using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tessera.Benchmarks.Http;

/// <summary>A server in a process of its own, found by the endpoint in the first line that it prints.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>The processor time it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory that it occupies.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts an executable, or an assembly: one of the output folder where no folder is named.</summary>
    public static async Task<ServerProcess> StartAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(AppContext.BaseDirectory, program);
        var start = path.EndsWith(".dll", StringComparison.Ordinal) ? new ProcessStartInfo("dotnet", [path, .. arguments]) : new ProcessStartInfo(path, arguments);
        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{program} ended before it was ready.");
        return new ServerProcess(process, int.Parse(PortOfEndpoint().Match(line).Groups[1].ValueSpan, CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://[0-9.]+:(\d+)")]
    private static partial Regex PortOfEndpoint();
}
