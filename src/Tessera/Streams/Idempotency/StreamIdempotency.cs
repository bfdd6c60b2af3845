namespace Tessera;

/// <summary>Handles each record, or each thing that records tell of, once. Immutable.</summary>
/// <param name="Store">Where it is kept what was handled: an <see cref="IdempotencyTable"/>, or another.</param>
public sealed record StreamIdempotency(IIdempotencyStore Store)
{
    /// <summary>What must happen once: the business key of a record, such as an order's id; <see langword="null"/> lets a record through unchecked.</summary>
    /// <value>The default is <see langword="null"/>: the record itself, by <see cref="StreamRecord.EventId"/>.</value>
    /// <remarks>At most 1,900 bytes. The handler's name goes before it, so two handlers each handle it once.</remarks>
    public Func<StreamRecord, string?>? Key { get; init; }

    /// <summary>What happens to a record that another function is handling at this moment.</summary>
    /// <value>The default is <see cref="InProgressMode.Retry"/>.</value>
    public InProgressMode WhenInProgress { get; init; }
}

/// <summary>What happens to a record that another function is handling at this moment.</summary>
public enum InProgressMode
{
    /// <summary>It counts as failed and is delivered again: by then it is done, or its lock has timed out.</summary>
    Retry,

    /// <summary>It counts as handled, and is lost should the other one fail.</summary>
    Skip,
}
