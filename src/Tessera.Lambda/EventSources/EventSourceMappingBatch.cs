namespace Tessera.Lambda;

/// <summary>What came of one call of a mapping's function. Immutable.</summary>
/// <param name="ShardId">The shard.</param>
/// <param name="RecordCount">How many records the call had.</param>
/// <param name="StartSequenceNumber">The first record's sequence number; empty for a call without records.</param>
/// <param name="EndSequenceNumber">The last record's sequence number; empty for a call without records.</param>
/// <param name="Outcome">How the call ended.</param>
/// <param name="Duration">How long the call took.</param>
/// <param name="IteratorAge">How old the last record was when the call ended.</param>
/// <param name="Error">What the function, or the attempt to call it, said; <see langword="null"/> when it succeeded.</param>
public sealed record EventSourceMappingBatch(
    string ShardId, int RecordCount, string StartSequenceNumber, string EndSequenceNumber,
    BatchOutcome Outcome, TimeSpan Duration, TimeSpan IteratorAge, string? Error);

/// <summary>How a call of a mapping's function ended.</summary>
public enum BatchOutcome
{
    /// <summary>Every record was processed.</summary>
    Succeeded,

    /// <summary>The function reported that some records failed; those before the first of them are done.</summary>
    PartiallyFailed,

    /// <summary>The function failed, or reported that the whole batch did.</summary>
    Failed,

    /// <summary>The function could not be called. This does not use up retries.</summary>
    NotInvoked,
}
