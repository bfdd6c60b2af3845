namespace Tessera.Lambda;

/// <summary>Gets a record of each batch that a mapping gives up: the service's on-failure destination.</summary>
/// <remarks>Implementations are thread-safe. When one throws, the mapping counts it and goes on: a destination never blocks a shard.</remarks>
public interface IFailureDestination
{
    /// <summary>Takes a record.</summary>
    /// <param name="record">
    /// What the service sends to SQS and SNS, as UTF-8 JSON: <c>requestContext</c>, <c>responseContext</c>, <c>version</c>, <c>timestamp</c> and
    /// <c>DDBStreamBatchInfo</c>. It names the records by their sequence numbers and does not contain them. It does not change afterwards.
    /// </param>
    /// <param name="cancellationToken">Gives up the call.</param>
    Task SendAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken);
}
