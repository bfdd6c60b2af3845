namespace Tessera;

/// <summary>A stream handler of a program, with the settings of the mapping that invokes it. Immutable.</summary>
public sealed record ApplicationStreamHandler
{
    /// <summary>The handler's name, as <c>TESSERA_HANDLER</c> selects it.</summary>
    public required string Name { get; init; }

    /// <summary>The full name of the handler's type.</summary>
    public required string HandlerType { get; init; }

    /// <summary>The name of the table's model whose stream it handles.</summary>
    public required string Table { get; init; }

    /// <summary>The patterns of the records it takes; none means all records.</summary>
    public IReadOnlyList<string> FilterPatterns { get; init; } = [];

    /// <summary>The most records of one invocation.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>How many seconds to gather records before an invocation.</summary>
    public int MaximumBatchingWindowSeconds { get; init; }

    /// <summary>How many batches of one shard are handled at once.</summary>
    public int ParallelizationFactor { get; init; } = 1;

    /// <summary>Whether a new mapping starts with the oldest records of the stream and not with the next ones.</summary>
    public bool FromTrimHorizon { get; init; } = true;

    /// <summary>Whether a failed batch is cut in two.</summary>
    public bool BisectBatchOnFunctionError { get; init; } = true;

    /// <summary>How often a failed batch is tried again; -1 until its records expire.</summary>
    public int MaximumRetryAttempts { get; init; } = 10;

    /// <summary>How old a record may be to be handled, in seconds; -1 until it expires.</summary>
    public int MaximumRecordAgeSeconds { get; init; } = -1;

    /// <summary>Whether the handler reports which records of a batch failed.</summary>
    public bool ReportBatchItemFailures { get; init; } = true;

    /// <summary>The length of tumbling windows in seconds; 0 for none.</summary>
    public int TumblingWindowSeconds { get; init; }
}
