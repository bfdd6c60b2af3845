using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Tessera.Hosting.Tests;

/// <summary>The log of a host, of Tessera's own categories.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    /// <summary>Waits for so many lines: <c>Warning: text</c>.</summary>
    public async Task<List<string>> ReadAsync(int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var lines = new List<string>();
        while (lines.Count < count)
            lines.Add(await _lines.Reader.ReadAsync(limit.Token));
        return lines;
    }

    /// <summary>What has been written and not been read.</summary>
    public List<string> Take()
    {
        var lines = new List<string>();
        while (_lines.Reader.TryRead(out var line))
            lines.Add(line);
        return lines;
    }

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName.StartsWith("Tessera.", StringComparison.Ordinal) ? _lines.Writer : null);

    public void Dispose()
    {
    }

    private sealed class Logger(ChannelWriter<string>? lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => lines is not null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines?.TryWrite($"{logLevel}: {formatter(state, exception)}{(exception is null ? "" : $" [{exception.Message}]")}");
    }
}
