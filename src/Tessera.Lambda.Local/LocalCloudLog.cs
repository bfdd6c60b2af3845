using System.Globalization;
using System.Text;
using System.Text.Json;
using Tessera.Lambda.Local.Functions;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local;

/// <summary>The words of the log. Thread-safe when the receiver is.</summary>
internal sealed class LocalCloudLog(Action<LogEntry> receiver, TimeProvider time)
{
    public void Information(string text, string source = "") => Write(LogEntryKind.Information, source, text);

    public void Warning(string text, string source = "") => Write(LogEntryKind.Warning, source, text);

    public void Failed(string source, string text) => Write(LogEntryKind.Error, source, text);

    public void FunctionWrote(string function, string line) => Write(LogEntryKind.Output, function, line);

    /// <summary>One line per call.</summary>
    public void Invoked(FunctionDefinition function, Invocation invocation, TimeSpan? init, TimeSpan duration)
    {
        var text = new StringBuilder(invocation.Call.Trigger);
        text.Append(CultureInfo.InvariantCulture, $"  {duration.TotalMilliseconds:F1} ms");
        if (init is { } coldStart)
            text.Append(CultureInfo.InvariantCulture, $"  init {coldStart.TotalMilliseconds:F0} ms");
        text.Append(CultureInfo.InvariantCulture, $"  billed {CallReport.BilledMilliseconds(duration, init)} ms");
        if (invocation.Capacity.Reads > 0)
            text.Append(CultureInfo.InvariantCulture, $"  {invocation.Capacity.Reads:0.##} RCU");
        if (invocation.Capacity.Writes > 0)
            text.Append(CultureInfo.InvariantCulture, $"  {invocation.Capacity.Writes:0.##} WCU");
        if (invocation.Failure is { } failure)
            text.Append("  ").Append(Describe(failure.Payload));
        Write(invocation.Failure is null ? LogEntryKind.Report : LogEntryKind.Failure, function.LogicalId, text.ToString());
    }

    /// <summary>What becomes of the records of a stream that failed.</summary>
    public void BatchFailed(string function, string trigger, EventSourceMappingFailure failure) =>
        Write(failure.RetryIn is null ? LogEntryKind.Error : LogEntryKind.Failure, function, $"{trigger}  {StreamFailureText.Of(failure)}");

    private void Write(LogEntryKind kind, string source, string text) => receiver(new LogEntry(time.GetUtcNow(), kind, source, text));

    private static string Describe(ReadOnlyMemory<byte> error)
    {
        try
        {
            using var json = JsonDocument.Parse(error);
            return $"{Text(json.RootElement, "errorType")}: {Text(json.RootElement, "errorMessage")}";
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(error.Span);
        }
    }

    private static string Text(JsonElement error, string name) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out var value) ? value.ToString() : "";
}
