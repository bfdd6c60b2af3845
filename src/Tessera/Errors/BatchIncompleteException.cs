namespace Tessera;

/// <summary>A batch gave up while DynamoDB still left items unprocessed, or was stopped by an error.</summary>
/// <remarks>Nothing is lost: <see cref="Unprocessed"/> holds what was not done (entities or keys, as they were given); the rest was done. Retry with those.</remarks>
public sealed class BatchIncompleteException : Exception
{
    internal BatchIncompleteException(string message, IReadOnlyList<object> unprocessed, Exception? inner)
        : base(message, inner) => Unprocessed = unprocessed;

    /// <summary>The entities or keys that were not written or read.</summary>
    public IReadOnlyList<object> Unprocessed { get; }
}
