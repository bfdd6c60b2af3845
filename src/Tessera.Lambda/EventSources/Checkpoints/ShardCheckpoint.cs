namespace Tessera.Lambda;

/// <summary>How far a mapping has come in a shard. Immutable.</summary>
/// <param name="ShardId">The shard.</param>
public sealed record ShardCheckpoint(string ShardId)
{
    /// <summary>The last record that is done, with every record before it; <see langword="null"/> while there is none.</summary>
    public string? SequenceNumber { get; init; }

    /// <summary>Whether the shard is closed and every record of it is done: its children may be read.</summary>
    public bool IsCompleted { get; init; }

    /// <summary>For a mapping that started at LATEST: when it did. Records that were created before are passed over.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The tumbling window that is open, if any.</summary>
    public WindowCheckpoint? Window { get; init; }
}

/// <summary>A tumbling window that is open. Immutable.</summary>
/// <param name="Start">When the window starts; records created then or later belong to it.</param>
/// <param name="State">The state that the function returned last: a JSON value as text.</param>
public sealed record WindowCheckpoint(DateTimeOffset Start, string State);
