using System.Text;
using System.Text.Json;

namespace Tessera.Lambda;

/// <summary>
/// Turns a GetRecords response into records of a Lambda event by copying its bytes: the stream's ARN is added, the names in <c>userIdentity</c> change their case,
/// and the creation time becomes a plain number. Immutable.
/// </summary>
internal sealed class RecordPageReader(string streamArn, string partitionKey, FilterPattern[] patterns)
{
    private readonly byte[] _sourceArn = Encoding.UTF8.GetBytes($",\"eventSourceARN\":\"{JsonEncodedText.Encode(streamArn)}\"}}");
    private readonly byte[] _partitionKey = Encoding.UTF8.GetBytes(partitionKey);

    /// <summary>Reads the records of a page, in their order; those that no pattern takes come without their bytes.</summary>
    public List<EventRecord> Read(ReadOnlySpan<byte> body)
    {
        var records = new List<EventRecord>();
        var buffer = new PageBuffer(body.Length + (body.Length / 4) + 256);
        var reader = new Utf8JsonReader(body);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRecords = reader.ValueTextEquals("Records"u8);
            reader.Read();
            if (isRecords)
                ReadRecords(ref reader, body, buffer, records);
            else
                reader.Skip();
        }

        return records;
    }

    private void ReadRecords(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, PageBuffer buffer, List<EventRecord> records)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var scan = new RecordScan(_partitionKey);
            scan.Read(ref reader, body);
            buffer.Begin();
            Write(scan, body, buffer);
            var taken = patterns.Length == 0 || MatchesAny(buffer.Current);
            records.Add(new(taken ? buffer.Complete() : default, scan.SequenceNumber, scan.CreatedAt, scan.PartitionHash));
        }
    }

    private void Write(in RecordScan scan, ReadOnlySpan<byte> body, PageBuffer buffer)
    {
        var at = scan.Start;
        // The two replacements stand in the record in either order.
        var (first, second) = scan.CreationTime.Start < scan.UserIdentity.Start ? (scan.CreationTime, scan.UserIdentity) : (scan.UserIdentity, scan.CreationTime);
        at = Replace(first, at, body, buffer);
        at = Replace(second, at, body, buffer);
        var end = scan.HasSourceArn ? scan.End : scan.End - 1;
        buffer.Append(body[at..end]);
        if (!scan.HasSourceArn)
            buffer.Append(_sourceArn);
    }

    private static int Replace(RecordEdit edit, int at, ReadOnlySpan<byte> body, PageBuffer buffer)
    {
        if (edit.Text is null)
            return at;
        buffer.Append(body[at..edit.Start]);
        buffer.Append(edit.Text);
        return edit.End;
    }

    private bool MatchesAny(ReadOnlySpan<byte> record)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(record))
                return true;
        }

        return false;
    }
}

/// <summary>A place in a record that is written otherwise in the event.</summary>
internal readonly record struct RecordEdit(int Start, int End, byte[]? Text);
