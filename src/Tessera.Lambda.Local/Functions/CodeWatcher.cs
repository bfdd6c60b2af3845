namespace Tessera.Lambda.Local.Functions;

/// <summary>
/// Tells when the files of a folder have changed and then stayed as they are for a moment: a build writes many, one after the other, and may remove the folder first.
/// </summary>
internal sealed class CodeWatcher : IDisposable
{
    private static readonly TimeSpan _quietTime = TimeSpan.FromMilliseconds(300);

    private readonly string _folder;
    private readonly Action _onChanged;
    private readonly Action<string> _warn;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private FileSystemWatcher? _watcher;
    private bool _isDisposed;
    private bool _hasWarned;

    public CodeWatcher(string folder, TimeProvider time, Action onChanged, Action<string> warn)
    {
        _folder = folder;
        _onChanged = onChanged;
        _warn = warn;
        _timer = time.CreateTimer(_ => OnQuiet(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watcher = Watch();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _watcher?.Dispose();
            _timer.Dispose();
        }
    }

    /// <summary>
    /// Changes that were lost count as one, and a folder that is gone is waited for. Any other error (too many folders for the system, one that may not be read)
    /// would come of a new watcher too.
    /// </summary>
    internal void OnError(object sender, ErrorEventArgs error)
    {
        var exception = error.GetException();
        if (exception is InternalBufferOverflowException || !Directory.Exists(_folder))
            Wait();
        else if (!Interlocked.Exchange(ref _hasWarned, true))
            _warn($"The code is no longer watched, or not all of it. After a build, start again. {exception.Message}");
    }

    private FileSystemWatcher Watch()
    {
        var watcher = new FileSystemWatcher(_folder)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        watcher.Changed += OnEvent;
        watcher.Created += OnEvent;
        watcher.Renamed += OnEvent;
        watcher.Deleted += OnEvent;
        watcher.Error += OnError;
        try
        {
            watcher.EnableRaisingEvents = true;
        }
        catch
        {
            watcher.Dispose();
            throw;
        }
        return watcher;
    }

    /// <summary>Hidden files and folders are not code, and neither is what Python keeps of it.</summary>
    private void OnEvent(object sender, FileSystemEventArgs change)
    {
        if (!change.Name!.Split('/', '\\').Any(part => part.StartsWith('.') || part == "__pycache__"))
            Wait();
    }

    private void Wait() => _timer.Change(_quietTime, Timeout.InfiniteTimeSpan);

    private void OnQuiet()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            if (!TryWatchAnew())
            {
                Wait();
                return;
            }
        }
        _onChanged();
    }

    /// <summary>A folder that was removed and made again is another one, of which the watcher hears nothing.</summary>
    private bool TryWatchAnew()
    {
        // First, since a system may have few watchers. What changes meanwhile is a part of the change that is told.
        _watcher?.Dispose();
        try
        {
            _watcher = Directory.Exists(_folder) ? Watch() : null;
            return _watcher is not null;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // It is being removed at this moment.
            return false;
        }
    }
}
