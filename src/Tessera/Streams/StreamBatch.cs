namespace Tessera;

/// <summary>A batch that is about to be handled. Immutable.</summary>
/// <param name="Records">Its records, in order.</param>
/// <param name="Deadline">When the function's time is over, or <see langword="null"/> outside Lambda.</param>
public sealed record StreamBatch(IReadOnlyList<StreamRecord> Records, DateTimeOffset? Deadline);

/// <summary>How a batch ended: each record counts once. Immutable.</summary>
/// <param name="Batch">The batch.</param>
public sealed record StreamBatchResult(StreamBatch Batch)
{
    /// <summary>Records whose handlers all succeeded, or that no handler took.</summary>
    public int Handled { get; init; }

    /// <summary>Records that all handlers had handled before, as the idempotency store knows.</summary>
    public int Skipped { get; init; }

    /// <summary>Records given to the on-failure handler.</summary>
    public int Poisoned { get; init; }

    /// <summary>Records whose handler failed, or that another function is handling.</summary>
    public int Failed { get; init; }

    /// <summary>Records that were not started: after a failure, or for want of time.</summary>
    public int NotStarted { get; init; }

    /// <summary>Whether the function's time was running out, so that records were left.</summary>
    public bool RanOutOfTime { get; init; }

    /// <summary>The sequence numbers reported to the event-source mapping: records are delivered again from the lowest on.</summary>
    public IReadOnlyList<string> ReportedFailures { get; init; } = [];

    /// <summary>How long the batch took.</summary>
    public TimeSpan Duration { get; init; }
}
