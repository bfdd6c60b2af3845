using System.Diagnostics;

namespace Tessera.Lambda.Local.Functions;

/// <summary>
/// Ends the functions' processes when this process dies without having done so: many a runtime would ask a runtime API that is gone for ever. A shell reads which
/// processes there are from a pipe; when the pipe ends, however that came, it kills those that are left. Not on Windows. Thread-safe.
/// </summary>
internal sealed class ProcessGuard : IDisposable
{
    // It ignores the signals that end this process from a terminal: it ends with the pipe.
    private const string Script = """
        trap '' INT TERM HUP
        all=
        while read -r sign id; do
            if [ "$sign" = + ]; then all="$all $id"; continue; fi
            left=
            for each in $all; do [ "$each" = "$id" ] || left="$left $each"; done
            all=$left
        done
        [ -z "$all" ] || kill -9 $all 2> /dev/null
        """;

    private readonly Lock _lock = new();
    private Process? _shell;

    public void Add(int processId) => Tell('+', processId);

    /// <summary>The process has ended: its id may soon be another's.</summary>
    public void Remove(int processId) => Tell('-', processId);

    public void Dispose()
    {
        lock (_lock)
        {
            _shell?.StandardInput.Dispose();
            _shell?.Dispose();
            _shell = null;
        }
    }

    private void Tell(char sign, int processId)
    {
        if (OperatingSystem.IsWindows())
            return;
        lock (_lock)
        {
            if (_shell is null && sign == '-')
                return;
            try
            {
                _shell ??= Start();
                _shell.StandardInput.Write($"{sign} {processId}\n");
                _shell.StandardInput.Flush();
            }
            catch (Exception exception) when (exception is IOException or System.ComponentModel.Win32Exception)
            {
                // Without a guard functions run all the same.
            }
        }
    }

    private static Process Start() =>
        Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
}
