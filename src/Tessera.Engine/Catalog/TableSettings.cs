namespace Tessera.Engine.Catalog;

/// <summary>What a stream record shows of an item.</summary>
internal enum StreamViewType : byte
{
    KeysOnly,
    NewImage,
    OldImage,
    NewAndOldImages,
}

/// <summary>The stream of a table, or the last one that it had.</summary>
/// <param name="Enabled">False where it has been disabled: the label is still described.</param>
/// <param name="ViewType">What its records show.</param>
/// <param name="Label">Its creation time in ISO form with milliseconds, which ends its ARN.</param>
/// <param name="KeySpaceId">The key space of its records, which also names it among all streams.</param>
internal sealed record StreamSettings(bool Enabled, StreamViewType ViewType, string Label, uint KeySpaceId);

/// <summary>Encryption with a KMS key.</summary>
internal sealed record EncryptionSettings(string KmsMasterKeyArn);

/// <summary>The table class, once one was asked for.</summary>
internal sealed record TableClassSettings(bool InfrequentAccess, DateTimeOffset? LastUpdate);
