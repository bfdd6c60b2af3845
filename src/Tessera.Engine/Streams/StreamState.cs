using System.Buffers.Binary;
using Tessera.Engine.Catalog;
using Tessera.Engine.Store;

namespace Tessera.Engine.Streams;

/// <summary>
/// What changes in a stream with every record: the last sequence number that it gave, and how many records each open shard has taken.
/// Stored apart from the definition, since it is written so often.
/// </summary>
/// <remarks>Belongs to one transaction.</remarks>
internal sealed class StreamState
{
    private const int CountLength = sizeof(uint) + sizeof(long);

    private readonly List<(uint Shard, long Records)> _counts = [];

    /// <summary>The last sequence number given.</summary>
    public SequenceNumber Last { get; set; }

    public static StreamState Read(IStoreSnapshot snapshot, uint keySpaceId)
    {
        var state = new StreamState();
        if (!TryGet(snapshot, keySpaceId, out var value))
            return state;
        var bytes = value.Span;
        state.Last = new SequenceNumber(BinaryPrimitives.ReadInt64LittleEndian(bytes));
        for (bytes = bytes[sizeof(long)..]; !bytes.IsEmpty; bytes = bytes[CountLength..])
            state._counts.Add((BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[sizeof(uint)..])));
        return state;
    }

    /// <summary>The last sequence number that a stream has given.</summary>
    public static SequenceNumber ReadLast(IStoreSnapshot snapshot, uint keySpaceId) =>
        TryGet(snapshot, keySpaceId, out var value) ? new SequenceNumber(BinaryPrimitives.ReadInt64LittleEndian(value.Span)) : default;

    /// <summary>Counts a record of a shard, and returns how many it has taken now.</summary>
    public long Count(uint shard)
    {
        for (var i = 0; i < _counts.Count; i++)
        {
            if (_counts[i].Shard != shard)
                continue;
            _counts[i] = (shard, _counts[i].Records + 1);
            return _counts[i].Records;
        }
        _counts.Add((shard, 1));
        return 1;
    }

    /// <summary>Forgets the count of a shard that has been closed.</summary>
    public void Close(uint shard) => _counts.RemoveAll(count => count.Shard == shard);

    public void Write(IStoreTransaction transaction, uint keySpaceId)
    {
        var value = new byte[sizeof(long) + (_counts.Count * CountLength)];
        BinaryPrimitives.WriteInt64LittleEndian(value, Last.Value);
        for (var i = 0; i < _counts.Count; i++)
        {
            var count = value.AsSpan(sizeof(long) + (i * CountLength));
            BinaryPrimitives.WriteUInt32LittleEndian(count, _counts[i].Shard);
            BinaryPrimitives.WriteInt64LittleEndian(count[sizeof(uint)..], _counts[i].Records);
        }
        transaction.Put(CatalogKeys.StreamState(keySpaceId), value);
    }

    private static bool TryGet(IStoreSnapshot snapshot, uint keySpaceId, out ReadOnlyMemory<byte> value)
    {
        Span<byte> key = stackalloc byte[CatalogKeys.NumberedLength];
        CatalogKeys.WriteStreamState(key, keySpaceId);
        return snapshot.TryGet(key, out value);
    }
}
