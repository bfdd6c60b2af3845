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

    public async Task<LogEntry> WaitAsync(Func<LogEntry, bool> matches)
    {
        while (true)
        {
            Task more;
            lock (_entries)
            {
                if (_entries.Find(entry => matches(entry)) is { } found)
                    return found;
                more = _more.Task;
            }
            await more.WaitAsync(TestContext.Current.CancellationToken);
        }
    }
}
