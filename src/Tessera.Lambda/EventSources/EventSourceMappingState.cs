namespace Tessera.Lambda;

/// <summary>What a mapping is doing, in the service's words.</summary>
public enum EventSourceMappingState
{
    /// <summary>It has not run yet.</summary>
    Creating,

    /// <summary>It finds its shards and its checkpoints.</summary>
    Enabling,

    /// <summary>It reads the stream and calls the function.</summary>
    Enabled,

    /// <summary>It finishes the batches in flight and stops reading.</summary>
    Disabling,

    /// <summary>It does nothing, and keeps its position.</summary>
    Disabled,
}
