using System.Collections.Immutable;

namespace Tessera.Engine.Streams;

/// <summary>How shards are closed and followed by others. A closed shard ends at a sequence number of its own, below all of its children's.</summary>
internal static class ShardChanges
{
    /// <summary>The one shard that a stream begins with.</summary>
    public static StreamShard First(StreamState state, DateTimeOffset now)
    {
        state.Last = state.Last.Next(now);
        return new StreamShard { Number = 1, HashStart = 0, HashEnd = uint.MaxValue, CreationTime = now, Start = state.Last };
    }

    /// <summary>Closes a shard; nobody takes its records from then on.</summary>
    public static StreamDefinition Close(StreamDefinition stream, StreamShard shard, StreamState state, DateTimeOffset now)
    {
        state.Close(shard.Number);
        state.Last = state.Last.Next(now);
        return stream with { Shards = stream.Shards.Replace(shard, shard with { End = state.Last, ClosingTime = now }) };
    }

    /// <summary>Closes a shard; another one takes its records.</summary>
    public static StreamDefinition Follow(
        StreamDefinition stream, StreamShard shard, StreamState state, DateTimeOffset closingTime, DateTimeOffset creationTime) =>
        WithChildren(stream, shard, state, closingTime, creationTime, (shard.HashStart, shard.HashEnd));

    /// <summary>Closes a shard; two others take its records, one those of the lower half of its hashes.</summary>
    public static StreamDefinition Split(StreamDefinition stream, StreamShard shard, StreamState state, DateTimeOffset now)
    {
        if (shard.HashStart == shard.HashEnd)
            return Follow(stream, shard, state, now, now);
        var middle = shard.HashStart + ((shard.HashEnd - shard.HashStart) / 2);
        return WithChildren(stream, shard, state, now, now, (shard.HashStart, middle), (middle + 1, shard.HashEnd));
    }

    private static StreamDefinition WithChildren(
        StreamDefinition stream,
        StreamShard parent,
        StreamState state,
        DateTimeOffset closingTime,
        DateTimeOffset creationTime,
        params ReadOnlySpan<(uint Start, uint End)> ranges)
    {
        stream = Close(stream, parent, state, closingTime);
        var number = stream.Shards[^1].Number;
        var shards = ImmutableArray.CreateBuilder<StreamShard>(stream.Shards.Length + ranges.Length);
        shards.AddRange(stream.Shards);
        foreach (var (start, end) in ranges)
        {
            shards.Add(new StreamShard
            {
                Number = ++number,
                ParentId = parent.Id,
                HashStart = start,
                HashEnd = end,
                CreationTime = creationTime,
                Start = state.Last.Following,
            });
        }
        return stream with { Shards = shards.DrainToImmutable() };
    }
}
