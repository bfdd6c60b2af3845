namespace Tessera.Lambda.Local;

/// <summary>What a line of the local cloud's log is about.</summary>
public enum LogEntryKind
{
    /// <summary>Something that happened: a table was created, a function was restarted.</summary>
    Information,

    /// <summary>Something of the template that does not work here.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,

    /// <summary>A line that a function wrote to its output.</summary>
    Output,

    /// <summary>A call of a function that went well, with its durations.</summary>
    Report,

    /// <summary>A call of a function that failed, with its error; or records of a stream that failed, with the time when they are tried again.</summary>
    Failure,
}

/// <summary>A line of the local cloud's log. Immutable.</summary>
/// <param name="Time">When it was written.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Source">The function's logical id; empty where the local cloud itself speaks.</param>
/// <param name="Text">The line, without a line end.</param>
public sealed record LogEntry(DateTimeOffset Time, LogEntryKind Kind, string Source, string Text);
