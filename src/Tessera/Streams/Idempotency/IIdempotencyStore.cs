namespace Tessera;

/// <summary>Remembers what was handled. Thread-safe.</summary>
public interface IIdempotencyStore
{
    /// <summary>Takes the lock on a key, unless it is handled already or locked by another.</summary>
    /// <param name="key">What must happen once.</param>
    /// <param name="deadline">When the caller's time is over at the latest, as a Lambda function's is: after that the lock may be free. <see langword="null"/> where it has no end.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Whether to go on, and the lock with which to end.</returns>
    ValueTask<IdempotencyLock> BeginAsync(string key, DateTimeOffset? deadline, CancellationToken cancellationToken);

    /// <summary>Marks a key as handled and gives the lock back.</summary>
    /// <param name="taken">What <see cref="BeginAsync"/> gave.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>A task that ends when it is stored.</returns>
    ValueTask CompleteAsync(IdempotencyLock taken, CancellationToken cancellationToken);

    /// <summary>Gives the lock back without marking the key as handled; the attempt stays counted.</summary>
    /// <param name="taken">What <see cref="BeginAsync"/> gave.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>A task that ends when it is stored.</returns>
    ValueTask FailAsync(IdempotencyLock taken, CancellationToken cancellationToken);
}

/// <summary>The outcome of asking for a lock. Immutable.</summary>
/// <param name="Key">What must happen once.</param>
/// <param name="State">Whether to go on.</param>
/// <param name="Owner">Tells this lock from one taken by another later; empty if it was not taken.</param>
/// <param name="Attempt">Which attempt this is, from 1.</param>
public readonly record struct IdempotencyLock(string Key, IdempotencyState State, string Owner = "", int Attempt = 0);

/// <summary>What a store knows of a key.</summary>
public enum IdempotencyState
{
    /// <summary>The lock was taken: handle it now.</summary>
    Taken,

    /// <summary>It was handled before.</summary>
    Completed,

    /// <summary>Another is handling it.</summary>
    InProgress,
}
