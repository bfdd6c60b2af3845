using System.Text;

namespace Tessera.Lambda;

/// <summary>A tumbling window of a shard and the state that the function returned for it last. Immutable.</summary>
internal sealed record TumblingWindow(DateTimeOffset Start, TimeSpan Length, string State)
{
    private const string NoState = "{}";

    public DateTimeOffset End => Start + Length;

    /// <summary>Whether the state may not be handed on: the window ends early.</summary>
    public bool IsStateTooLarge => Encoding.UTF8.GetByteCount(State) > EventSourceMappingLimits.WindowStateBytesMaximum;

    /// <summary>The window that a record created at a time belongs to: windows are counted from the Unix epoch.</summary>
    public static DateTimeOffset StartOf(DateTimeOffset time, TimeSpan length) =>
        new(time.UtcTicks - ((time - DateTimeOffset.UnixEpoch).Ticks % length.Ticks), TimeSpan.Zero);

    public static TumblingWindow Open(DateTimeOffset time, TimeSpan length) => new(StartOf(time, length), length, NoState);

    public static TumblingWindow? Resume(WindowCheckpoint? checkpoint, TimeSpan? length) =>
        checkpoint is not null && length is { } known ? new(checkpoint.Start, known, checkpoint.State) : null;

    public WindowCheckpoint ToCheckpoint() => new(Start, State);
}
