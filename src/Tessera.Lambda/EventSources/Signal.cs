namespace Tessera.Lambda;

/// <summary>
/// Wakes one waiter: when it is set, when a time has passed, or when the mapping stops. A wake-up says nothing; the waiter looks at the state again.
/// Thread-safe; one waiter at a time.
/// </summary>
/// <remarks>
/// With the system's clock a waiter goes on in the thread pool. With any other clock it goes on at once, on the thread that wakes it: so a test that moves a
/// clock has everything that comes of it behind it when the move returns.
/// </remarks>
internal sealed class Signal(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly TaskCreationOptions _continuations =
        time == TimeProvider.System ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None;
    private TaskCompletionSource? _waiter;
    private bool _isSet;

    /// <summary>Wakes the waiter, or lets the next one pass.</summary>
    public void Set()
    {
        TaskCompletionSource? waiter;
        lock (_lock)
        {
            _isSet = true;
            waiter = _waiter;
        }

        waiter?.TrySetResult();
    }

    /// <summary>Waits until it is woken. It does not throw when stopped.</summary>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="stop">Wakes it too.</param>
    public async Task WaitAsync(TimeSpan timeout, CancellationToken stop)
    {
        var waiter = new TaskCompletionSource(_continuations);
        lock (_lock)
        {
            if (_isSet)
            {
                _isSet = false;
                return;
            }

            _waiter = waiter;
        }

        using (stop.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), waiter))
        using (StartTimer(waiter, timeout))
            await waiter.Task.ConfigureAwait(false);
        lock (_lock)
        {
            _waiter = null;
            _isSet = false;
        }
    }

    private ITimer? StartTimer(TaskCompletionSource waiter, TimeSpan timeout) =>
        timeout == Timeout.InfiniteTimeSpan
            ? null
            : time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), waiter, timeout, Timeout.InfiniteTimeSpan);
}
