using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tessera.Lambda;

/// <summary>Writes the event of a call from the records' bytes. Used by one caller at a time; the bytes last until the next event is written.</summary>
internal sealed class EventPayload(string shardId, string streamArn)
{
    /// <summary>What stands around the records of an event without a window.</summary>
    public const int EnvelopeBytes = 14;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>An event of records; with a window, also of its state.</summary>
    public ReadOnlyMemory<byte> Write(ReadOnlySpan<EventRecord> records, TumblingWindow? window, bool isFinal = false, bool isTerminatedEarly = false)
    {
        _buffer.ResetWrittenCount();
        _buffer.Write("{\"Records\":["u8);
        for (var index = 0; index < records.Length; index++)
        {
            if (index > 0)
                _buffer.Write(","u8);
            _buffer.Write(records[index].Json.Span);
        }

        _buffer.Write("]"u8);
        if (window is not null)
            WriteWindow(window, isFinal, isTerminatedEarly);
        _buffer.Write("}"u8);
        return _buffer.WrittenMemory;
    }

    private void WriteWindow(TumblingWindow window, bool isFinal, bool isTerminatedEarly)
    {
        Append($",\"window\":{{\"start\":\"{Format(window.Start)}\",\"end\":\"{Format(window.End)}\"}},\"state\":");
        Append(window.State);
        Append($",\"shardId\":\"{JsonEncodedText.Encode(shardId)}\",\"eventSourceARN\":\"{JsonEncodedText.Encode(streamArn)}\"");
        Append($",\"isFinalInvokeForWindow\":{(isFinal ? "true" : "false")},\"isWindowTerminatedEarly\":{(isTerminatedEarly ? "true" : "false")}");
    }

    private void Append(string text) => Encoding.UTF8.GetBytes(text, _buffer);

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
