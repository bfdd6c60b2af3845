namespace Tessera;

/// <summary>Whose key encrypts a table at rest.</summary>
public enum TableEncryption
{
    /// <summary>A key that the service owns. Free, and not visible in the account.</summary>
    Owned,

    /// <summary>The account's key <c>aws/dynamodb</c>, managed by AWS KMS.</summary>
    Managed,

    /// <summary>A key of the account's own, named by <see cref="DeploymentAttribute.EncryptionKey"/>.</summary>
    CustomerManaged,
}
