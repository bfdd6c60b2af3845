namespace Tessera;

/// <summary>One page of a query or scan. Immutable.</summary>
/// <typeparam name="T">The entity.</typeparam>
/// <param name="Items">The entities, in the query's order.</param>
/// <param name="Continuation">
/// Where the next page starts: an opaque, URL-safe text for the same query, or <see langword="null"/> after the last page. It holds the last key
/// that was read, readable to whoever decodes it, so do not hand it to someone who may not see keys.
/// </param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Continuation)
{
    /// <summary>Whether there may be another page; it can turn out to be empty.</summary>
    public bool HasMore => Continuation is not null;
}
