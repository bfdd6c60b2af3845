using System.Buffers.Binary;
using Tessera.Engine.Catalog;

namespace Tessera.Engine.Streams;

/// <summary>Where records stand in the store: key space of the stream, number of the shard, sequence number.</summary>
internal static class StreamKey
{
    private const int ShardLength = KeySpace.PrefixLength + sizeof(uint);
    private const int Length = ShardLength + sizeof(long);

    public static byte[] Record(uint keySpaceId, uint shard, SequenceNumber number)
    {
        var key = new byte[Length];
        KeySpace.WritePrefix(key, keySpaceId);
        BinaryPrimitives.WriteUInt32BigEndian(key.AsSpan(KeySpace.PrefixLength), shard);
        BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(ShardLength), number.Value);
        return key;
    }

    /// <summary>The first possible key of a shard.</summary>
    public static byte[] ShardStart(uint keySpaceId, uint shard) => Record(keySpaceId, shard, default);

    /// <summary>The first possible key after a shard.</summary>
    public static byte[] ShardEnd(uint keySpaceId, uint shard) => Record(keySpaceId, checked(shard + 1), default);

    public static uint ShardOf(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadUInt32BigEndian(key[KeySpace.PrefixLength..]);

    public static SequenceNumber NumberOf(ReadOnlySpan<byte> key) => new(BinaryPrimitives.ReadInt64BigEndian(key[ShardLength..]));
}
