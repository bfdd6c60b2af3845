using System.Diagnostics;
using System.Text;

namespace Tessera.Lambda.Local.Functions;

/// <summary>A process of a function: its output as lines, its end as a sentence. Stopping it is a request first (SIGTERM) and then an order.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _runtimeApi;
    private readonly ProcessGuard _guard;
    private readonly TimeSpan _patience;
    private readonly Task _output;

    private FunctionProcess(Process process, string runtimeApi, ProcessGuard guard, Action<string> onLine, TimeSpan patience)
    {
        _process = process;
        _runtimeApi = runtimeApi;
        _guard = guard;
        _patience = patience;
        _output = Task.WhenAll(ReadLinesAsync(process.StandardOutput, onLine), ReadLinesAsync(process.StandardError, onLine));
        Exited = WaitAsync();
    }

    /// <summary>Ends when the process has ended and its output is read; tells how it ended, in the words of the service.</summary>
    public Task<string> Exited { get; }

    /// <summary>Starts a process. It gets these variables and no others.</summary>
    public static FunctionProcess Start(
        FunctionCommand command, IReadOnlyDictionary<string, string> environment, ProcessGuard guard, Action<string> onLine, TimeSpan patience)
    {
        var start = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            WorkingDirectory = command.WorkingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"'{command.FileName}' did not start.");
        guard.Add(process.Id);
        process.StandardInput.Close();
        return new FunctionProcess(process, environment[FunctionEnvironment.RuntimeApi], guard, onLine, patience);
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }
    }

    /// <summary>Asks the process to end, waits a little, and ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited && ProcessSignal.TrySend(_process.Id, ProcessSignal.Terminate))
            await _process.WaitForExitAsync().WaitAsync(_patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited)
            Kill();
        // What the process has started may hold its output open, where it cannot be killed.
        await ((Task)Exited).WaitAsync(_patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
    }

    private async Task<string> WaitAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _guard.Remove(_process.Id);
        RemainingProcesses.Kill(_runtimeApi);
        await _output.WaitAsync(_patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Describe(_process.ExitCode);
    }

    /// <summary>Shells and the framework alike report a signal as 128 and its number.</summary>
    private static string Describe(int exitCode) => exitCode switch
    {
        0 => "Runtime exited without providing a reason",
        128 + ProcessSignal.Kill => "Runtime exited with error: signal: killed",
        128 + 11 => "Runtime exited with error: signal: segmentation fault",
        128 + ProcessSignal.Terminate => "Runtime exited with error: signal: terminated",
        _ => $"Runtime exited with error: exit status {exitCode}",
    };

    private static async Task ReadLinesAsync(StreamReader reader, Action<string> onLine)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            onLine(line);
    }
}
