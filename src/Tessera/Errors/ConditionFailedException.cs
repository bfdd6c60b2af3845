namespace Tessera;

/// <summary>A write was refused because its condition did not hold; nothing was written.</summary>
/// <remarks>Not worth a blind retry: read the entity again and decide. The SDK's exception is the inner one.</remarks>
public class ConditionFailedException : Exception
{
    internal ConditionFailedException(string message, string entity, string key, object? stored, Exception? inner)
        : base(message, inner) => (Entity, Key, Stored) = (entity, key, stored);

    /// <summary>The entity's name.</summary>
    public string Entity { get; }

    /// <summary>The item's key as text.</summary>
    public string Key { get; }

    /// <summary>The entity as it is stored, when DynamoDB returned it; <see langword="null"/> when there is none.</summary>
    public object? Stored { get; }
}

/// <summary>A create was refused because an item with that key exists.</summary>
/// <remarks>Put replaces it, or choose another key. The SDK's exception is the inner one.</remarks>
public sealed class EntityExistsException : ConditionFailedException
{
    internal EntityExistsException(string message, string entity, string key, object? stored, Exception? inner)
        : base(message, entity, key, stored, inner)
    {
    }
}

/// <summary>An update or a check was refused because there is no item with that key.</summary>
/// <remarks>Create it first, or let the update create it with <c>OrCreate()</c>. The SDK's exception is the inner one.</remarks>
public sealed class EntityNotFoundException : ConditionFailedException
{
    internal EntityNotFoundException(string message, string entity, string key, Exception? inner)
        : base(message, entity, key, null, inner)
    {
    }
}

/// <summary>A write was refused because someone else has written the entity since it was read.</summary>
/// <remarks>Read the entity again, apply the change to that, and write it. The SDK's exception is the inner one.</remarks>
public sealed class VersionConflictException : ConditionFailedException
{
    internal VersionConflictException(string message, string entity, string key, long expected, long? found, object? stored, Exception? inner)
        : base(message, entity, key, stored, inner) => (ExpectedVersion, StoredVersion) = (expected, found);

    /// <summary>The version that the entity was read with.</summary>
    public long ExpectedVersion { get; }

    /// <summary>The version that is stored; <see langword="null"/> when the item is gone or has none.</summary>
    public long? StoredVersion { get; }
}
