namespace Tessera.Lambda;

/// <summary>
/// Which records of a shard are done, and the checkpoint that follows: the last record before which none is missing. With several lanes the records are done in
/// any order. Thread-safe.
/// </summary>
internal sealed class ShardProgress(MappingContext mapping, ShardCheckpoint checkpoint)
{
    private readonly Lock _lock = new();
    private readonly Queue<EventRecord> _records = new();
    private ShardCheckpoint _current = checkpoint;
    private ShardCheckpoint _saved = checkpoint;
    private bool _isSaving;

    // What the store refused last, when, and how long it is then left alone.
    private readonly RetryPause _pause = new(mapping.Options, mapping.Time);
    private ShardCheckpoint? _refused;
    private long _refusedAt;
    private TimeSpan _rest;

    /// <summary>The tumbling window that was open when the shard was left.</summary>
    public WindowCheckpoint? Window { get; } = checkpoint.Window;

    /// <summary>What is stored.</summary>
    public ShardCheckpoint Saved
    {
        get
        {
            lock (_lock)
                return _saved;
        }
    }

    /// <summary>Takes records in the shard's order. Those without bytes were filtered out, and are done.</summary>
    public void Add(List<EventRecord> records)
    {
        lock (_lock)
        {
            foreach (var record in records)
            {
                record.IsDone = record.Json.IsEmpty;
                _records.Enqueue(record);
            }

            Advance();
        }
    }

    /// <summary>The records are processed or given up.</summary>
    public void Complete(ReadOnlySpan<EventRecord> records)
    {
        lock (_lock)
        {
            foreach (var record in records)
                record.IsDone = true;
            Advance();
        }
    }

    /// <summary>A window opened, changed its state or closed.</summary>
    public void SetWindow(WindowCheckpoint? window)
    {
        lock (_lock)
            _current = _current with { Window = window };
    }

    /// <summary>The shard ended, and all its records are done.</summary>
    public void CompleteShard()
    {
        lock (_lock)
            _current = _current with { IsCompleted = true };
    }

    /// <summary>
    /// Saves the checkpoint if it has changed. When another lane is saving, that one takes this change along. A store that fails is tried again with the next
    /// change, and without one after a pause: the checkpoint is then behind, never ahead.
    /// </summary>
    public Task SaveAsync(CancellationToken abandon) => IsResting() ? Task.CompletedTask : SaveNowAsync(abandon);

    /// <summary>The same, without regard to the pause.</summary>
    /// <returns>Whether what is stored is up to date, or about to be.</returns>
    public async Task<bool> SaveNowAsync(CancellationToken abandon)
    {
        lock (_lock)
        {
            if (_isSaving)
                return true;
            _isSaving = true;
        }

        while (TakeUnsaved() is { } unsaved)
        {
            if (!await TrySaveAsync(unsaved, abandon).ConfigureAwait(false))
                return false;
        }

        return true;
    }

    private void Advance()
    {
        while (_records.TryPeek(out var first) && first.IsDone)
            _current = _current with { SequenceNumber = _records.Dequeue().SequenceNumber };
    }

    private bool IsResting()
    {
        lock (_lock)
            return _refused == _current && mapping.Time.GetElapsedTime(_refusedAt) < _rest;
    }

    private ShardCheckpoint? TakeUnsaved()
    {
        lock (_lock)
        {
            _isSaving = _current != _saved;
            return _isSaving ? _current : null;
        }
    }

    private async Task<bool> TrySaveAsync(ShardCheckpoint unsaved, CancellationToken abandon)
    {
        Exception? error = null;
        try
        {
            await mapping.Checkpoints.SaveAsync(mapping.Name, mapping.StreamArn, unsaved, abandon).ConfigureAwait(false);
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            error = caught;
        }

        lock (_lock)
        {
            if (error is null)
            {
                (_saved, _refused) = (unsaved, null);
                _pause.Reset();
            }
            else
            {
                (_refused, _refusedAt, _rest) = (unsaved, mapping.Time.GetTimestamp(), _pause.Take());
                _isSaving = false;
            }
        }

        if (error is not null && !abandon.IsCancellationRequested)
            mapping.Monitor.OnProblem("A checkpoint could not be saved", error);
        return error is null;
    }
}
