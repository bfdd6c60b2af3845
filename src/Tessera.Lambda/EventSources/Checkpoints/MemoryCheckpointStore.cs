using System.Collections.Concurrent;

namespace Tessera.Lambda;

/// <summary>Checkpoints in memory: they last as long as the store does, and can be shared by mappings.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class MemoryCheckpointStore : ICheckpointStore
{
    private readonly ConcurrentDictionary<(string Mapping, string StreamArn, string ShardId), ShardCheckpoint> _checkpoints = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<ShardCheckpoint>> LoadAsync(string mapping, string streamArn, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ShardCheckpoint>>(
            [.. _checkpoints.Where(one => one.Key.Mapping == mapping && one.Key.StreamArn == streamArn).Select(one => one.Value)
                .OrderBy(one => one.ShardId, StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public Task SaveAsync(string mapping, string streamArn, ShardCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        _checkpoints[(mapping, streamArn, checkpoint.ShardId)] = checkpoint;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string mapping, string streamArn, string shardId, CancellationToken cancellationToken)
    {
        _checkpoints.TryRemove((mapping, streamArn, shardId), out _);
        return Task.CompletedTask;
    }
}
