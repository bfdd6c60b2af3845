using Tessera.Lambda.Local.Functions;
using Tessera.Testing;

namespace Tessera.Lambda.Local.Tests.Functions;

public sealed class CodeWatcherTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly List<string> _warnings = [];
    private readonly CodeWatcher _watcher;
    private int _changes;

    public CodeWatcherTests() => _watcher = new CodeWatcher(_folder.Path, _clock, () => _changes++, _warnings.Add);

    public void Dispose()
    {
        _watcher.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void OnError_ChangesLost_CountsAsOneChange()
    {
        _watcher.OnError(_watcher, new ErrorEventArgs(new InternalBufferOverflowException()));
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, _changes);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void OnError_FolderGone_WaitsUntilItIsBack()
    {
        Directory.Delete(_folder.Path);
        _watcher.OnError(_watcher, new ErrorEventArgs(new IOException("Gone.")));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, _changes);

        Directory.CreateDirectory(_folder.Path);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, _changes);
        Assert.Empty(_warnings);
    }

    /// <summary>As on Linux, where each new watcher of the folder errs in the same way.</summary>
    [Fact]
    public void OnError_FolderCannotBeWatched_WarnsOnceAndIsNoChange()
    {
        _watcher.OnError(_watcher, new ErrorEventArgs(new IOException("The limit is reached.")));
        _watcher.OnError(_watcher, new ErrorEventArgs(new UnauthorizedAccessException("Denied.")));
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(0, _changes);
        Assert.Equal(["The code is no longer watched, or not all of it. After a build, start again. The limit is reached."], _warnings);
    }
}
