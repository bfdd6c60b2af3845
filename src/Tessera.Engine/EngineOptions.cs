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
}
