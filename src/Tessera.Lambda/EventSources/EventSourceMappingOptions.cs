namespace Tessera.Lambda;

/// <summary>How an event-source mapping reads its stream and calls its function: the service's parameters, with its defaults and limits. Immutable.</summary>
public sealed record EventSourceMappingOptions
{
    /// <summary>How many records a batch has at most.</summary>
    /// <value>From 1 to 10,000; 100 by default. A batch is also limited to 6 MB of event.</value>
    public int BatchSize { get; init; } = 100;

    /// <summary>How long records are gathered before a batch that is not full is sent.</summary>
    /// <value>From 0 to 300 seconds; 0, which is the default, sends what there is at once.</value>
    public TimeSpan MaximumBatchingWindow { get; init; }

    /// <summary>How many batches of one shard are processed at once. Records with the same partition key stay in order.</summary>
    /// <value>From 1 to 10; 1 by default. With a <see cref="TumblingWindow"/> the batches of a shard go one after the other all the same.</value>
    public int ParallelizationFactor { get; init; } = 1;

    /// <summary>Where a mapping without checkpoints starts.</summary>
    /// <value><see cref="StartingPosition.TrimHorizon"/> by default; the service has no default.</value>
    public StartingPosition StartingPosition { get; init; }

    /// <summary>Whether a batch that fails is cut in two, and the halves are tried one after the other. Cutting does not use up retries.</summary>
    public bool BisectBatchOnFunctionError { get; init; }

    /// <summary>How often a batch that fails is tried again.</summary>
    /// <value>From 0 to 10,000, or −1, which is the default: until the records expire.</value>
    public int MaximumRetryAttempts { get; init; } = -1;

    /// <summary>The age at which records are discarded.</summary>
    /// <value>From 60 seconds to 7 days; <see langword="null"/>, which is the default: when they expire, after 24 hours.</value>
    public TimeSpan? MaximumRecordAge { get; init; }

    /// <summary>Whether the function's answer may name the records of the batch that failed (<c>FunctionResponseTypes: [ReportBatchItemFailures]</c>).</summary>
    public bool ReportBatchItemFailures { get; init; }

    /// <summary>The length of a tumbling window: the function gets the state that it returned for the same window before.</summary>
    /// <value>From 1 to 900 seconds; <see langword="null"/>, which is the default, for no windows.</value>
    public TimeSpan? TumblingWindow { get; init; }

    /// <summary>Filter patterns (<c>FilterCriteria</c>), each a JSON object as text. Records that match none of them are passed over; no pattern takes every record.</summary>
    /// <value>At most 10; none by default.</value>
    public IReadOnlyList<string> FilterPatterns { get; init; } = [];

    /// <summary>Whether the mapping starts enabled. A disabled mapping keeps its position.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool Enabled { get; init; } = true;

    /// <summary>The function's name in on-failure records.</summary>
    /// <value>By default an ARN is made of the mapping's name and the stream's region and account.</value>
    public string? FunctionArn { get; init; }

    /// <summary>How often each shard is asked for records.</summary>
    /// <value>250 ms by default, as the service does.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the stream is asked for new shards. When a shard ends this happens at once.</summary>
    /// <value>10 seconds by default.</value>
    public TimeSpan ShardDiscoveryInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait before the first retry of a batch or of a read that failed; each further failure in a row doubles it.</summary>
    /// <value>1 second by default.</value>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait before a retry.</summary>
    /// <value>1 minute by default.</value>
    public TimeSpan RetryDelayMaximum { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a batch in flight may go on when the mapping is stopped, before it is abandoned. An abandoned batch is delivered again after a restart.</summary>
    /// <value>5 seconds by default.</value>
    public TimeSpan StopGracePeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Checks every value against the service's limits, and the patterns for their syntax. A mapping does this when it is made.</summary>
    /// <exception cref="ArgumentException">A value is out of its limits, or a pattern is wrong; the message says which and why.</exception>
    public void Validate() => EventSourceMappingLimits.Check(this);
}
