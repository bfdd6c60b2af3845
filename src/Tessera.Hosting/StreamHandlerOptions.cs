using Tessera.Lambda;

namespace Tessera.Hosting;

/// <summary>How a stream handler gets its records.</summary>
public sealed class StreamHandlerOptions
{
    /// <summary>
    /// The event-source mapping between the stream and the handler: what a deployment sets up, and what invokes the handler on a laptop. Its filter patterns
    /// are those of the handler where it names none.
    /// </summary>
    /// <value>By default: from the oldest record, batches of 100, ten retries that cut a failed batch in two, and failures reported by record.</value>
    public EventSourceMappingOptions Mapping { get; set; } = new()
    {
        StartingPosition = StartingPosition.TrimHorizon,
        BisectBatchOnFunctionError = true,
        MaximumRetryAttempts = 10,
        ReportBatchItemFailures = true,
    };
}
