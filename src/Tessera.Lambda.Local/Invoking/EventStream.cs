using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace Tessera.Lambda.Local.Invoking;

/// <summary>
/// AWS's event stream framing, in which InvokeWithResponseStream answers: each message is its total length, the length of its headers, a checksum of those
/// two, the headers, the payload, and a checksum of everything before. All numbers are big-endian.
/// </summary>
internal static class EventStream
{
    private const int PreludeLength = 12;
    private const int ChecksumLength = 4;
    private const byte TextType = 7;

    public static async Task WriteChunksAsync(PipeReader stream, PipeWriter writer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await stream.ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var segment in read.Buffer)
                WriteChunk(writer, segment.Span);
            stream.AdvanceTo(read.Buffer.End);
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            if (read.IsCompleted)
                break;
        }
        await stream.CompleteAsync().ConfigureAwait(false);
    }

    public static void WriteChunk(IBufferWriter<byte> writer, ReadOnlySpan<byte> payload)
    {
        if (!payload.IsEmpty)
            Write(writer, "PayloadChunk", "application/octet-stream", payload);
    }

    public static void WriteComplete(IBufferWriter<byte> writer, FunctionResult? failure, string? logResult)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            if (failure is not null)
            {
                json.WriteString("ErrorCode", failure.FunctionError);
                json.WriteString("ErrorDetails", failure.Payload.Span);
            }
            if (logResult is not null)
                json.WriteString("LogResult", logResult);
            json.WriteEndObject();
        }
        Write(writer, "InvokeComplete", "application/json", body.WrittenSpan);
    }

    private static void Write(IBufferWriter<byte> writer, string eventType, string contentType, ReadOnlySpan<byte> payload)
    {
        (string, string)[] headers = [(":message-type", "event"), (":event-type", eventType), (":content-type", contentType)];
        var headersLength = headers.Sum(header => 1 + header.Item1.Length + 1 + 2 + header.Item2.Length);
        var total = PreludeLength + headersLength + payload.Length + ChecksumLength;
        var message = writer.GetSpan(total)[..total];
        BinaryPrimitives.WriteInt32BigEndian(message, total);
        BinaryPrimitives.WriteInt32BigEndian(message[4..], headersLength);
        BinaryPrimitives.WriteUInt32BigEndian(message[8..], Crc32.Compute(message[..8]));
        var rest = message[PreludeLength..];
        foreach (var (name, value) in headers)
            rest = WriteHeader(rest, name, value);
        payload.CopyTo(rest);
        BinaryPrimitives.WriteUInt32BigEndian(message[^ChecksumLength..], Crc32.Compute(message[..^ChecksumLength]));
        writer.Advance(total);
    }

    private static Span<byte> WriteHeader(Span<byte> target, string name, string value)
    {
        target[0] = (byte)name.Length;
        var length = 1 + Encoding.ASCII.GetBytes(name, target[1..]);
        target[length++] = TextType;
        BinaryPrimitives.WriteUInt16BigEndian(target[length..], (ushort)value.Length);
        length += 2;
        length += Encoding.ASCII.GetBytes(value, target[length..]);
        return target[length..];
    }
}
