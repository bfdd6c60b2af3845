namespace Tessera;

/// <summary>A transaction was cancelled; none of its operations had an effect.</summary>
/// <remarks>
/// <see cref="Failures"/> tells which operations were to blame. A conflict or throttling is worth a retry (<see cref="IsTransient"/>), a failed
/// condition is not. The SDK's exception is the inner one.
/// </remarks>
public sealed class TransactionFailedException : Exception
{
    internal TransactionFailedException(string message, IReadOnlyList<TransactionFailure> failures, Exception inner)
        : base(message, inner) => Failures = failures;

    /// <summary>The operations that failed, in the order in which they were added.</summary>
    public IReadOnlyList<TransactionFailure> Failures { get; }

    /// <summary>Whether all failures are conflicts or throttling, so that the same transaction may succeed later.</summary>
    public bool IsTransient => Failures.Count > 0 && Failures.All(failure => failure.Code is "TransactionConflict" or "ProvisionedThroughputExceeded" or "ThrottlingError");
}

/// <summary>One failed operation of a transaction. Immutable.</summary>
/// <param name="Index">The operation's position in the transaction, from zero.</param>
/// <param name="Operation">What it was: Create, Put, Update, Delete, Check or Get.</param>
/// <param name="Entity">The entity's name.</param>
/// <param name="Key">The item's key as text.</param>
/// <param name="Code">DynamoDB's reason: <c>ConditionalCheckFailed</c>, <c>TransactionConflict</c>, <c>ValidationError</c> and others.</param>
/// <param name="Message">For a failed condition what it means, as when the operation runs alone: exists already, not found, another version; else DynamoDB's message.</param>
/// <param name="Stored">For a failed condition the entity as it is stored, or <see langword="null"/>.</param>
public sealed record TransactionFailure(int Index, string Operation, string Entity, string Key, string Code, string? Message, object? Stored);
