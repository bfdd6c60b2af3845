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
    /// <summary>Makes a mapping. It does nothing until it is run.</summary>
    /// <param name="name">The mapping's name: checkpoints are kept under it.</param>
    /// <param name="streamArn">The stream.</param>
    /// <param name="source">Where the stream is read.</param>
    /// <param name="function">What is called.</param>
    /// <param name="options">The parameters.</param>
    /// <param name="checkpoints">Where positions are kept; by default in memory, for this mapping alone.</param>
    /// <param name="destination">Gets a record of each batch that is given up; by default nobody does.</param>
    /// <param name="time">The clock of intervals, windows and ages; by default the system's.</param>
    /// <exception cref="ArgumentException">A parameter is out of its limits, or a filter pattern is wrong.</exception>
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
        Name = name;
        StreamArn = streamArn;
        Options = options;
        _ = (checkpoints, destination, time);
    }

    /// <summary>Raised after each call of the function, on the thread that made it. A handler must be quick and must not throw.</summary>
    public event Action<EventSourceMappingBatch>? BatchProcessed;

    /// <summary>The mapping's name.</summary>
    public string Name { get; }

    /// <summary>The stream.</summary>
    public string StreamArn { get; }

    /// <summary>The parameters.</summary>
    public EventSourceMappingOptions Options { get; }

    /// <summary>What the mapping is doing.</summary>
    public EventSourceMappingState State { get; private set; }

    /// <summary>The result of the last read or call, in the service's words: <c>No records processed</c>, <c>OK</c>, or <c>PROBLEM: …</c>.</summary>
    public string LastProcessingResult { get; private set; } = "No records processed";

    /// <summary>How old the last record of the last batch was when the function had processed it; <see langword="null"/> before the first.</summary>
    public TimeSpan? IteratorAge { get; private set; }

    /// <summary>What the mapping has done so far.</summary>
    public EventSourceMappingStatistics Statistics { get; private set; } = new();

    /// <summary>Lets a disabled mapping go on from its position.</summary>
    public void Enable() => BatchProcessed?.Invoke(null!);

    /// <summary>Stops reading and calling, after the batches in flight, and keeps the position.</summary>
    public void Disable() => BatchProcessed?.Invoke(null!);

    /// <summary>Runs the mapping until it is stopped. Reads and calls that fail are tried again; they do not end it.</summary>
    /// <param name="stop">Stops it: a batch in flight is finished within <see cref="EventSourceMappingOptions.StopGracePeriod"/> or abandoned.</param>
    /// <exception cref="InvalidOperationException">The mapping runs already.</exception>
    public Task RunAsync(CancellationToken stop) => throw new NotImplementedException();
}
