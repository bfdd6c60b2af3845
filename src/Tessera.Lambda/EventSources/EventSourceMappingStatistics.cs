namespace Tessera.Lambda;

/// <summary>What a mapping has done since it was made. Immutable: a snapshot.</summary>
public sealed record EventSourceMappingStatistics
{
    /// <summary>Records that were read from the stream.</summary>
    public long RecordsRead { get; init; }

    /// <summary>Records that matched no filter pattern.</summary>
    public long RecordsFilteredOut { get; init; }

    /// <summary>Records that the function processed.</summary>
    public long RecordsProcessed { get; init; }

    /// <summary>Records that were given up: retries used up, or too old.</summary>
    public long RecordsDiscarded { get; init; }

    /// <summary>Calls of the function.</summary>
    public long Invocations { get; init; }

    /// <summary>Calls that failed: the function failed, reported failures, or could not be called.</summary>
    public long FailedInvocations { get; init; }

    /// <summary>On-failure records that the destination did not take.</summary>
    public long DestinationDeliveryFailures { get; init; }
}
