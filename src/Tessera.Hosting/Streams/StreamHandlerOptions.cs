using Tessera.Lambda;

namespace Tessera.Hosting;

/// <summary>How a stream handler gets its records and what happens when it fails. Read when the application starts.</summary>
public sealed class StreamHandlerOptions
{
    /// <summary>How the records of a batch are handled: after failures, in parallel, once only.</summary>
    /// <value>
    /// The defaults of <see cref="StreamProcessorOptions"/>, with a scope per record, failures in the log, and idempotency when the application has
    /// <c>AddStreamIdempotency</c>.
    /// </value>
    public StreamProcessorOptions Processing { get; set; } = new();

    /// <summary>
    /// The event-source mapping: batch size, window, retries, age. Used when the application reads the stream itself, and by <c>tessera schema</c> for the template; in
    /// Lambda the deployed mapping decides.
    /// </summary>
    /// <value>
    /// The service's defaults, but with <see cref="EventSourceMappingOptions.ReportBatchItemFailures"/>, <see cref="EventSourceMappingOptions.BisectBatchOnFunctionError"/>
    /// and 10 <see cref="EventSourceMappingOptions.MaximumRetryAttempts"/>, so that a poison record does not hold its shard for a day; in the
    /// Development environment also a <see cref="EventSourceMappingOptions.RetryDelayMaximum"/> of 4 seconds. Without filter patterns, those that
    /// the handler's methods need are used.
    /// </value>
    public EventSourceMappingOptions EventSource { get; set; } = new()
    {
        ReportBatchItemFailures = true,
        BisectBatchOnFunctionError = true,
        MaximumRetryAttempts = 10,
    };
}
