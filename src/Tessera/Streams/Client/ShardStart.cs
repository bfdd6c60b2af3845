namespace Tessera;

/// <summary>Where in a shard to start reading: one of the service's four iterator types. Immutable.</summary>
public readonly record struct ShardStart
{
    private readonly string? _type;

    private ShardStart(string type, string? sequenceNumber)
    {
        _type = type;
        SequenceNumber = sequenceNumber;
    }

    /// <summary>At the oldest record that the stream still has.</summary>
    public static ShardStart TrimHorizon { get; } = new("TRIM_HORIZON", null);

    /// <summary>After the newest record: what is written from now on.</summary>
    public static ShardStart Latest { get; } = new("LATEST", null);

    /// <summary>The service's name of the iterator type.</summary>
    public string IteratorType => _type ?? "TRIM_HORIZON";

    /// <summary>The sequence number that the two types with one start at.</summary>
    public string? SequenceNumber { get; }

    /// <summary>At a record.</summary>
    /// <param name="sequenceNumber">The record's sequence number.</param>
    public static ShardStart At(string sequenceNumber) => new("AT_SEQUENCE_NUMBER", Required(sequenceNumber));

    /// <summary>After a record.</summary>
    /// <param name="sequenceNumber">The record's sequence number.</param>
    public static ShardStart After(string sequenceNumber) => new("AFTER_SEQUENCE_NUMBER", Required(sequenceNumber));

    /// <summary>The iterator type, with the sequence number if there is one.</summary>
    public override string ToString() => SequenceNumber is null ? IteratorType : $"{IteratorType} {SequenceNumber}";

    private static string Required(string sequenceNumber)
    {
        ArgumentException.ThrowIfNullOrEmpty(sequenceNumber);
        return sequenceNumber;
    }
}
