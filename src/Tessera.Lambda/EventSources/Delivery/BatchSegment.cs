namespace Tessera.Lambda;

/// <summary>A batch, or what is left of one, with what was tried. Immutable.</summary>
/// <param name="Records">The records, in order.</param>
/// <param name="Failures">The failures that count against the retries: not those that cut a batch, nor calls that never reached the function.</param>
/// <param name="Invocations">How often the function got the records.</param>
internal readonly record struct BatchSegment(ReadOnlyMemory<EventRecord> Records, int Failures = 0, int Invocations = 0)
{
    public int Count => Records.Length;

    /// <summary>What follows the first records.</summary>
    public BatchSegment From(int count) => this with { Records = Records[count..] };

    /// <summary>The first records.</summary>
    public BatchSegment To(int count) => this with { Records = Records[..count] };
}
