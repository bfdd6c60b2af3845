namespace Tessera.Lambda;

/// <summary>Where mappings keep how far they have come, so that a restart goes on where they stopped.</summary>
/// <remarks>Implementations are thread-safe. A mapping has one reader: two processes must not run a mapping of the same name on the same store.</remarks>
public interface ICheckpointStore
{
    /// <summary>Loads the checkpoints of a mapping.</summary>
    /// <param name="mapping">The mapping's name.</param>
    /// <param name="streamArn">The stream.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <returns>One checkpoint for each shard that was saved; none when the mapping has never run.</returns>
    Task<IReadOnlyList<ShardCheckpoint>> LoadAsync(string mapping, string streamArn, CancellationToken cancellationToken);

    /// <summary>Saves a shard's checkpoint in place of the one before.</summary>
    /// <param name="mapping">The mapping's name.</param>
    /// <param name="streamArn">The stream.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    Task SaveAsync(string mapping, string streamArn, ShardCheckpoint checkpoint, CancellationToken cancellationToken);

    /// <summary>Forgets a shard that the stream no longer has.</summary>
    /// <param name="mapping">The mapping's name.</param>
    /// <param name="streamArn">The stream.</param>
    /// <param name="shardId">The shard.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    Task RemoveAsync(string mapping, string streamArn, string shardId, CancellationToken cancellationToken);
}
