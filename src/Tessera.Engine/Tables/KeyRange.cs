using System.Buffers.Binary;
using Tessera.Engine.Catalog;
using Tessera.Engine.Expressions;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tables;

/// <summary>A contiguous range of store keys: from the first (inclusive) to the last (exclusive).</summary>
internal readonly record struct KeyRange(byte[] From, byte[] To)
{
    /// <summary>Everything in a table or index.</summary>
    public static KeyRange All(uint keySpaceId) => new(KeySpace.Start(keySpaceId), KeySpace.End(keySpaceId));

    /// <summary>One segment of a parallel scan. The segments of one total cover everything and do not overlap.</summary>
    public static KeyRange Segment(uint keySpaceId, int segment, int totalSegments) =>
        new(SegmentBound(keySpaceId, segment, totalSegments), SegmentBound(keySpaceId, segment + 1, totalSegments));

    /// <summary>What a Query reads.</summary>
    public static KeyRange Of(uint keySpaceId, KeySelection selection)
    {
        var prefix = new KeyBuffer(stackalloc byte[KeyBuffer.StackLength]);
        StoreKey.AppendPartition(ref prefix, keySpaceId, selection.PartitionKey);
        foreach (var value in selection.SortKeyEquals)
            StoreKey.Append(ref prefix, value);
        var range = Of(ref prefix, selection.SortKeyRange);
        prefix.Dispose();
        return range;
    }

    public bool Contains(ReadOnlySpan<byte> key) => key.SequenceCompareTo(From) >= 0 && key.SequenceCompareTo(To) < 0;

    /// <summary>What remains once everything up to a key, and the key itself, has been read. The key lies in the range; nothing need be stored there.</summary>
    public KeyRange Beyond(byte[] key, bool backwards) => backwards ? this with { To = key } : this with { From = [.. key, 0] };

    private static byte[] SegmentBound(uint keySpaceId, int segment, int totalSegments)
    {
        var hash = KeyEncoding.SegmentStart(segment, totalSegments);
        if (hash > uint.MaxValue)
            return KeySpace.End(keySpaceId);
        var bound = new byte[StoreKey.HeaderLength];
        KeySpace.WritePrefix(bound, keySpaceId);
        BinaryPrimitives.WriteUInt32BigEndian(bound.AsSpan(KeySpace.PrefixLength), (uint)hash);
        return bound;
    }

    private static KeyRange Of(ref KeyBuffer prefix, SortKeyRange? range)
    {
        var first = prefix.ToArray();
        var last = KeyEncoding.Successor(first);
        return range?.Operator switch
        {
            null => new KeyRange(first, last),
            SortKeyOperator.Less => new KeyRange(first, At(first, range.Value)),
            SortKeyOperator.LessOrEqual => new KeyRange(first, KeyEncoding.Successor(At(first, range.Value))),
            SortKeyOperator.Greater => new KeyRange(KeyEncoding.Successor(At(first, range.Value)), last),
            SortKeyOperator.GreaterOrEqual => new KeyRange(At(first, range.Value), last),
            SortKeyOperator.Between => new KeyRange(At(first, range.Value), KeyEncoding.Successor(At(first, range.Upper))),
            _ => BeginningWith(first, range.Value),
        };
    }

    private static KeyRange BeginningWith(byte[] prefix, AttributeValue value)
    {
        var buffer = new KeyBuffer(stackalloc byte[KeyBuffer.StackLength]);
        buffer.Append(prefix);
        buffer.Advance(KeyEncoding.WriteOpen(value, buffer.Reserve(KeyEncoding.LengthMax(value))));
        var range = new KeyRange(buffer.ToArray(), KeyEncoding.Successor(buffer.Written));
        buffer.Dispose();
        return range;
    }

    private static byte[] At(byte[] prefix, AttributeValue value)
    {
        var buffer = new KeyBuffer(stackalloc byte[KeyBuffer.StackLength]);
        buffer.Append(prefix);
        StoreKey.Append(ref buffer, value);
        var key = buffer.ToArray();
        buffer.Dispose();
        return key;
    }
}
