namespace Tessera.Engine.Streams;

/// <summary>How long the parts of a stream live.</summary>
internal static class StreamTimes
{
    /// <summary>How long a record can be read, and how long a closed shard, or a stream that was disabled, is there.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    /// <summary>How long a shard takes records before another one follows it.</summary>
    public static readonly TimeSpan ShardLifetime = TimeSpan.FromHours(4);

    public static readonly TimeSpan IteratorLifetime = TimeSpan.FromMinutes(15);

    /// <summary>The lowest sequence number that can still be read.</summary>
    public static SequenceNumber TrimHorizon(DateTimeOffset now) => SequenceNumber.At(now - Retention);
}
