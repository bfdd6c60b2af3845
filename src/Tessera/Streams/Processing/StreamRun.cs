namespace Tessera;

/// <summary>One batch on its way through the handlers: which record is next, and what became of each.</summary>
internal sealed class StreamRun : IDisposable
{
    private readonly StreamBatch _batch;
    private readonly IReadOnlyList<StreamRecord> _records;
    private readonly RecordOutcome[] _outcomes;
    private readonly StreamDispatcher _dispatcher;
    private readonly StreamProcessorOptions _options;
    private readonly TimeProvider _time;
    private readonly IServiceProvider _services;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource? _deadlineSource;
    private readonly CancellationTokenSource? _linkedSource;
    private volatile bool _isStopped;
    private volatile bool _ranOutOfTime;

    public StreamRun(
        StreamBatch batch, StreamDispatcher dispatcher, StreamProcessorOptions options, TimeProvider time, IServiceProvider services, CancellationToken cancellationToken)
    {
        (_batch, _records, _outcomes) = (batch, batch.Records, new RecordOutcome[batch.Records.Count]);
        (_dispatcher, _options, _time, _services, _cancellationToken) = (dispatcher, options, time, services, cancellationToken);
        if (batch.Deadline is { } deadline && deadline - (options.DeadlineMargin / 2) - time.GetUtcNow() is var left && left < TimeSpan.FromDays(1))
        {
            _deadlineSource = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
            _linkedSource = CancellationTokenSource.CreateLinkedTokenSource(_deadlineSource.Token, cancellationToken);
        }

        HandlerToken = _linkedSource?.Token ?? cancellationToken;
    }

    /// <summary>Is cancelled by the caller, and when half of the deadline's margin is gone.</summary>
    public CancellationToken HandlerToken { get; }

    public Task RunAsync() => _options.MaxParallelism == 1 || _records.Count < 2 ? RunInOrderAsync() : RunInParallelAsync();

    /// <summary>The records that come again, by their places in the batch.</summary>
    public List<int> Unfinished()
    {
        var unfinished = new List<int>();
        for (var i = 0; i < _outcomes.Length; i++)
        {
            if (_outcomes[i] is not (RecordOutcome.Failed or RecordOutcome.NotStarted))
                continue;
            unfinished.Add(i);
            // The lowest decides where Lambda goes on; the others are only told where they were tried.
            if (_options.FailureMode == StreamFailureMode.StopAtFirstFailure)
                break;
        }

        return unfinished;
    }

    public StreamBatchResult Result(List<int> unfinished, TimeSpan duration) => new(_batch)
    {
        Handled = Count(RecordOutcome.Handled),
        Skipped = Count(RecordOutcome.Skipped),
        Poisoned = Count(RecordOutcome.Poisoned),
        Failed = Count(RecordOutcome.Failed),
        NotStarted = Count(RecordOutcome.NotStarted),
        RanOutOfTime = _ranOutOfTime,
        ReportedFailures = [.. unfinished.Select(index => _records[index].SequenceNumber)],
        Duration = duration,
    };

    public void Dispose()
    {
        _linkedSource?.Dispose();
        _deadlineSource?.Dispose();
    }

    private async Task RunInOrderAsync()
    {
        PartitionKeys? failed = null;
        for (var i = 0; i < _records.Count && MayStart(); i++)
        {
            if (failed is not null && failed.Contains(_records[i]))
                continue;
            if (!await HandleAsync(i).ConfigureAwait(false))
                (failed ??= new PartitionKeys()).Add(_records[i]);
        }
    }

    private Task RunInParallelAsync()
    {
        var queue = new PartitionQueue(_records);
        var workers = new Task[Math.Min(_options.MaxParallelism, _records.Count)];
        for (var i = 0; i < workers.Length; i++)
            workers[i] = Task.Run(() => WorkAsync(queue));
        return Task.WhenAll(workers);
    }

    private async Task WorkAsync(PartitionQueue queue)
    {
        while (MayStart() && queue.TryTake(out var index))
        {
            while (true)
            {
                var succeeded = await HandleAsync(index).ConfigureAwait(false);
                if (!queue.TryContinue(index, succeeded, out var next) || !MayStart())
                    break;
                index = next;
            }
        }
    }

    private bool MayStart()
    {
        if (_isStopped || _cancellationToken.IsCancellationRequested)
            return false;
        if (_batch.Deadline is { } deadline && deadline - _time.GetUtcNow() < _options.DeadlineMargin)
            _ranOutOfTime = _isStopped = true;
        return !_isStopped;
    }

    private async ValueTask<bool> HandleAsync(int index)
    {
        var outcome = await _dispatcher.HandleAsync(_records[index], _services, _batch.Deadline, HandlerToken, _cancellationToken).ConfigureAwait(false);
        _outcomes[index] = outcome;
        if (outcome is not (RecordOutcome.Failed or RecordOutcome.NotStarted))
            return true;
        // Only ever set, never computed from what it was: several workers come by at once.
        if (outcome == RecordOutcome.NotStarted)
            _ranOutOfTime = _isStopped = true;
        if (_options.FailureMode == StreamFailureMode.StopAtFirstFailure)
            _isStopped = true;
        return false;
    }

    private int Count(RecordOutcome outcome)
    {
        var count = 0;
        foreach (var other in _outcomes)
            count += other == outcome ? 1 : 0;
        return count;
    }
}
