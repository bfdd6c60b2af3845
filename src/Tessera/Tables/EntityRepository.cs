using System.ComponentModel;

namespace Tessera;

/// <summary>What all repositories have in common. Thread-safe.</summary>
public abstract class EntityRepository
{
    private protected EntityRepository(TableContext table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Table = table;
    }

    /// <summary>The table that the repository reads and writes.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public TableContext Table { get; }

    internal abstract Type EntityType { get; }

    internal abstract Type KeyType { get; }

    // Only reached through RepositoryOf, so the argument is the repository's own entity or key.
    internal abstract EntityWrite CreateOf(object entity);

    internal abstract EntityWrite PutOf(object entity);

    internal abstract EntityWrite DeleteOf(object entityOrKey);
}
