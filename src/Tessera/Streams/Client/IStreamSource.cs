using Amazon.DynamoDBv2.Model;

namespace Tessera;

/// <summary>
/// Where the records of DynamoDB Streams are read: the service's four operations. <see cref="DynamoDBStreamsClient"/> is one over the AWS SDK; tests script
/// their own.
/// </summary>
/// <remarks>Implementations are thread-safe.</remarks>
public interface IStreamSource
{
    /// <summary>Lists streams, one page of them.</summary>
    /// <param name="tableName">The table whose streams are wanted, or <see langword="null"/> for those of every table.</param>
    /// <param name="exclusiveStartStreamArn">The stream after which the page starts: <see cref="StreamListing.LastEvaluatedStreamArn"/> of the page before.</param>
    /// <param name="limit">How many streams at most, from 1 to 100; <see langword="null"/> for 100.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    Task<StreamListing> ListStreamsAsync(
        string? tableName = null, string? exclusiveStartStreamArn = null, int? limit = null, CancellationToken cancellationToken = default);

    /// <summary>Describes a stream and one page of its shards.</summary>
    /// <param name="streamArn">The stream.</param>
    /// <param name="exclusiveStartShardId">The shard after which the page starts: <see cref="StreamDescription.LastEvaluatedShardId"/> of the page before.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="ResourceNotFoundException">There is no such stream.</exception>
    Task<StreamDescription> DescribeStreamAsync(string streamArn, string? exclusiveStartShardId = null, CancellationToken cancellationToken = default);

    /// <summary>Gets an iterator into a shard. It can be used for 15 minutes.</summary>
    /// <param name="streamArn">The stream.</param>
    /// <param name="shardId">The shard.</param>
    /// <param name="start">Where in the shard to start.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="ResourceNotFoundException">There is no such stream or shard.</exception>
    /// <exception cref="TrimmedDataAccessException">The place to start at is older than the oldest record that the stream still has.</exception>
    Task<string> GetShardIteratorAsync(string streamArn, string shardId, ShardStart start, CancellationToken cancellationToken = default);

    /// <summary>Reads records of a shard, up to 1 MB of them. Dispose of the page when it has been read.</summary>
    /// <param name="shardIterator">The iterator.</param>
    /// <param name="limit">How many records at most, from 1 to 1,000; <see langword="null"/> for 1,000.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="ExpiredIteratorException">The iterator is older than 15 minutes: get another.</exception>
    /// <exception cref="TrimmedDataAccessException">The iterator points to records that the stream no longer has.</exception>
    /// <exception cref="ResourceNotFoundException">The stream is gone.</exception>
    /// <exception cref="LimitExceededException">More than two readers read the shard at once.</exception>
    Task<StreamRecordPage> GetRecordsAsync(string shardIterator, int? limit = null, CancellationToken cancellationToken = default);
}
