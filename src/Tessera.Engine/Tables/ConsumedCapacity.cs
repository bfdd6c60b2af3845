using Tessera.Engine.Catalog;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Tables;

/// <summary>How much of the consumed capacity a request wants to see.</summary>
internal enum ReturnConsumedCapacity : byte
{
    None,
    Total,
    Indexes,
}

/// <summary>What one request consumed on one table and its indexes, and how a response shows it.</summary>
/// <remarks>Belongs to one request.</remarks>
internal sealed class ConsumedCapacity(string tableName)
{
    private double _table;
    private List<(IndexDefinition Index, double Units)>? _indexes;

    /// <summary>The table as the request named it: the service shows an ARN where it was given one.</summary>
    public string TableName { get; } = tableName;

    public void AddTable(double units) => _table += units;

    public void AddIndex(IndexDefinition index, double units)
    {
        _indexes ??= [];
        for (var i = 0; i < _indexes.Count; i++)
        {
            if (_indexes[i].Index.KeySpaceId != index.KeySpaceId)
                continue;
            _indexes[i] = (index, _indexes[i].Units + units);
            return;
        }
        _indexes.Add((index, units));
    }

    /// <summary>Multiplies everything: transactions cost twice.</summary>
    public void Double()
    {
        _table *= 2;
        for (var i = 0; i < (_indexes?.Count ?? 0); i++)
            _indexes![i] = (_indexes[i].Index, _indexes[i].Units * 2);
    }

    /// <summary>Writes the member <c>ConsumedCapacity</c> of a response, if the request asked for it.</summary>
    public void WriteMember(ResponseWriter response, ReturnConsumedCapacity mode)
    {
        if (mode == ReturnConsumedCapacity.None)
            return;
        response.Name("ConsumedCapacity"u8);
        Write(response, mode, default);
    }

    /// <summary>Writes the member <c>ConsumedCapacity</c> of a batch or transaction: one element for each table.</summary>
    /// <param name="response">The response.</param>
    /// <param name="mode">What the request asked for.</param>
    /// <param name="tables">What was consumed, by table.</param>
    /// <param name="kind">For transactions <c>ReadCapacityUnits</c> or <c>WriteCapacityUnits</c>, which is shown beside the total; otherwise empty.</param>
    public static void WriteMember(ResponseWriter response, ReturnConsumedCapacity mode, IEnumerable<ConsumedCapacity> tables, ReadOnlySpan<byte> kind)
    {
        if (mode == ReturnConsumedCapacity.None)
            return;
        response.Name("ConsumedCapacity"u8);
        response.StartArray();
        foreach (var table in tables)
            table.Write(response, mode, kind);
        response.EndArray();
    }

    private void Write(ResponseWriter response, ReturnConsumedCapacity mode, ReadOnlySpan<byte> kind)
    {
        response.StartObject();
        response.Member("TableName"u8, TableName);
        WriteUnits(response, Total(), kind);
        if (mode == ReturnConsumedCapacity.Indexes)
        {
            response.Name("Table"u8);
            response.StartObject();
            WriteUnits(response, _table, kind);
            response.EndObject();
            WriteIndexes(response, "LocalSecondaryIndexes"u8, isGlobal: false, kind);
            WriteIndexes(response, "GlobalSecondaryIndexes"u8, isGlobal: true, kind);
        }
        response.EndObject();
    }

    private double Total()
    {
        var total = _table;
        foreach (var (_, units) in _indexes ?? [])
            total += units;
        return total;
    }

    private void WriteIndexes(ResponseWriter response, ReadOnlySpan<byte> member, bool isGlobal, ReadOnlySpan<byte> kind)
    {
        if (_indexes is null || !_indexes.Exists(entry => entry.Index.IsGlobal == isGlobal))
            return;
        response.Name(member);
        response.StartObject();
        foreach (var (index, units) in _indexes)
        {
            if (index.IsGlobal != isGlobal)
                continue;
            response.Name(index.Name);
            response.StartObject();
            WriteUnits(response, units, kind);
            response.EndObject();
        }
        response.EndObject();
    }

    private static void WriteUnits(ResponseWriter response, double units, ReadOnlySpan<byte> kind)
    {
        response.Member("CapacityUnits"u8, units);
        if (!kind.IsEmpty)
            response.Member(kind, units);
    }
}
