namespace Tessera.Lambda;

/// <summary>
/// A queue of records that go to the function one batch after the other. A shard has as many lanes as its parallelization factor; the records of one partition
/// key share a lane. The shard's reader adds, the lane takes.
/// </summary>
internal sealed class RecordLane(MappingContext mapping, BatchDelivery delivery, Signal room)
{
    private readonly Lock _lock = new();
    private readonly Signal _signal = new(mapping.Time);
    private readonly Queue<EventRecord> _queue = new();
    private DateTimeOffset _lastCreatedAt;
    private DateTimeOffset _caughtUpTo;
    private int _bytes;
    private bool _isClosed;

    /// <summary>How many records wait, and how many bytes they have.</summary>
    public (int Count, int Bytes) Waiting
    {
        get
        {
            lock (_lock)
                return (_queue.Count, _bytes);
        }
    }

    /// <summary>Adds a record. The lane looks at it when <see cref="CaughtUp"/> is called.</summary>
    public void Add(EventRecord record)
    {
        lock (_lock)
        {
            _queue.Enqueue(record);
            _bytes += record.Json.Length + 1;
            _lastCreatedAt = record.CreatedAt;
        }
    }

    /// <summary>Lets the lane look at what it has got: everything that was created before a time, so that windows which ended before can be closed.</summary>
    public void CaughtUp(DateTimeOffset to)
    {
        lock (_lock)
            _caughtUpTo = to > _caughtUpTo ? to : _caughtUpTo;
        _signal.Set();
    }

    /// <summary>The shard has ended: what waits is sent, and then the lane ends.</summary>
    public void Close()
    {
        lock (_lock)
            _isClosed = true;
        _signal.Set();
    }

    /// <summary>Delivers batches until the shard has ended.</summary>
    /// <returns>Whether everything was delivered; not when the mapping stops first.</returns>
    public async Task<bool> RunAsync(StopTokens tokens)
    {
        while (!tokens.Stop.IsCancellationRequested)
        {
            var step = Next(mapping.Time.GetUtcNow());
            switch (step.Kind)
            {
                case StepKind.End:
                    return true;
                case StepKind.Wait:
                    await _signal.WaitAsync(step.Wait, tokens.Stop).ConfigureAwait(false);
                    break;
                case StepKind.CloseWindow when !await delivery.CloseWindowAsync(early: false, tokens).ConfigureAwait(false):
                    return false;
                case StepKind.Deliver:
                    room.Set();
                    if (!await delivery.DeliverAsync(step.Batch, tokens).ConfigureAwait(false))
                        return false;
                    break;
            }
        }

        return false;
    }

    /// <summary>What there is to do now.</summary>
    private LaneStep Next(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_queue.TryPeek(out var first))
                return IsInLaterWindow(first) ? new(StepKind.CloseWindow) : NextBatch(first, now);
            if (delivery.Window is { } window && (_isClosed || _caughtUpTo >= window.End))
                return new(StepKind.CloseWindow);
            return _isClosed ? new(StepKind.End) : new(StepKind.Wait, Wait: Timeout.InfiniteTimeSpan);
        }
    }

    private LaneStep NextBatch(EventRecord first, DateTimeOffset now)
    {
        var wait = first.QueuedAt + mapping.Options.MaximumBatchingWindow - now;
        var cannotGrow = _isClosed || _queue.Count >= mapping.Options.BatchSize || EventPayload.EnvelopeBytes + _bytes > EventSourceMappingLimits.PayloadBytesMaximum
            || WindowOf(_lastCreatedAt) > WindowOf(first.CreatedAt);
        return cannotGrow || wait <= TimeSpan.Zero ? new(StepKind.Deliver, Batch: TakeBatch(WindowOf(first.CreatedAt))) : new(StepKind.Wait, Wait: wait);
    }

    /// <summary>As many records as a batch may have, an event may hold, and the window has.</summary>
    private EventRecord[] TakeBatch(DateTimeOffset window)
    {
        var batch = new List<EventRecord>(Math.Min(_queue.Count, mapping.Options.BatchSize));
        var payload = EventPayload.EnvelopeBytes;
        while (batch.Count < mapping.Options.BatchSize && _queue.TryPeek(out var next))
        {
            payload += next.Json.Length + 1;
            if (batch.Count > 0 && (payload > EventSourceMappingLimits.PayloadBytesMaximum || WindowOf(next.CreatedAt) > window))
                break;
            _bytes -= next.Json.Length + 1;
            batch.Add(_queue.Dequeue());
        }

        return [.. batch];
    }

    private bool IsInLaterWindow(EventRecord record) => delivery.Window is { } window && record.CreatedAt >= window.End;

    /// <summary>Without windows all records belong to one.</summary>
    private DateTimeOffset WindowOf(DateTimeOffset time) =>
        mapping.Options.TumblingWindow is { } length ? TumblingWindow.StartOf(time, length) : default;

    private enum StepKind
    {
        Wait,
        Deliver,
        CloseWindow,
        End,
    }

    private readonly record struct LaneStep(StepKind Kind, EventRecord[]? Batch = null, TimeSpan Wait = default);
}
