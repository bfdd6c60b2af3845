namespace Tessera.Lambda;

/// <summary>One record of a shard, on its way to the function.</summary>
/// <param name="json">The record as it stands in the event; empty when no filter pattern took it.</param>
/// <param name="sequenceNumber">Its place in the shard.</param>
/// <param name="createdAt">Its approximate creation time.</param>
/// <param name="partitionHash">A hash of its partition key, the same wherever and whenever it is computed.</param>
internal sealed class EventRecord(ReadOnlyMemory<byte> json, string sequenceNumber, DateTimeOffset createdAt, uint partitionHash)
{
    public ReadOnlyMemory<byte> Json => json;

    public string SequenceNumber => sequenceNumber;

    public DateTimeOffset CreatedAt => createdAt;

    public uint PartitionHash => partitionHash;

    /// <summary>When it was read: its batching window starts then.</summary>
    public DateTimeOffset QueuedAt { get; set; }

    /// <summary>Processed, passed over or given up. Guarded by the <see cref="ShardProgress"/> that the record is in.</summary>
    public bool IsDone { get; set; }
}
