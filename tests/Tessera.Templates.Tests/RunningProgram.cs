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
        var output = new List<string>();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                output.Add(line);
                if (announcement.Match(line) is not { Success: true } match)
                    continue;
                // What it prints later is read, so that it never waits for a reader.
                return new RunningProgram(process, match.Groups["address"].Value, process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None));
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} gave no address:\n{string.Join('\n', output)}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _rest;
        _process.Dispose();
    }
}
