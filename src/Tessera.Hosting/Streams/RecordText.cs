namespace Tessera.Hosting;

/// <summary>Stream records for the log: event, entity and sequence number; their keys, which may be somebody's name or address, only where that is wanted.</summary>
internal sealed class RecordText(TableModel table, bool withKeys)
{
    /// <summary>How many records of a batch that is given up are named.</summary>
    public const int NamedMax = 3;

    public string Of(StreamRecord record) =>
        withKeys ? record.ToString() : $"{record.Event} {record.EntityType ?? "item"}, sequence number {record.SequenceNumber}";

    /// <summary>The first of some records, and how many others there are.</summary>
    public string Of(IReadOnlyList<ReadOnlyMemory<byte>> records, int namedMax)
    {
        if (records.Count == 0)
            return "the end of a window";
        var named = string.Join("; ", records.Take(namedMax).Select(Of));
        return records.Count > namedMax ? $"{named} and {records.Count - namedMax} more" : named;
    }

    private string Of(ReadOnlyMemory<byte> record)
    {
        try
        {
            return Of(StreamRecord.Parse(record, table));
        }
        catch (StreamEventException)
        {
            return "a record that cannot be read";
        }
    }
}
