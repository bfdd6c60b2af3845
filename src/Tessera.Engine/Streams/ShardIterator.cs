using System.Buffers.Binary;
using System.Text;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Streams;

/// <summary>
/// A place in a shard, as a client carries it from one GetRecords to the next: the stream's ARN, and in Base64 what only the engine reads.
/// </summary>
/// <param name="StreamArn">The stream.</param>
/// <param name="Shard">The number of the shard.</param>
/// <param name="Position">The lowest sequence number that is still to be read.</param>
/// <param name="IssueTime">When it was given out, to the millisecond: it expires.</param>
internal readonly record struct ShardIterator(string StreamArn, uint Shard, SequenceNumber Position, DateTimeOffset IssueTime)
{
    private const int ContentLength = sizeof(uint) + sizeof(long) + sizeof(long);
    private const int Length = ContentLength + sizeof(uint);
    private const string Separator = "|1|";

    public bool IsExpired(DateTimeOffset now) => now - IssueTime > StreamTimes.IteratorLifetime;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Shard);
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(uint)..], Position.Value);
        BinaryPrimitives.WriteInt64BigEndian(bytes[(sizeof(uint) + sizeof(long))..], IssueTime.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteUInt32BigEndian(bytes[ContentLength..], Check(StreamArn, bytes[..ContentLength]));
        return $"{StreamArn}{Separator}{Convert.ToBase64String(bytes)}";
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else, such as an iterator that was cut off or put together by hand.</summary>
    public static bool TryParse(string text, out ShardIterator iterator)
    {
        iterator = default;
        var separator = text.LastIndexOf(Separator, StringComparison.Ordinal);
        Span<byte> bytes = stackalloc byte[Length];
        if (separator < 0 || !Convert.TryFromBase64String(text[(separator + Separator.Length)..], bytes, out var length) || length != Length)
            return false;
        var arn = text[..separator];
        if (BinaryPrimitives.ReadUInt32BigEndian(bytes[ContentLength..]) != Check(arn, bytes[..ContentLength]))
            return false;
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes[(sizeof(uint) + sizeof(long))..]);
        iterator = new ShardIterator(
            arn,
            BinaryPrimitives.ReadUInt32BigEndian(bytes),
            new SequenceNumber(BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(uint)..])),
            DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
        return true;
    }

    private static uint Check(string arn, ReadOnlySpan<byte> content) => Crc32.Compute([.. Encoding.UTF8.GetBytes(arn), .. content]);
}
