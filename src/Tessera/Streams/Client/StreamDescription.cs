namespace Tessera;

/// <summary>A stream, and one page of its shards. Immutable.</summary>
public sealed record StreamDescription
{
    /// <summary>The stream.</summary>
    public required string StreamArn { get; init; }

    /// <summary>The time at which the stream was turned on, as text.</summary>
    public string StreamLabel { get; init; } = "";

    /// <summary><c>ENABLING</c>, <c>ENABLED</c>, <c>DISABLING</c> or <c>DISABLED</c>. A disabled stream can be read until its records expire.</summary>
    public string StreamStatus { get; init; } = "";

    /// <summary>What the records carry besides the keys.</summary>
    public StreamView View { get; init; }

    /// <summary>The table.</summary>
    public string TableName { get; init; } = "";

    /// <summary>The name of the table's partition key.</summary>
    public string PartitionKey { get; init; } = "";

    /// <summary>The name of the table's sort key, if it has one.</summary>
    public string? SortKey { get; init; }

    /// <summary>The shards of this page.</summary>
    public IReadOnlyList<StreamShard> Shards { get; init; } = [];

    /// <summary>Where the next page of shards starts; <see langword="null"/> when this page is the last.</summary>
    public string? LastEvaluatedShardId { get; init; }
}

/// <summary>A shard of a stream. A parent's records come before those of its children. Immutable.</summary>
/// <param name="ShardId">The shard.</param>
/// <param name="ParentShardId">The shard it continues; <see langword="null"/> for a first shard.</param>
/// <param name="StartingSequenceNumber">The first sequence number that the shard can have.</param>
/// <param name="EndingSequenceNumber">The last sequence number of a closed shard; <see langword="null"/> while it is open.</param>
public sealed record StreamShard(string ShardId, string? ParentShardId, string StartingSequenceNumber, string? EndingSequenceNumber)
{
    /// <summary>Whether the shard gets no more records.</summary>
    public bool IsClosed => EndingSequenceNumber is not null;
}
