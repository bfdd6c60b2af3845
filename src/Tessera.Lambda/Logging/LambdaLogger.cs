using Microsoft.Extensions.Logging;

namespace Tessera.Lambda.Logging;

internal sealed class LambdaLogger(LambdaLoggerProvider provider, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => provider.Scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= provider.Level && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        provider.Write(new LogMessage(logLevel, category, formatter(state, exception), exception, state as IReadOnlyList<KeyValuePair<string, object?>>));
    }
}
