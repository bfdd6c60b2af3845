using System.Diagnostics;
using System.Reflection;

namespace Tessera.Samples.Tests;

/// <summary>The Shop as a process of its own, on a free port, as a user would start it.</summary>
internal sealed class ShopProcess : IAsyncDisposable
{
    private const string Announcement = "The shop is open: ";

    private readonly Process _process;

    private ShopProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<ShopProcess> StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]) { RedirectStandardOutput = true, WorkingDirectory = ProjectFolder() };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var process = Process.Start(start) ?? throw new InvalidOperationException("The Shop did not start.");
        var output = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            output.Add(line);
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
                return new ShopProcess(process, new Uri(line[Announcement.Length..]));
        }

        throw new InvalidOperationException($"The Shop ended without an address:\n{string.Join('\n', output)}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string ProjectFolder() =>
        typeof(ShopProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ShopFolder").Value!;
}
