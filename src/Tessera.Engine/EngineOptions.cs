namespace Tessera.Engine;

/// <summary>What an engine is given when it is made: everything that it would otherwise have to take from its surroundings.</summary>
public sealed record EngineOptions
{
    /// <summary>The clock.</summary>
    /// <value>The system's clock by default.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The account that tables belong to: twelve digits.</summary>
    /// <value><c>000000000000</c> by default. One account serves every access key, so that a different dummy key does not hide the tables.</value>
    public string AccountId { get; init; } = "000000000000";

    /// <summary>The region of a request whose credentials name none.</summary>
    /// <value><c>us-east-1</c> by default.</value>
    public string DefaultRegion { get; init; } = "us-east-1";

    /// <summary>The seed of table ids, request ids and whatever else the service draws at random.</summary>
    /// <value>Null by default: drawn from the system.</value>
    public int? Seed { get; init; }

    /// <summary>How long a table or index stays CREATING, UPDATING or DELETING.</summary>
    /// <value>Zero by default: the response shows the passing status, and the next request finds the change done.</value>
    public TimeSpan StatusDelay { get; init; } = TimeSpan.Zero;

    /// <summary>How long an expired item stays, where its table has a time to live.</summary>
    /// <value>
    /// Three seconds by default; the service takes up to some days. The item is deleted when the first request comes after that, and can be read and written
    /// until then.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan TimeToLiveDelay
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(3);

    /// <summary>How many records a shard of a stream takes before it is closed and two others, each with half of its partition keys, take its place.</summary>
    /// <value>100,000 by default, so that the streams of most tests keep one shard; at least 1. A stream has 64 open shards at most.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int StreamShardRecords
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 100_000;
}
