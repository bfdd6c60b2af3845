namespace Tessera;

/// <summary>A tumbling window of an event-source mapping, as one batch sees it. Immutable.</summary>
public sealed record StreamWindow
{
    /// <summary>Where the window begins.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Where the window ends; a record of this moment belongs to the next.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Whether this is the window's last call: what the state says is the result.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Whether the window ends before its time, since its state grew too large.</summary>
    public bool IsTerminatedEarly { get; init; }

    /// <summary>The shard; each has windows of its own.</summary>
    public string ShardId { get; init; } = "";

    /// <summary>The state that the previous call returned: a JSON object, <c>{}</c> in the first.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }

    /// <summary>The records to take into the state, in order. Records that failed, and all after the first of them, are not among them: they come again.</summary>
    public IReadOnlyList<StreamRecord> Records { get; init; } = [];
}
