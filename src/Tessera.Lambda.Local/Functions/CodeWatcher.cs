namespace Tessera.Lambda.Local.Functions;

/// <summary>Tells when the files of a folder have changed and then stayed as they are for a moment: a build writes many, one after the other.</summary>
internal sealed class CodeWatcher : IDisposable
{
    private static readonly TimeSpan _quietTime = TimeSpan.FromMilliseconds(300);

    private readonly FileSystemWatcher _watcher;
    private readonly ITimer _timer;

    public CodeWatcher(string folder, TimeProvider time, Action onChanged)
    {
        _timer = time.CreateTimer(_ => onChanged(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watcher = new FileSystemWatcher(folder)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        _watcher.Changed += OnEvent;
        _watcher.Created += OnEvent;
        _watcher.Renamed += OnEvent;
        _watcher.EnableRaisingEvents = true;
    }

    public void Dispose()
    {
        _watcher.Dispose();
        _timer.Dispose();
    }

    /// <summary>Hidden files and folders are not code.</summary>
    private void OnEvent(object sender, FileSystemEventArgs change)
    {
        if (!change.Name!.Split('/', '\\').Any(part => part.StartsWith('.')))
            _timer.Change(_quietTime, Timeout.InfiniteTimeSpan);
    }
}
