namespace Tessera.Engine.Tables;

/// <summary>What a transaction consumed, by table, in the order in which its actions name them.</summary>
internal sealed class TransactionCapacity
{
    private readonly List<ConsumedCapacity> _tables = [];

    /// <summary>The capacity of one table, counted as if outside a transaction.</summary>
    public ConsumedCapacity Of(string tableName)
    {
        foreach (var table in _tables)
        {
            if (table.TableName == tableName)
                return table;
        }
        var added = new ConsumedCapacity(tableName);
        _tables.Add(added);
        return added;
    }

    /// <summary>All of it, twice: once to prepare and once to commit. Call it once.</summary>
    public IEnumerable<ConsumedCapacity> Doubled()
    {
        foreach (var table in _tables)
            table.Double();
        return _tables;
    }
}
