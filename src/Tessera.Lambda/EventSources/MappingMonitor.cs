namespace Tessera.Lambda;

/// <summary>Counts what a mapping does and remembers its last result. Thread-safe.</summary>
internal sealed class MappingMonitor
{
    public const string NothingProcessed = "No records processed";
    public const string CallFailed = "PROBLEM: Function call failed";

    private readonly Lock _lock = new();
    private EventSourceMappingStatistics _statistics = new();
    private string _lastResult = NothingProcessed;
    private TimeSpan? _iteratorAge;

    /// <summary>Where the mapping hands on each call.</summary>
    public Action<EventSourceMappingBatch>? BatchProcessed { get; set; }

    /// <summary>Where the mapping hands on what it does after a failure.</summary>
    public Action<EventSourceMappingFailure>? BatchFailed { get; set; }

    public EventSourceMappingStatistics Statistics
    {
        get
        {
            lock (_lock)
                return _statistics;
        }
    }

    public string LastResult
    {
        get
        {
            lock (_lock)
                return _lastResult;
        }
    }

    public TimeSpan? IteratorAge
    {
        get
        {
            lock (_lock)
                return _iteratorAge;
        }
    }

    public void OnRead(int records, int filteredOut)
    {
        lock (_lock)
        {
            _statistics = _statistics with
            {
                RecordsRead = _statistics.RecordsRead + records,
                RecordsFilteredOut = _statistics.RecordsFilteredOut + filteredOut,
            };
        }
    }

    public void OnProblem(string what, Exception error)
    {
        lock (_lock)
            _lastResult = $"PROBLEM: {what}: {error.Message}";
    }

    public void OnCall(EventSourceMappingBatch batch)
    {
        lock (_lock)
        {
            _lastResult = batch.Outcome switch
            {
                BatchOutcome.Succeeded => "OK",
                BatchOutcome.NotInvoked => $"PROBLEM: Function could not be called: {batch.Error}",
                _ => CallFailed,
            };
            _iteratorAge = batch.RecordCount > 0 ? batch.IteratorAge : _iteratorAge;
            _statistics = _statistics with
            {
                Invocations = _statistics.Invocations + 1,
                FailedInvocations = _statistics.FailedInvocations + (batch.Outcome == BatchOutcome.Succeeded ? 0 : 1),
            };
        }

        HandOn(BatchProcessed, batch, nameof(BatchProcessed));
    }

    public void OnFailure(EventSourceMappingFailure failure) => HandOn(BatchFailed, failure, nameof(BatchFailed));

    public void OnProcessed(int records)
    {
        lock (_lock)
            _statistics = _statistics with { RecordsProcessed = _statistics.RecordsProcessed + records };
    }

    public void OnDiscarded(int records)
    {
        lock (_lock)
            _statistics = _statistics with { RecordsDiscarded = _statistics.RecordsDiscarded + records };
    }

    public void OnDestinationFailed(Exception error)
    {
        lock (_lock)
            _statistics = _statistics with { DestinationDeliveryFailures = _statistics.DestinationDeliveryFailures + 1 };
        OnProblem("The on-failure destination did not take a record", error);
    }

    private void HandOn<T>(Action<T>? watcher, T what, string name)
    {
        try
        {
            watcher?.Invoke(what);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Who watches must not hold up the shard.
            OnProblem($"A handler of {name} failed", error);
        }
    }
}
