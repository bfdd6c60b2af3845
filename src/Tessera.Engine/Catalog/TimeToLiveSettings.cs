using Tessera.Engine.Protocol;

namespace Tessera.Engine.Catalog;

/// <summary>The state of a table's time to live.</summary>
internal enum TimeToLiveStatus : byte
{
    Disabled,
    Enabling,
    Enabled,
    Disabling,
}

/// <summary>The time to live of a table, or the last one that it had.</summary>
/// <param name="AttributeName">The attribute that says when an item expires.</param>
/// <param name="KeySpaceId">The key space that orders the items by their expiry. It holds something while the status is ENABLED.</param>
/// <param name="Status">ENABLING and DISABLING are passing statuses.</param>
/// <param name="StatusDue">When the passing status ends; null where it is none.</param>
/// <param name="ChangeTime">When it was last enabled or disabled.</param>
internal sealed record TimeToLiveSettings(
    string AttributeName, uint KeySpaceId, TimeToLiveStatus Status, DateTimeOffset? StatusDue, DateTimeOffset ChangeTime)
{
    /// <summary>The name as it stands in canonical items.</summary>
    public ReadOnlyMemory<byte> Utf8Name { get; } = JsonText.Escape(AttributeName);

    /// <summary>Whether it is enabled, or about to be.</summary>
    public bool IsOn => Status is TimeToLiveStatus.Enabling or TimeToLiveStatus.Enabled;

    /// <summary>Whether writes note when items expire, and expired items are deleted.</summary>
    public bool IsActive => Status == TimeToLiveStatus.Enabled;
}
