namespace Tessera;

/// <summary>How a <see cref="StreamProcessor"/> works. Read when the processor is made.</summary>
public sealed record StreamProcessorOptions
{
    /// <summary>What a batch does after a record that failed.</summary>
    /// <value>The default is <see cref="StreamFailureMode.StopAtFirstFailure"/>.</value>
    public StreamFailureMode FailureMode { get; init; }

    /// <summary>How many records are handled at once, each of another partition key; records of one partition key keep their order.</summary>
    /// <value>The default is 1: one after the other.</value>
    public int MaxParallelism { get; init; } = 1;

    /// <summary>
    /// Takes poison records, which would fail for ever and block their shard. When it returns, the record counts as handled; when it fails, so has
    /// the record.
    /// </summary>
    /// <value>The default is <see langword="null"/>: no record is poison, and the event-source mapping's own retries decide.</value>
    public Func<StreamFailure, CancellationToken, ValueTask>? OnFailure { get; init; }

    /// <summary>Tells by the exception that a record is poison at once, without further attempts.</summary>
    /// <value>The default takes records that no attempt can read: <see cref="ItemMappingException"/> and <see cref="EntityTypeMismatchException"/>.</value>
    public Func<Exception, bool> IsPoison { get; init; } = static exception => exception is ItemMappingException or EntityTypeMismatchException;

    /// <summary>How often a record may fail before it is poison, counted by the idempotency store.</summary>
    /// <value>The default is <see langword="null"/>: attempts do not make a record poison. Needs <see cref="Idempotency"/> and <see cref="OnFailure"/>.</value>
    public int? AttemptsMax { get; init; }

    /// <summary>Handles each record once although it is delivered several times.</summary>
    /// <value>The default is <see langword="null"/>: handlers may see a record again.</value>
    public StreamIdempotency? Idempotency { get; init; }

    /// <summary>Is told of each attempt that failed and is not poison, for logs; when it fails, the whole batch does.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public Func<StreamFailure, CancellationToken, ValueTask>? OnRecordFailed { get; init; }

    /// <summary>Runs before a batch's first record; when it fails, the whole batch does.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public Func<StreamBatch, CancellationToken, ValueTask>? OnBatchStarting { get; init; }

    /// <summary>Runs after a batch's last record, with the counts; when it fails, the whole batch does.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public Func<StreamBatchResult, CancellationToken, ValueTask>? OnBatchCompleted { get; init; }

    /// <summary>
    /// When less of the function's time remains, no record is started and the rest is reported as failed, so that what was done counts. Running handlers
    /// are cancelled when half of it remains.
    /// </summary>
    /// <value>The default is one second.</value>
    public TimeSpan DeadlineMargin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Opens the scope from which a record's handlers come.</summary>
    /// <value>The default is <see langword="null"/>: handlers come from the services that the processor is given.</value>
    public Func<IServiceProvider, StreamScope>? CreateScope { get; init; }
}
