using System.Buffers.Binary;

namespace Tessera.Engine.Items;

/// <summary>A range of keys of the store, as its cursors take it.</summary>
/// <param name="From">The first key that may be in it.</param>
/// <param name="To">The first key behind it.</param>
internal readonly record struct KeyRange(ReadOnlyMemory<byte> From, ReadOnlyMemory<byte> To)
{
    /// <summary>Every key that starts with the bytes.</summary>
    public static KeyRange OfPrefix(ReadOnlySpan<byte> prefix) => new(prefix.ToArray(), KeyEncoding.Successor(prefix));

    /// <summary>Every key of a space: a whole table or index.</summary>
    public static KeyRange OfSpace(uint spaceId) => new(Bound(spaceId, 0), Bound(spaceId, 1UL << 32));

    /// <summary>The keys of one segment of a parallel scan. The segments of a space have no key in common and leave none out.</summary>
    public static KeyRange OfSegment(uint spaceId, int segment, int totalSegments) =>
        new(Bound(spaceId, KeyEncoding.SegmentStart(segment, totalSegments)), Bound(spaceId, KeyEncoding.SegmentStart(segment + 1, totalSegments)));

    private static byte[] Bound(uint spaceId, ulong hash)
    {
        var bound = new byte[KeyEncoding.SpaceLength + KeyEncoding.HashLength];
        // The hash past the last one is the start of the next space.
        BinaryPrimitives.WriteUInt64BigEndian(bound, ((ulong)spaceId << 32) + hash);
        return bound;
    }
}
