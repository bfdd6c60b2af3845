using System.Collections.Concurrent;

namespace Tessera.Lambda;

/// <summary>Finds a stream's shards and runs each when its parent is done, from where its checkpoint says. Made for one run of a mapping.</summary>
internal sealed class ShardCoordinator(MappingContext mapping)
{
    private readonly Signal _signal = new(mapping.Time);
    private readonly RetryPause _pause = new(mapping.Options, mapping.Time);
    private readonly Dictionary<string, ShardCheckpoint> _checkpoints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task<ShardCheckpoint>> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ShardCheckpoint> _ended = new();
    private bool _isFirstRun;
    private bool _startsAtLatest;

    /// <summary>Runs until the mapping stops, or something fails that cannot be tried again, and then until every shard has stopped.</summary>
    /// <param name="tokens">What stops it.</param>
    /// <param name="started">Called when the shards that there are have been found.</param>
    public async Task RunAsync(StopTokens tokens, Action started)
    {
        try
        {
            await tokens.StopAllOnFaultAsync(CoordinateAsync(tokens, started)).ConfigureAwait(false);
        }
        finally
        {
            // No shard outlives the mapping, and none fails in silence.
            await Task.WhenAll(_running.Values).ConfigureAwait(false);
        }
    }

    /// <returns>Whether the checkpoints were loaded before the mapping stopped.</returns>
    private async Task<bool> CoordinateAsync(StopTokens tokens, Action started)
    {
        if (!await LoadAsync(tokens.Stop).ConfigureAwait(false))
            return false;
        while (!tokens.Stop.IsCancellationRequested)
        {
            if (await DiscoverAsync(tokens.Stop).ConfigureAwait(false) is { } shards)
            {
                Start(shards, tokens);
                started();
                await _signal.WaitAsync(mapping.Options.ShardDiscoveryInterval, tokens.Stop).ConfigureAwait(false);
            }

            Reap();
        }

        return true;
    }

    private async Task<bool> LoadAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                foreach (var checkpoint in await mapping.Checkpoints.LoadAsync(mapping.Name, mapping.StreamArn, stop).ConfigureAwait(false))
                    _checkpoints[checkpoint.ShardId] = checkpoint;
                _isFirstRun = _checkpoints.Count == 0;
                _pause.Reset();
                return true;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                await FailAsync("The checkpoints could not be loaded", error, stop).ConfigureAwait(false);
            }
        }

        return false;
    }

    private async Task FailAsync(string what, Exception error, CancellationToken stop)
    {
        if (!stop.IsCancellationRequested)
            mapping.Monitor.OnProblem(what, error);
        await _pause.WaitAsync(stop).ConfigureAwait(false);
    }

    /// <summary>All shards of the stream; <see langword="null"/> when that failed, after a pause.</summary>
    private async Task<StreamShards?> DiscoverAsync(CancellationToken stop)
    {
        try
        {
            var shards = await StreamShards.ReadAsync(mapping, stop).ConfigureAwait(false);
            await ChooseStartAsync(shards, stop).ConfigureAwait(false);
            await ForgetVanishedAsync(shards, stop).ConfigureAwait(false);
            _pause.Reset();
            return shards;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            await FailAsync("The stream could not be described", error, stop).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>
    /// The first run at LATEST leaves a checkpoint for every shard there is: closed ones are done with, and shards that appear later are read from their beginning.
    /// </summary>
    private async Task ChooseStartAsync(StreamShards shards, CancellationToken stop)
    {
        if (!_isFirstRun || mapping.Options.StartingPosition != StartingPosition.Latest)
            return;
        foreach (var shard in shards.All)
        {
            if (_checkpoints.ContainsKey(shard.ShardId))
                continue;
            var checkpoint = new ShardCheckpoint(shard.ShardId) { IsCompleted = shard.IsClosed, StartedAt = mapping.Time.GetUtcNow() };
            await mapping.Checkpoints.SaveAsync(mapping.Name, mapping.StreamArn, checkpoint, stop).ConfigureAwait(false);
            _checkpoints[shard.ShardId] = checkpoint;
        }

        _isFirstRun = false;
        _startsAtLatest = true;
    }

    private async Task ForgetVanishedAsync(StreamShards shards, CancellationToken stop)
    {
        var vanished = _checkpoints.Keys.Where(shardId => !shards.Contains(shardId) && !_running.ContainsKey(shardId)).ToArray();
        if (vanished.Length > 0 && vanished.Length == _checkpoints.Count && _running.Count == 0)
            await MarkBeginningsAsync(shards, stop).ConfigureAwait(false);
        foreach (var shardId in vanished)
        {
            await mapping.Checkpoints.RemoveAsync(mapping.Name, mapping.StreamArn, shardId, stop).ConfigureAwait(false);
            _checkpoints.Remove(shardId);
        }
    }

    /// <summary>
    /// The mapping rested so long that every shard it knew is gone. Without any checkpoint the next run would take it for a new one, and LATEST would pass over
    /// what comes until then.
    /// </summary>
    private async Task MarkBeginningsAsync(StreamShards shards, CancellationToken stop)
    {
        foreach (var shard in shards.All)
        {
            var checkpoint = new ShardCheckpoint(shard.ShardId);
            await mapping.Checkpoints.SaveAsync(mapping.Name, mapping.StreamArn, checkpoint, stop).ConfigureAwait(false);
            _checkpoints[shard.ShardId] = checkpoint;
        }
    }

    private void Start(StreamShards shards, StopTokens tokens)
    {
        var pages = new RecordPageReader(mapping.StreamArn, shards.PartitionKey, mapping.Patterns);
        foreach (var shard in shards.All)
        {
            // A parent that the stream no longer lists may still be on its way through the function.
            var isReady = shard.ParentShardId is not { } parent || IsCompleted(parent) || (!shards.Contains(parent) && !_running.ContainsKey(parent));
            if (!isReady || IsCompleted(shard.ShardId) || _running.ContainsKey(shard.ShardId))
                continue;
            _running[shard.ShardId] = tokens.StopAllOnFaultAsync(RunShardAsync(shard, pages, tokens));
        }

        _startsAtLatest = false;
    }

    private bool IsCompleted(string shardId) => _checkpoints.TryGetValue(shardId, out var checkpoint) && checkpoint.IsCompleted;

    private async Task<ShardCheckpoint> RunShardAsync(StreamShard shard, RecordPageReader pages, StopTokens tokens)
    {
        var checkpoint = _checkpoints.GetValueOrDefault(shard.ShardId) ?? new ShardCheckpoint(shard.ShardId);
        var start = checkpoint.SequenceNumber is { } sequenceNumber ? ShardStart.After(sequenceNumber)
            : _startsAtLatest && checkpoint.StartedAt is not null ? ShardStart.Latest
            : ShardStart.TrimHorizon;
        var reached = await new ShardProcessor(mapping, checkpoint, start, pages).RunAsync(tokens).ConfigureAwait(false);
        _ended.Enqueue(reached);
        // The children of a shard that has ended are looked for at once; one that is gone is looked for again when it is time.
        if (reached.IsCompleted)
            _signal.Set();
        return reached;
    }

    /// <summary>Takes note of the shards that have ended; the next discovery starts their children.</summary>
    private void Reap()
    {
        while (_ended.TryDequeue(out var reached))
        {
            _checkpoints[reached.ShardId] = reached;
            _running.Remove(reached.ShardId);
        }
    }
}
