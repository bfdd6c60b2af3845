using System.Globalization;
using System.Text;
using Tessera.Mapping;

namespace Tessera;

/// <summary>Reads a Lambda event: its records as views over it, and the window if it belongs to one.</summary>
internal static class StreamEventReader
{
    public static (List<StreamRecord> Records, StreamWindow? Window) Read(ReadOnlyMemory<byte> json, StreamRoutes routes)
    {
        try
        {
            return ReadEvent(json, routes);
        }
        catch (ItemMappingException exception)
        {
            throw new StreamEventException("This is not an event of a DynamoDB stream. " + exception.Message, exception);
        }
    }

    private static (List<StreamRecord> Records, StreamWindow? Window) ReadEvent(ReadOnlyMemory<byte> json, StreamRoutes routes)
    {
        var reader = new ItemReader(json.Span);
        List<StreamRecord>? records = null;
        StreamWindow? window = null;
        var state = ReadOnlyMemory<byte>.Empty;
        string shardId = "";
        bool isFinal = false, isTerminatedEarly = false;
        while (reader.NextAttribute(out var name))
        {
            if (name.SequenceEqual("Records"u8))
                records = ReadRecords(json, ref reader, routes);
            else if (name.SequenceEqual("window"u8))
                window = ReadWindow(ref reader);
            else if (name.SequenceEqual("state"u8))
                state = Raw(json, ref reader);
            else if (name.SequenceEqual("shardId"u8))
                shardId = Encoding.UTF8.GetString(reader.ReadQuoted());
            else if (name.SequenceEqual("isFinalInvokeForWindow"u8))
                isFinal = reader.ReadRaw().SequenceEqual("true"u8);
            else if (name.SequenceEqual("isWindowTerminatedEarly"u8))
                isTerminatedEarly = reader.ReadRaw().SequenceEqual("true"u8);
            else
                reader.Skip();
        }

        if (records is null)
            throw new ItemMappingException("It has no 'Records'.", null);
        if (window is not null)
            window = window with { State = state.IsEmpty ? "{}"u8.ToArray() : state, ShardId = shardId, IsFinal = isFinal, IsTerminatedEarly = isTerminatedEarly };
        return (records, window);
    }

    private static List<StreamRecord> ReadRecords(ReadOnlyMemory<byte> json, scoped ref ItemReader reader, StreamRoutes routes)
    {
        var records = new List<StreamRecord>();
        var table = routes.FirstTable;
        ReadOnlySpan<byte> entityTypeAttribute = Encoding.UTF8.GetBytes(table.EntityTypeAttribute ?? "");
        StreamRecord? previous = null;
        while (reader.NextElement())
        {
            var record = StreamRecord.Read(json, ref reader, table, entityTypeAttribute);
            routes.Assign(record, previous);
            records.Add(record);
            previous = record;
        }

        return records;
    }

    private static StreamWindow ReadWindow(scoped ref ItemReader reader)
    {
        DateTimeOffset start = default, end = default;
        while (reader.NextAttribute(out var name))
        {
            if (name.SequenceEqual("start"u8))
                start = Time(reader.ReadQuoted());
            else if (name.SequenceEqual("end"u8))
                end = Time(reader.ReadQuoted());
            else
                reader.Skip();
        }

        return new StreamWindow { Start = start, End = end, State = default };
    }

    private static DateTimeOffset Time(ReadOnlySpan<byte> text) =>
        DateTimeOffset.TryParse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new ItemMappingException($"The window's '{Encoding.UTF8.GetString(text)}' is no time.", null);

    private static ReadOnlyMemory<byte> Raw(ReadOnlyMemory<byte> json, scoped ref ItemReader reader)
    {
        var raw = reader.ReadRaw();
        return raw.SequenceEqual("null"u8) ? default : json.Slice(reader.Position - raw.Length, raw.Length);
    }
}
