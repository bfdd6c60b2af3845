namespace Tessera.Generators.Model;

/// <summary>How a table is deployed, as its attributes say.</summary>
internal sealed record DeploymentSpec
{
    public required bool PointInTimeRecovery { get; init; }

    public required int RecoveryPeriodDays { get; init; }

    public required bool DeletionProtection { get; init; }

    public required bool Retain { get; init; }

    /// <summary>The member of <c>TableEncryption</c> by name.</summary>
    public required string Encryption { get; init; }

    public required string? EncryptionKey { get; init; }

    public required long ReadCapacityUnits { get; init; }

    public required long WriteCapacityUnits { get; init; }

    public required bool InfrequentAccess { get; init; }

    /// <summary>The tags in ordinal order of their keys.</summary>
    public required EquatableArray<TagSpec> Tags { get; init; }
}

/// <summary>A tag of a table.</summary>
internal sealed record TagSpec(string Key, string Value);
