using System.Buffers;
using System.Text.Json;

namespace Tessera;

/// <summary>Writes the answer to the event-source mapping.</summary>
internal static class StreamResponse
{
    private static readonly byte[] _success = "{\"batchItemFailures\":[]}"u8.ToArray();

    public static ReadOnlyMemory<byte> Write(IReadOnlyList<StreamRecord> records, List<int> unfinished, StreamWindow? window)
    {
        if (unfinished.Count == 0 && window is null)
            return _success;
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
            Write(writer, records, unfinished, window);
        return json.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<StreamRecord> records, List<int> unfinished, StreamWindow? window)
    {
        writer.WriteStartObject();
        if (window is not null)
        {
            writer.WritePropertyName("state");
            writer.WriteRawValue(window.State.IsEmpty ? "{}"u8 : window.State.Span);
        }

        writer.WriteStartArray("batchItemFailures");
        foreach (var index in unfinished)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("itemIdentifier");
            writer.WriteRawValue(records[index].SequenceNumberJson);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
