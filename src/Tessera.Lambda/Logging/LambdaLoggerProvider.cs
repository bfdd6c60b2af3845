using Microsoft.Extensions.Logging;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Logging;

/// <summary>
/// Writes the log to standard output as it happens. The console's own logger writes from a queue, and what is in the queue when an invocation ends waits, frozen,
/// for the next one.
/// </summary>
internal sealed class LambdaLoggerProvider(LogSettings settings, TimeProvider time, Stream output) : ILoggerProvider, ISupportExternalScope
{
    private readonly Lock _lock = new();

    public LogLevel Level => settings.Level;

    public IExternalScopeProvider Scopes { get; private set; } = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) => new LambdaLogger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    public void Write(in LogMessage message)
    {
        using var line = new ByteBuffer();
        if (settings.IsJson)
            JsonLogLine.Write(line, message, time.GetUtcNow(), Scopes);
        else
            TextLogLine.Write(line, message, time.GetUtcNow());
        lock (_lock)
        {
            output.Write(line.WrittenSpan);
            output.Flush();
        }
    }

    public void Dispose()
    {
    }
}
