namespace Tessera.Lambda;

/// <summary>
/// What an application does around a SnapStart snapshot: before it, warm up what every copy will need; after a restore, renew what must not be shared between
/// copies or has grown old, such as connections, credentials, random seeds and cached times.
/// </summary>
/// <remarks>
/// A singleton of the application's services. Register before the application runs. Without SnapStart no hook is called. Thread-safe.
/// </remarks>
public sealed class SnapshotHooks
{
    private readonly Lock _lock = new();
    private readonly List<Func<CancellationToken, ValueTask>> _before = [];
    private readonly List<Func<CancellationToken, ValueTask>> _after = [];

    /// <summary>Adds work that is done before the snapshot. The last that was added is done first. A failure fails the function's initialization.</summary>
    /// <param name="hook">The work.</param>
    public void BeforeSnapshot(Func<CancellationToken, ValueTask> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        lock (_lock)
            _before.Add(hook);
    }

    /// <summary>Adds work that is done in each restored copy, before its first invocation, in the order of adding. A failure ends the copy.</summary>
    /// <param name="hook">The work.</param>
    public void AfterRestore(Func<CancellationToken, ValueTask> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        lock (_lock)
            _after.Add(hook);
    }

    internal async ValueTask RunBeforeSnapshotAsync(CancellationToken cancellationToken)
    {
        var hooks = Copy(_before);
        Array.Reverse(hooks);
        foreach (var hook in hooks)
            await hook(cancellationToken).ConfigureAwait(false);
    }

    internal async ValueTask RunAfterRestoreAsync(CancellationToken cancellationToken)
    {
        foreach (var hook in Copy(_after))
            await hook(cancellationToken).ConfigureAwait(false);
    }

    private Func<CancellationToken, ValueTask>[] Copy(List<Func<CancellationToken, ValueTask>> hooks)
    {
        lock (_lock)
            return [.. hooks];
    }
}
