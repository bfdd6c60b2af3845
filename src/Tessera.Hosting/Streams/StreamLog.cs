using Microsoft.Extensions.Logging;

namespace Tessera.Hosting;

/// <summary>What the application's streams write to its log.</summary>
internal static partial class StreamLog
{
    [LoggerMessage(1, LogLevel.Error, "{Handler} failed on the stream record {EventId} ({SequenceNumber}); the record comes again.")]
    public static partial void RecordFailed(ILogger log, string handler, string eventId, string sequenceNumber, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "{Handler} reads the stream of the table {Table} in this process.")]
    public static partial void Reading(ILogger log, string handler, string table);

    [LoggerMessage(3, LogLevel.Error, "{Handler} gave up a batch of the stream: {Record}")]
    public static partial void BatchGivenUp(ILogger log, string handler, string record);

    [LoggerMessage(4, LogLevel.Error, "{Handler} cannot read its stream: {Reason}")]
    public static partial void CannotRead(ILogger log, string handler, string reason, Exception exception);
}
