using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Tessera.Templates.Tests;

/// <summary>A program that runs until the test is over. It has announced that it is ready, and where it answers if it does.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _address;
    private readonly Task _rest;

    private RunningProgram(Process process, string address, Task rest) => (_process, _address, _rest) = (process, address, rest);

    /// <summary>The group <c>address</c> of the announcement.</summary>
    public Uri Address => new(_address);

    public static async Task<RunningProgram> StartAsync(ProcessStartInfo start, Regex announcement)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(_startLimit);
        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        try
        {
            var address = await AddressAsync(process, announcement, limit.Token);
            // What it prints later is read, so that it never waits for a reader.
            return new RunningProgram(process, address, process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None));
        }
        catch
        {
            await EndAsync(process);
            process.Dispose();
            throw;
        }
    }

    private static async Task<string> AddressAsync(Process process, Regex announcement, CancellationToken limit)
    {
        var output = new List<string>();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit) is { } line)
            {
                output.Add(line);
                if (announcement.Match(line) is { Success: true } match)
                    return match.Groups["address"].Value;
            }
        }
        catch (OperationCanceledException)
        {
            // It has had its time, or the test has ended.
        }

        throw new InvalidOperationException(
            $"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} announced nothing:\n{string.Join('\n', output)}");
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync(_process);
        await _rest;
        _process.Dispose();
    }

    private static async Task EndAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }
}
