using System.Globalization;
using System.Text;

namespace Tessera.Lambda.Local.Functions;

/// <summary>
/// What a function's process has started and left behind when it ended. In the service it ends with its sandbox; here it would outlive the local cloud. It is known by
/// the address of its runtime API, which no other process has in its environment. On Linux alone: elsewhere a process's environment cannot be read.
/// </summary>
internal static class RemainingProcesses
{
    /// <summary>One that is killed may have started another meanwhile.</summary>
    private const int RoundsMax = 3;

    public static void Kill(string runtimeApi)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var mark = Encoding.UTF8.GetBytes($"\0{FunctionEnvironment.RuntimeApi}={runtimeApi}\0");
        for (var round = 0; round < RoundsMax && KillOnce(mark); round++)
        {
        }
    }

    private static bool KillOnce(ReadOnlySpan<byte> mark)
    {
        var any = false;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != Environment.ProcessId && HasVariable(folder, mark))
                any |= ProcessSignal.TrySend(id, ProcessSignal.Kill);
        }
        return any;
    }

    private static bool HasVariable(string folder, ReadOnlySpan<byte> mark)
    {
        try
        {
            ReadOnlySpan<byte> variables = File.ReadAllBytes(Path.Combine(folder, "environ"));
            return variables.StartsWith(mark[1..]) || variables.IndexOf(mark) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is another user's.
            return false;
        }
    }
}
