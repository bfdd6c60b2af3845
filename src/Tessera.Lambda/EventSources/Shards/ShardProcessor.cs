namespace Tessera.Lambda;

/// <summary>Reads one shard to its end and delivers its records through its lanes.</summary>
internal sealed class ShardProcessor
{
    private readonly MappingContext _mapping;
    private readonly ShardReader _reader;
    private readonly ShardProgress _progress;
    private readonly RecordLane[] _lanes;
    private readonly Signal _poll;
    private readonly Signal _room;

    public ShardProcessor(MappingContext mapping, ShardCheckpoint checkpoint, ShardStart start, RecordPageReader pages)
    {
        _mapping = mapping;
        _poll = new(mapping.Time);
        _room = new(mapping.Time);
        _progress = new(mapping, checkpoint);
        _reader = new(mapping, checkpoint.ShardId, pages, start, checkpoint.StartedAt);
        _lanes = new RecordLane[mapping.Lanes];
        for (var index = 0; index < _lanes.Length; index++)
            _lanes[index] = new(mapping, new(mapping, checkpoint.ShardId, _progress), _room);
    }

    /// <summary>Runs until the shard has ended, is gone, or the mapping stops.</summary>
    /// <returns>How far it has come; completed when the shard has ended and all of it is done.</returns>
    public async Task<ShardCheckpoint> RunAsync(StopTokens tokens)
    {
        // A lane that fails stops the reader, and the other way round: neither waits for the other in vain.
        var lanes = Array.ConvertAll(_lanes, lane => tokens.StopAllOnFaultAsync(lane.RunAsync(tokens)));
        var ended = false;
        var delivered = false;
        try
        {
            ended = await tokens.StopAllOnFaultAsync(ReadToEndAsync(tokens)).ConfigureAwait(false);
        }
        finally
        {
            foreach (var lane in _lanes)
                lane.Close();
            delivered = Array.TrueForAll(await Task.WhenAll(lanes).ConfigureAwait(false), done => done);
        }

        if (ended && delivered)
            await CompleteAsync(tokens).ConfigureAwait(false);
        else
            await _progress.SaveNowAsync(tokens.Abandon).ConfigureAwait(false);
        return _progress.Saved;
    }

    private async Task<bool> ReadToEndAsync(StopTokens tokens)
    {
        while (await _reader.ReadAsync(tokens.Stop).ConfigureAwait(false) is { } page)
        {
            Distribute(page);
            // Records that were filtered out move the checkpoint by themselves. Where nothing new came, this makes up for a store that failed before.
            await _progress.SaveAsync(tokens.Abandon).ConfigureAwait(false);
            if (page.IsEnd)
                return true;
            if (!page.IsFull)
                await _poll.WaitAsync(_mapping.Options.PollInterval, tokens.Stop).ConfigureAwait(false);
            while (!HasRoom() && !tokens.Stop.IsCancellationRequested)
                await _room.WaitAsync(Timeout.InfiniteTimeSpan, tokens.Stop).ConfigureAwait(false);
        }

        return false;
    }

    private void Distribute(ShardPage page)
    {
        _progress.Add(page.Records);
        var now = _mapping.Time.GetUtcNow();
        foreach (var record in page.Records)
        {
            if (record.Json.IsEmpty)
                continue;
            record.QueuedAt = now;
            _lanes[record.PartitionHash % (uint)_lanes.Length].Add(record);
        }

        // What comes next was created later than this.
        var caughtUpTo = page.Records.Count == 0 ? page.ReadAt - EventSourceMappingLimits.AppearanceDelay : page.Records[^1].CreatedAt;
        foreach (var lane in _lanes)
            lane.CaughtUp(caughtUpTo);
    }

    /// <summary>Reading stops while twice what the lanes can send at once is waiting.</summary>
    private bool HasRoom()
    {
        var (count, bytes) = (0L, 0L);
        foreach (var lane in _lanes)
        {
            var waiting = lane.Waiting;
            count += waiting.Count;
            bytes += waiting.Bytes;
        }

        return count < 2L * _mapping.Options.BatchSize * _lanes.Length && bytes < 2L * EventSourceMappingLimits.PayloadBytesMaximum * _lanes.Length;
    }

    /// <summary>The shard's children may be read when this is stored: so it is tried until it is.</summary>
    private async Task CompleteAsync(StopTokens tokens)
    {
        _progress.CompleteShard();
        var pause = new RetryPause(_mapping.Options, _mapping.Time);
        while (!await _progress.SaveNowAsync(tokens.Abandon).ConfigureAwait(false))
        {
            if (!await pause.WaitAsync(tokens.Stop).ConfigureAwait(false))
                return;
        }
    }
}
