using System.Globalization;

namespace Tessera.Engine.Streams;

/// <summary>A part of a stream that takes the records of a range of partition-key hashes, in order, until it is closed.</summary>
internal sealed record StreamShard
{
    /// <summary>Counts the shards of the stream from 1; never given twice.</summary>
    public required uint Number { get; init; }

    /// <summary>The shard whose records come before this one's; null for the first.</summary>
    public string? ParentId { get; init; }

    /// <summary>The lowest hash of a partition key whose records it takes.</summary>
    public required uint HashStart { get; init; }

    /// <summary>The highest one.</summary>
    public required uint HashEnd { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    /// <summary>No record of it has a lower number.</summary>
    public required SequenceNumber Start { get; init; }

    /// <summary>No record of it has a higher number; null while it is open.</summary>
    public SequenceNumber? End { get; init; }

    public DateTimeOffset? ClosingTime { get; init; }

    public bool IsOpen => End is null;

    /// <summary>Names that sort as the shards were made, with the form and length of the service's.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"shardId-{CreationTime.ToUnixTimeMilliseconds():D20}-{Number:x8}");

    public bool Takes(uint hash) => hash >= HashStart && hash <= HashEnd;

    /// <summary>When something must be done about it: an open shard is followed by another, a closed one goes.</summary>
    public DateTimeOffset Due => ClosingTime is { } closed ? closed + StreamTimes.Retention : CreationTime + StreamTimes.ShardLifetime;
}
