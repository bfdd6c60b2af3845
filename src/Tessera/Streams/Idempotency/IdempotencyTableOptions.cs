namespace Tessera;

/// <summary>How an <see cref="IdempotencyTable"/> works. Read when the table is made.</summary>
public sealed record IdempotencyTableOptions
{
    /// <summary>The table's name.</summary>
    /// <value>The default is <c>tessera-idempotency</c>. Several programs may share a table: keys begin with the handler's name.</value>
    public string TableName { get; init; } = "tessera-idempotency";

    /// <summary>
    /// How long a lock holds while its owner says nothing, where nobody knows when the owner's time is over: longer than a handler runs. In Lambda a lock ends with
    /// the function's time instead, so that it holds as long as the function may work, and is free for the retry of one that was cut off.
    /// </summary>
    /// <value>The default is 4 minutes, a minute less than the ten retries last that a stream handler has outside Lambda and Development.</value>
    /// <remarks>
    /// Outside Lambda a process that dies leaves its locks for this long. A record that waits for one counts as failed, so with another value let the mapping's
    /// retries last longer.
    /// </remarks>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>How long a key stays known after it was handled; then its item expires.</summary>
    /// <value>The default is two days; a stream delivers its records for 24 hours.</value>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(2);

    /// <summary>The clock of locks and expiry.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
