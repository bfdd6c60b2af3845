namespace Tessera.Lambda;

/// <summary>
/// Reads a stream and calls a function with batches of its records, as Lambda's event-source mapping for DynamoDB Streams does: for local runs, for tests, and
/// as a poller of real streams outside Lambda.
/// </summary>
/// <remarks>
/// Thread-safe. Each record is delivered at least once, those of one partition key in order. Only one mapping of a name may run at a time on a checkpoint store.
/// </remarks>
public sealed class EventSourceMapping
{
    private readonly MappingContext _context;
    private readonly Lock _lock = new();
    private readonly Signal _enabledSignal;
    private CancellationTokenSource? _enabledRun;
    private EventSourceMappingState _state;
    private bool _isEnabled;
    private bool _isRunning;

    /// <summary>Makes a mapping. It does nothing until it is run.</summary>
    /// <param name="name">The mapping's name: checkpoints are kept under it.</param>
    /// <param name="streamArn">The stream.</param>
    /// <param name="source">Where the stream is read.</param>
    /// <param name="function">What is called.</param>
    /// <param name="options">The parameters.</param>
    /// <param name="checkpoints">Where positions are kept; by default in memory, for this mapping alone.</param>
    /// <param name="destination">Gets a record of each batch that is given up; by default nobody does.</param>
    /// <param name="time">The clock of intervals, windows and ages; by default the system's.</param>
    /// <exception cref="ArgumentException">A parameter is out of its limits, or a filter pattern is wrong; the message says which and why.</exception>
    public EventSourceMapping(
        string name, string streamArn, IStreamSource source, IFunctionInvoker function, EventSourceMappingOptions options,
        ICheckpointStore? checkpoints = null, IFailureDestination? destination = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(streamArn);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _context = new(
            name, streamArn, source, function, options, checkpoints ?? new MemoryCheckpointStore(), destination, time ?? TimeProvider.System,
            new MappingMonitor { BatchProcessed = batch => BatchProcessed?.Invoke(batch), BatchFailed = failure => BatchFailed?.Invoke(failure) },
            [.. options.FilterPatterns.Select(FilterPattern.Parse)]);
        _enabledSignal = new(_context.Time);
        _isEnabled = options.Enabled;
    }

    /// <summary>Raised after each call of the function, on the thread that made it. A handler must be quick and must not throw.</summary>
    public event Action<EventSourceMappingBatch>? BatchProcessed;

    /// <summary>
    /// Raised when records failed, before the mapping waits to try them again, and when it gives records up. A handler must be quick and must not throw.
    /// </summary>
    public event Action<EventSourceMappingFailure>? BatchFailed;

    /// <summary>The mapping's name.</summary>
    public string Name => _context.Name;

    /// <summary>The stream.</summary>
    public string StreamArn => _context.StreamArn;

    /// <summary>The parameters.</summary>
    public EventSourceMappingOptions Options => _context.Options;

    /// <summary>What the mapping is doing.</summary>
    public EventSourceMappingState State
    {
        get
        {
            lock (_lock)
                return _state;
        }
    }

    /// <summary>The result of the last read or call, in the service's words: <c>No records processed</c>, <c>OK</c>, or <c>PROBLEM: …</c>.</summary>
    public string LastProcessingResult => _context.Monitor.LastResult;

    /// <summary>How old the last record of the last batch was when the call ended; <see langword="null"/> before the first.</summary>
    public TimeSpan? IteratorAge => _context.Monitor.IteratorAge;

    /// <summary>What the mapping has done so far.</summary>
    public EventSourceMappingStatistics Statistics => _context.Monitor.Statistics;

    /// <summary>Lets a disabled mapping go on from its position.</summary>
    public void Enable()
    {
        lock (_lock)
            _isEnabled = true;
        _enabledSignal.Set();
    }

    /// <summary>Stops reading and calling, as stopping does, and keeps the position. The state is Disabled when the batches in flight have ended.</summary>
    public void Disable()
    {
        CancellationTokenSource? run;
        lock (_lock)
        {
            _isEnabled = false;
            run = _enabledRun;
            _enabledRun = null;
        }

        run?.Cancel();
    }

    /// <summary>Runs the mapping until it is stopped. Reads and calls that fail are tried again; they do not end it.</summary>
    /// <param name="stop">Stops it: a batch in flight is finished within <see cref="EventSourceMappingOptions.StopGracePeriod"/> or abandoned.</param>
    /// <returns>A task that ends, without an exception, when the mapping has stopped.</returns>
    /// <exception cref="InvalidOperationException">The mapping runs already.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        lock (_lock)
        {
            if (_isRunning)
                throw new InvalidOperationException($"The event-source mapping '{Name}' runs already.");
            _isRunning = true;
        }

        try
        {
            while (!stop.IsCancellationRequested)
            {
                await RunEnabledAsync(stop).ConfigureAwait(false);
                SetState(EventSourceMappingState.Disabled);
                if (!IsEnabled)
                    await _enabledSignal.WaitAsync(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(false);
            }
        }
        finally
        {
            SetState(EventSourceMappingState.Disabled);
            lock (_lock)
                _isRunning = false;
        }
    }

    private bool IsEnabled
    {
        get
        {
            lock (_lock)
                return _isEnabled;
        }
    }

    private async Task RunEnabledAsync(CancellationToken stop)
    {
        // Neither source is disposed of: Disable, or the timer, may be cancelling it at this moment.
        var run = CancellationTokenSource.CreateLinkedTokenSource(stop);
        lock (_lock)
        {
            if (!_isEnabled)
                return;
            _enabledRun = run;
        }

        SetState(EventSourceMappingState.Enabling);
        var abandon = new CancellationTokenSource();
        using var grace = _context.Time.CreateTimer(
            static source => ((CancellationTokenSource)source!).Cancel(), abandon, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var registration = run.Token.UnsafeRegister(_ => BeginStop(grace), null);
        await new ShardCoordinator(_context).RunAsync(new(run, abandon.Token), () => SetState(EventSourceMappingState.Enabled)).ConfigureAwait(false);
    }

    private void BeginStop(ITimer grace)
    {
        SetState(EventSourceMappingState.Disabling);
        grace.Change(Options.StopGracePeriod, Timeout.InfiniteTimeSpan);
    }

    private void SetState(EventSourceMappingState state)
    {
        lock (_lock)
            _state = state;
    }
}
