using System.Diagnostics;
using System.Text;

namespace Tessera.Lambda.Local.Tests.Cli;

/// <summary>A process whose output is read as it comes.</summary>
internal sealed class RunningProcess : IDisposable
{
    private readonly StringBuilder _text = new();

    public RunningProcess(string fileName, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(fileName, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in (string[])["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
            start.Environment[name] = "local";
        start.Environment["AWS_PAGER"] = "";
        Process = Process.Start(start)!;
        Error = Process.StandardError.ReadToEndAsync();
    }

    public Process Process { get; }

    public Task<string> Error { get; }

    /// <summary>All of the output, when the process has ended.</summary>
    public Task<string> Output => ReadToEndAsync();

    /// <summary>Kills the process when the test has had its time.</summary>
    public IDisposable Limit() => TestContext.Current.CancellationToken.Register(() => Process.Kill(entireProcessTree: true));

    /// <summary>The output up to and with the line that has a text.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        while (await Process.StandardOutput.ReadLineAsync() is { } line)
        {
            _text.Append(line).Append('\n');
            if (line.Contains(text, StringComparison.Ordinal))
                return _text.ToString();
        }
        throw new InvalidOperationException($"The process ended before it wrote '{text}':\n{_text}\n{await Error}");
    }

    public async Task TerminateAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        using var kill = Process.Start("kill", ["-TERM", $"{Process.Id}"])!;
        await kill.WaitForExitAsync();
        await Process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        Process.Dispose();
    }

    private async Task<string> ReadToEndAsync() => _text.Append(await Process.StandardOutput.ReadToEndAsync()).ToString();
}
