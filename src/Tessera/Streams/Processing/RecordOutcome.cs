namespace Tessera;

/// <summary>What became of a record.</summary>
internal enum RecordOutcome : byte
{
    /// <summary>It was not started, or it was interrupted: it comes again.</summary>
    NotStarted,

    Handled,

    /// <summary>All handlers had handled it before.</summary>
    Skipped,

    /// <summary>The on-failure handler took it.</summary>
    Poisoned,

    /// <summary>It comes again.</summary>
    Failed,
}
