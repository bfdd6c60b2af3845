namespace Tessera;

/// <summary>The base of generated query stages: the next component of a text sort key, and the ranges it can be asked for. Immutable.</summary>
/// <remarks>All ranges stay inside the entity's own prefix, so other entities of the partition are never read.</remarks>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <typeparam name="TAttributes">The references to its attributes.</typeparam>
public abstract class SortKeyQuery<TEntity, TAttributes> : EntityQuery<TEntity, TAttributes>
    where TEntity : notnull
    where TAttributes : struct, IAttributes<TAttributes>
{
    private readonly QueryStart<TEntity> _start;
    private readonly string _following;

    /// <summary>Stands before a component of the sort key.</summary>
    /// <param name="start">The partition, and the components that are already given.</param>
    /// <param name="following">The literal that follows the component in the template; empty for the last component.</param>
    protected SortKeyQuery(QueryStart<TEntity> start, string following)
        : base(start, SortKeyRange.StartingWith((start ?? throw new ArgumentNullException(nameof(start))).SortKeyPrefix)) => (_start, _following) = (start, following);

    private string Prefix => _start.SortKeyPrefix;

    private bool IsLast => _following.Length == 0;

    /// <summary>The start of the next stage: this component has exactly this text.</summary>
    /// <param name="component">The component as it stands in the key.</param>
    /// <returns>The start of the next stage.</returns>
    protected QueryStart<TEntity> Next(string component) => _start.WithPrefix(Prefix + component + _following);

    /// <summary>The last component has exactly this text.</summary>
    /// <param name="component">The component as it stands in the key.</param>
    /// <returns>The query.</returns>
    protected EntityQuery<TEntity, TAttributes> Exactly(string component) => In(SortKeyRange.Exactly(Prefix + component + _following));

    /// <summary>From one value to another, both included.</summary>
    /// <param name="low">The lowest component.</param>
    /// <param name="high">The highest component.</param>
    /// <returns>The query.</returns>
    protected EntityQuery<TEntity, TAttributes> Between(string low, string high) => In(SortKeyRange.Between(First(low), Last(high)));

    /// <summary>From a value on, which is included.</summary>
    /// <param name="low">The lowest component.</param>
    /// <returns>The query.</returns>
    protected EntityQuery<TEntity, TAttributes> From(string low) => In(SortKeyRange.Between(First(low), SortKeyRange.AfterAll(Prefix)));

    /// <summary>After a value, which is not included.</summary>
    /// <param name="low">The component before the first.</param>
    /// <returns>The query.</returns>
    protected EntityQuery<TEntity, TAttributes> After(string low) =>
        In(SortKeyRange.Between(IsLast ? Prefix + low + '\0' : SortKeyRange.AfterAll(Prefix + low + _following)!, SortKeyRange.AfterAll(Prefix)));

    /// <summary>Up to a value, which is included.</summary>
    /// <param name="high">The highest component.</param>
    /// <returns>The query.</returns>
    protected EntityQuery<TEntity, TAttributes> UpTo(string high) => In(SortKeyRange.UpTo(Prefix, Last(high)));

    /// <summary>Before a value, which is not included.</summary>
    /// <param name="high">The component after the last.</param>
    /// <returns>The query.</returns>
    protected EntityQuery<TEntity, TAttributes> Before(string high) => In(SortKeyRange.UpTo(Prefix, SortKeyRange.JustBefore(Prefix + high + _following)));

    /// <summary>The component's text begins with a prefix.</summary>
    /// <param name="text">The prefix; empty for all.</param>
    /// <returns>The query.</returns>
    protected EntityQuery<TEntity, TAttributes> StartsWith(string text) => With(SortKeyRange.StartingWith(Prefix + text));

    // With a literal behind it a component ends where the literal begins; all keys of that component begin with both.
    private string First(string component) => Prefix + component + _following;

    private string Last(string component) => IsLast ? Prefix + component : SortKeyRange.AfterAll(Prefix + component + _following)!;

    private EntityQuery<TEntity, TAttributes> In(SortKeyRange range) => With(range);
}
