namespace Tessera;

/// <summary>The base of generated query stages on a sort key that is a property itself: numbers compare by value. Immutable.</summary>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <typeparam name="TAttributes">The references to its attributes.</typeparam>
public abstract class NativeSortKeyQuery<TEntity, TAttributes> : EntityQuery<TEntity, TAttributes>
    where TEntity : notnull
    where TAttributes : struct, IAttributes<TAttributes>
{
    /// <summary>Stands before the sort key.</summary>
    /// <param name="start">The partition.</param>
    protected NativeSortKeyQuery(QueryStart<TEntity> start)
        : base(start, null)
    {
    }

    /// <summary>The sort key has exactly this value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The query.</returns>
    protected EntityQuery<TEntity, TAttributes> Exactly(KeyValue value) => With(new SortKeyRange("=", value));

    /// <summary>From one value to another, both included.</summary>
    /// <param name="low">The lowest value.</param>
    /// <param name="high">The highest value.</param>
    /// <returns>The query.</returns>
    protected EntityQuery<TEntity, TAttributes> Between(KeyValue low, KeyValue high) => With(new SortKeyRange("BETWEEN", low, high));

    /// <summary>From a value on, which is included.</summary>
    /// <param name="low">The lowest value.</param>
    /// <returns>The query.</returns>
    protected EntityQuery<TEntity, TAttributes> From(KeyValue low) => With(new SortKeyRange(">=", low));

    /// <summary>After a value, which is not included.</summary>
    /// <param name="low">The value before the first.</param>
    /// <returns>The query.</returns>
    protected EntityQuery<TEntity, TAttributes> After(KeyValue low) => With(new SortKeyRange(">", low));

    /// <summary>Up to a value, which is included.</summary>
    /// <param name="high">The highest value.</param>
    /// <returns>The query.</returns>
    protected EntityQuery<TEntity, TAttributes> UpTo(KeyValue high) => With(new SortKeyRange("<=", high));

    /// <summary>Before a value, which is not included.</summary>
    /// <param name="high">The value after the last.</param>
    /// <returns>The query.</returns>
    protected EntityQuery<TEntity, TAttributes> Before(KeyValue high) => With(new SortKeyRange("<", high));

    /// <summary>The sort key, which is text, begins with a prefix.</summary>
    /// <param name="text">The prefix; empty for all.</param>
    /// <returns>The query.</returns>
    protected EntityQuery<TEntity, TAttributes> StartsWith(string text) => With(SortKeyRange.StartingWith(text));
}
