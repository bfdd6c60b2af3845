using Microsoft.Extensions.Logging;

namespace Tessera.Hosting;

/// <summary>What the application's streams write to its log.</summary>
internal static partial class StreamLog
{
    [LoggerMessage(1, LogLevel.Error, "{Handler} failed on {Record}; it comes again.")]
    public static partial void RecordFailed(ILogger log, string handler, string record, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "{Handler} reads the stream of the table {Table} in this process.")]
    public static partial void Reading(ILogger log, string handler, string table);

    [LoggerMessage(3, LogLevel.Error, "{Handler} gave up {Records} after attempt {Attempts} ({Condition}). {Advice}")]
    public static partial void GaveUp(ILogger log, string handler, string records, int attempts, string condition, string advice);

    [LoggerMessage(4, LogLevel.Error, "{Handler} cannot read its stream: {Reason}")]
    public static partial void CannotRead(ILogger log, string handler, string reason, Exception exception);

    [LoggerMessage(5, LogLevel.Error, "{Handler} failed on a whole batch.")]
    public static partial void BatchFailed(ILogger log, string handler, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "{Handler} tries {Records} again in {Seconds} s, at {Time}: attempt {Attempt}. What is behind in the shard waits until then.")]
    public static partial void TriesAgain(ILogger log, string handler, string records, double seconds, string time, string attempt);

    [LoggerMessage(7, LogLevel.Warning,
        "{Handlers} handles nothing in this process, because {Reason}. Set Tessera:ReadStreams (environment variable Tessera__ReadStreams) to true if this process is to "
        + "read the streams, and no other does; to false if it is not, which also ends this warning.")]
    public static partial void NotReading(ILogger log, string handlers, string reason);
}
