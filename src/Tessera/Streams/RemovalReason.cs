namespace Tessera;

/// <summary>Why an item is gone.</summary>
public enum RemovalReason
{
    /// <summary>A request deleted it.</summary>
    Deleted,

    /// <summary>Its time to live was over, and the service deleted it.</summary>
    Expired,
}
