namespace Tessera;

/// <summary>How a table is deployed, as <see cref="DeploymentAttribute"/> and <see cref="TagAttribute"/> say. Immutable.</summary>
public sealed record DeploymentModel
{
    /// <summary>What holds for a table without the attributes.</summary>
    public static DeploymentModel Default { get; } = new();

    /// <summary>Whether the table can be restored to any second of the last days.</summary>
    public bool PointInTimeRecovery { get; init; }

    /// <summary>How many days back the recovery reaches; <see langword="null"/> is the service's own period of 35 days.</summary>
    public int? RecoveryPeriodDays { get; init; }

    /// <summary>Whether the service refuses to delete the table.</summary>
    public bool DeletionProtection { get; init; }

    /// <summary>Whether the table stays when its stack is deleted or its resource replaced.</summary>
    public bool Retain { get; init; } = true;

    /// <summary>Whose key encrypts the table.</summary>
    public TableEncryption Encryption { get; init; }

    /// <summary>The customer's key, or <see langword="null"/>.</summary>
    public string? EncryptionKey { get; init; }

    /// <summary>Provisioned read capacity units per second; <see langword="null"/> when billed on demand.</summary>
    public long? ReadCapacityUnits { get; init; }

    /// <summary>Provisioned write capacity units per second; <see langword="null"/> when billed on demand.</summary>
    public long? WriteCapacityUnits { get; init; }

    /// <summary>Whether the table is of the class <c>STANDARD_INFREQUENT_ACCESS</c>.</summary>
    public bool InfrequentAccess { get; init; }

    /// <summary>The table's tags, by key.</summary>
    public IReadOnlyList<TableTag> Tags { get; init; } = [];

    /// <summary>Whether capacity is provisioned and not billed on demand.</summary>
    public bool IsProvisioned => ReadCapacityUnits is not null && WriteCapacityUnits is not null;
}

/// <summary>A tag of a table. Immutable.</summary>
/// <param name="Key">The tag's key.</param>
/// <param name="Value">The tag's value.</param>
public sealed record TableTag(string Key, string Value);
