using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Tessera.Engine.Catalog;
using Tessera.Engine.Items;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Streams;

/// <summary>
/// Makes records in the form in which GetRecords sends them, so that a write copies the item's bytes once, and a read copies the record's.
/// </summary>
internal static class StreamRecordWriter
{
    private const int StackLength = 1024;
    private const int NumberLengthMax = 24;

    public static byte[] Write(StreamDefinition stream, TableDefinition table, StreamChange change)
    {
        var record = new KeyBuffer(stackalloc byte[StackLength]);
        record.Append("{\"eventID\":\""u8);
        AppendEventId(ref record, stream.Id, change.Number);
        record.Append("\",\"eventName\":\""u8);
        record.Append(!change.Before.Exists ? "INSERT"u8 : change.After.Exists ? "MODIFY"u8 : "REMOVE"u8);
        record.Append("\",\"eventVersion\":\"1.1\",\"eventSource\":\"aws:dynamodb\",\"awsRegion\":\""u8);
        AppendText(ref record, stream.Region);
        record.Append("\",\"dynamodb\":{\"ApproximateCreationDateTime\":"u8);
        AppendNumber(ref record, change.Time.ToUnixTimeSeconds());
        AppendImages(ref record, stream.ViewType, table, change);
        record.Append(",\"StreamViewType\":\""u8);
        record.Append(NameOf(stream.ViewType));
        record.Append("\"}"u8);
        if (change.IsExpiry)
            record.Append(",\"userIdentity\":{\"PrincipalId\":\"dynamodb.amazonaws.com\",\"Type\":\"Service\"}"u8);
        record.Append("}"u8);
        var bytes = record.ToArray();
        record.Dispose();
        return bytes;
    }

    public static ReadOnlySpan<byte> NameOf(StreamViewType type) => type switch
    {
        StreamViewType.NewImage => "NEW_IMAGE"u8,
        StreamViewType.OldImage => "OLD_IMAGE"u8,
        StreamViewType.NewAndOldImages => "NEW_AND_OLD_IMAGES"u8,
        _ => "KEYS_ONLY"u8,
    };

    private static void AppendImages(ref KeyBuffer record, StreamViewType view, TableDefinition table, StreamChange change)
    {
        var sizeBytes = AppendKeys(ref record, table.KeySchema, change.After.Exists ? change.After : change.Before);
        if (change.After.Exists && view is StreamViewType.NewImage or StreamViewType.NewAndOldImages)
        {
            record.Append(",\"NewImage\":"u8);
            record.Append(change.After.Json.Span);
            sizeBytes += change.After.Size;
        }
        if (change.Before.Exists && view is StreamViewType.OldImage or StreamViewType.NewAndOldImages)
        {
            record.Append(",\"OldImage\":"u8);
            record.Append(change.Before.Json.Span);
            sizeBytes += change.Before.Size;
        }
        record.Append(",\"SequenceNumber\":\""u8);
        record.Advance(change.Number.Write(record.Reserve(NumberLengthMax)));
        record.Append("\",\"SizeBytes\":"u8);
        AppendNumber(ref record, sizeBytes);
    }

    /// <summary>Appends the key attributes, and returns their size.</summary>
    private static int AppendKeys(ref KeyBuffer record, KeySchema schema, Item item)
    {
        var sizeBytes = 0;
        record.Append(",\"Keys\":{"u8);
        foreach (var attribute in schema.Attributes)
        {
            item.TryGet(attribute.Utf8Name.Span, out var value);
            record.Append(sizeBytes == 0 ? "\""u8 : ",\""u8);
            record.Append(attribute.Utf8Name.Span);
            record.Append("\":"u8);
            record.Append(value.Json.Span);
            sizeBytes += CanonicalText.Utf8Length(attribute.Utf8Name.Span) + value.Size;
        }
        record.Append("}"u8);
        return sizeBytes;
    }

    /// <summary>32 hexadecimal digits that no other event has: of the stream's own id, whose second half the (spread) sequence number changes.</summary>
    private static void AppendEventId(ref KeyBuffer record, Guid streamId, SequenceNumber number)
    {
        Span<byte> id = stackalloc byte[16];
        streamId.TryWriteBytes(id);
        var half = id[sizeof(ulong)..];
        // Multiplying by an odd number loses nothing, so that different numbers stay different.
        var spread = unchecked((ulong)number.Value * 0x9E3779B97F4A7C15);
        BinaryPrimitives.WriteUInt64BigEndian(half, BinaryPrimitives.ReadUInt64BigEndian(half) ^ spread);
        AppendHex(ref record, BinaryPrimitives.ReadUInt64BigEndian(id));
        AppendHex(ref record, BinaryPrimitives.ReadUInt64BigEndian(half));
    }

    private static void AppendHex(ref KeyBuffer record, ulong half)
    {
        half.TryFormat(record.Reserve(sizeof(ulong) * 2), out var length, "x16", CultureInfo.InvariantCulture);
        record.Advance(length);
    }

    private static void AppendText(ref KeyBuffer record, string text) =>
        record.Advance(Encoding.UTF8.GetBytes(text, record.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length))));

    private static void AppendNumber(ref KeyBuffer record, long number)
    {
        Utf8Formatter.TryFormat(number, record.Reserve(NumberLengthMax), out var length);
        record.Advance(length);
    }
}

/// <summary>What one record tells.</summary>
/// <param name="Number">Its place in the stream.</param>
/// <param name="Time">When the item changed.</param>
/// <param name="Before">The item before; not existing for an insert.</param>
/// <param name="After">The item after; not existing for a removal.</param>
/// <param name="IsExpiry">Whether time to live removed it, and not a user.</param>
internal readonly record struct StreamChange(SequenceNumber Number, DateTimeOffset Time, Item Before, Item After, bool IsExpiry);
