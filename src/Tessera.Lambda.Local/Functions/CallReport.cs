using System.Globalization;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Functions;

/// <summary>The last lines of a call's log, as the service writes them; without the used memory, which is not known here.</summary>
internal static class CallReport
{
    public static string Write(FunctionDefinition function, string requestId, TimeSpan duration, TimeSpan? init)
    {
        var initDuration = init is { } coldStart ? string.Create(CultureInfo.InvariantCulture, $"\tInit Duration: {coldStart.TotalMilliseconds:F2} ms") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"END RequestId: {requestId}\nREPORT RequestId: {requestId}\tDuration: {duration.TotalMilliseconds:F2} ms\tBilled Duration: {BilledMilliseconds(duration, init)} ms\t"
            + $"Memory Size: {function.MemorySize} MB{initDuration}\n");
    }

    /// <summary>A cold start is billed with its call, since the service bills initialization.</summary>
    public static long BilledMilliseconds(TimeSpan duration, TimeSpan? init) => (long)Math.Ceiling((duration + (init ?? TimeSpan.Zero)).TotalMilliseconds);
}
