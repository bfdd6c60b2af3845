using Tessera.Engine.Store;

namespace Tessera.Engine.Streams;

/// <summary>Reads the records of a shard in order.</summary>
internal static class ShardReader
{
    /// <summary>The number of the first record from a position on; null where there is none.</summary>
    public static SequenceNumber? FindFirst(IStoreSnapshot snapshot, StreamDefinition stream, StreamShard shard, SequenceNumber from)
    {
        using var records = Range(snapshot, stream, shard, from);
        return records.MoveNext() ? StreamKey.NumberOf(records.Key.Span) : null;
    }

    /// <summary>The records from a position on; each value is a record as it is sent.</summary>
    public static IStoreCursor Range(IStoreSnapshot snapshot, StreamDefinition stream, StreamShard shard, SequenceNumber from) =>
        snapshot.Range(StreamKey.Record(stream.KeySpaceId, shard.Number, from), StreamKey.ShardEnd(stream.KeySpaceId, shard.Number));
}
