namespace Tessera.Lambda;

/// <summary>What a mapping does with records that failed: it tries them again, or gives them up. Immutable.</summary>
public sealed record EventSourceMappingFailure
{
    /// <summary>The shard. It waits until the records are tried again.</summary>
    public required string ShardId { get; init; }

    /// <summary>The records that are tried again or given up, in order, as they stand in the event; none for the final call of a tumbling window.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Records { get; init; }

    /// <summary>How often the function got the records so far.</summary>
    public required int Attempts { get; init; }

    /// <summary>How many attempts are left; <see langword="null"/> where only the records' age ends them.</summary>
    /// <remarks>An attempt after which a batch is cut, and one that does not reach the function, is not counted.</remarks>
    public required int? AttemptsLeft { get; init; }

    /// <summary>After what time the records are tried again; <see langword="null"/> where they are given up.</summary>
    public TimeSpan? RetryIn { get; init; }

    /// <summary>Why they are given up: <c>RetryAttemptsExhausted</c> or <c>RecordAgeExceeded</c>; <see langword="null"/> where they are tried again.</summary>
    public string? Condition { get; init; }

    /// <summary>The last call of the function; <see langword="null"/> where there was none, because the records were too old when they were read.</summary>
    public EventSourceMappingBatch? LastCall { get; init; }

    /// <summary>How many records of that call the function reported as failed; all of them where it failed as a whole.</summary>
    public int FailedCount { get; init; }
}
