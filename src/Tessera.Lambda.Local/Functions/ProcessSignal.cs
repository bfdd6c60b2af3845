using System.Runtime.InteropServices;

namespace Tessera.Lambda.Local.Functions;

/// <summary>Signals of Unix, for which the framework has no method.</summary>
internal static class ProcessSignal
{
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>Whether the signal was sent: never on Windows, nor to a process that is gone.</summary>
    public static bool TrySend(int processId, int signal) => !OperatingSystem.IsWindows() && Send(processId, signal) == 0;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Send(int processId, int signal);
}
