namespace Tessera.Lambda;

/// <summary>The wait before something is tried again: each in a row is twice as long as the one before, up to the longest.</summary>
internal sealed class RetryPause(EventSourceMappingOptions options, TimeProvider time)
{
    private readonly Signal _signal = new(time);
    private TimeSpan _next = options.RetryDelay;

    /// <summary>How long the next wait is.</summary>
    public TimeSpan Next => _next;

    /// <summary>Something succeeded: the next wait is a short one.</summary>
    public void Reset() => _next = options.RetryDelay;

    /// <summary>Waits.</summary>
    /// <returns>Whether the time has passed; not when the mapping stops first.</returns>
    public async Task<bool> WaitAsync(CancellationToken stop)
    {
        await _signal.WaitAsync(Take(), stop).ConfigureAwait(false);
        return !stop.IsCancellationRequested;
    }

    /// <summary>Takes the next wait, for who does not stand still meanwhile.</summary>
    public TimeSpan Take()
    {
        var delay = _next;
        _next = delay * 2 < options.RetryDelayMaximum ? delay * 2 : options.RetryDelayMaximum;
        return delay;
    }
}
