namespace Tessera.Lambda.Local.Tests;

/// <summary>What a local cloud wrote, and a way to wait for a line.</summary>
internal sealed class TestLog
{
    private readonly List<LogEntry> _entries = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<LogEntry> Entries
    {
        get
        {
            lock (_entries)
                return [.. _entries];
        }
    }

    public void Add(LogEntry entry)
    {
        lock (_entries)
        {
            _entries.Add(entry);
            _more.SetResult();
            _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public Task<LogEntry> WaitAsync(string text) => WaitAsync(entry => entry.Text.Contains(text, StringComparison.Ordinal));

    public Task<LogEntry> WaitAsync(Func<LogEntry, bool> matches) => WaitForAsync(matches, times: 1);

    /// <summary>Waits until a text has been written so many times.</summary>
    public Task<LogEntry> WaitForAsync(string text, int times) => WaitForAsync(entry => entry.Text.Contains(text, StringComparison.Ordinal), times);

    private async Task<LogEntry> WaitForAsync(Func<LogEntry, bool> matches, int times)
    {
        while (true)
        {
            Task more;
            lock (_entries)
            {
                if (_entries.Where(matches).Skip(times - 1).FirstOrDefault() is { } found)
                    return found;
                more = _more.Task;
            }
            await more.WaitAsync(TestContext.Current.CancellationToken);
        }
    }
}
