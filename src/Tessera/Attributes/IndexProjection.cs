namespace Tessera;

/// <summary>Which attributes of an item a secondary index copies.</summary>
public enum IndexProjection
{
    /// <summary>All attributes (<c>ALL</c>): queries on the index read whole entities.</summary>
    All,

    /// <summary>Only the keys of the table and the index (<c>KEYS_ONLY</c>): the smallest index.</summary>
    /// <remarks>Queries on it read the keys and then fetch the whole items from the table with BatchGetItem, which costs a second read.</remarks>
    KeysOnly,

    /// <summary>The keys and the attributes named by <c>NonKeyAttributes</c> (<c>INCLUDE</c>).</summary>
    /// <remarks>Queries on it read the keys and then fetch the whole items from the table with BatchGetItem, which costs a second read.</remarks>
    Include,
}
