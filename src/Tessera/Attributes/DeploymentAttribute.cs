namespace Tessera;

/// <summary>How a table is deployed: what templates say about it beyond its keys and indexes. Local tables ignore it.</summary>
/// <remarks><c>tessera schema</c> writes it into templates, <c>tessera diff</c> compares it with a live table. A table without it is billed on demand.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DeploymentAttribute : Attribute
{
    /// <summary>Whether the table can be restored to any second of the last days.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool PointInTimeRecovery { get; set; }

    /// <summary>How many days back <see cref="PointInTimeRecovery"/> reaches, from 1 to 35.</summary>
    /// <value>The default, 0, is the service's own: 35 days.</value>
    public int RecoveryPeriodDays { get; set; }

    /// <summary>Whether the service refuses to delete the table until this is turned off.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool DeletionProtection { get; set; }

    /// <summary>Whether the table stays, with its data, when its stack is deleted or its resource replaced.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Retain { get; set; } = true;

    /// <summary>Whose key encrypts the table.</summary>
    /// <value>The default is <see cref="TableEncryption.Owned"/>.</value>
    public TableEncryption Encryption { get; set; }

    /// <summary>The key's ARN, id or alias for <see cref="TableEncryption.CustomerManaged"/>, such as <c>alias/shop</c>.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? EncryptionKey { get; set; }

    /// <summary>Read capacity units per second; with <see cref="WriteCapacityUnits"/> it makes the table and its global indexes provisioned.</summary>
    /// <value>The default, 0, bills the table on demand.</value>
    public long ReadCapacityUnits { get; set; }

    /// <summary>Write capacity units per second; with <see cref="ReadCapacityUnits"/> it makes the table and its global indexes provisioned.</summary>
    /// <value>The default, 0, bills the table on demand.</value>
    public long WriteCapacityUnits { get; set; }

    /// <summary>Whether the table is of the class for data that is stored for long and seldom read (<c>STANDARD_INFREQUENT_ACCESS</c>).</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool InfrequentAccess { get; set; }
}

/// <summary>A tag of the deployed table; may be repeated.</summary>
/// <param name="key">The tag's key: 1 to 128 characters.</param>
/// <param name="value">The tag's value: up to 256 characters.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public sealed class TagAttribute(string key, string value) : Attribute
{
    /// <summary>The tag's key.</summary>
    public string Key { get; } = key;

    /// <summary>The tag's value.</summary>
    public string Value { get; } = value;
}
