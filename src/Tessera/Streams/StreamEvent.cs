namespace Tessera;

/// <summary>What happened to an item: the <c>eventName</c> of a stream record.</summary>
public enum StreamEvent
{
    /// <summary>The item is new (INSERT).</summary>
    Inserted,

    /// <summary>The item was there before and is there after (MODIFY).</summary>
    Modified,

    /// <summary>The item is gone (REMOVE).</summary>
    Removed,
}
