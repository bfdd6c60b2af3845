namespace Tessera;

/// <summary>What the records of a table's stream carry besides the keys: DynamoDB's StreamViewType.</summary>
public enum StreamView
{
    /// <summary>The table has no stream.</summary>
    None,

    /// <summary>The keys alone.</summary>
    KeysOnly,

    /// <summary>The item as it is after the change.</summary>
    NewImage,

    /// <summary>The item as it was before the change.</summary>
    OldImage,

    /// <summary>The item before and after the change.</summary>
    NewAndOldImages,
}
