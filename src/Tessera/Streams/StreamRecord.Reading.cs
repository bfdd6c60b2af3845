using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Tessera.Mapping;

namespace Tessera;

// Where the parts of a record stand in the event. One pass finds them all, with the discriminators on the way through the images.
public sealed partial class StreamRecord
{
    private readonly ReadOnlyMemory<byte> _source;
    private Part _json;
    private Part _eventId;
    private Part _region;
    private Part _sourceArn;
    private Part _keys;
    private Part _newImage;
    private Part _oldImage;
    private Part _newEntityType;
    private Part _oldEntityType;
    private Part _sequenceNumber;
    private Part _createdAt;
    private Part _size;
    private Part _view;

    private Part EntityTypeSlice => _newImage.Length > 0 ? _newEntityType : _oldEntityType;

    /// <summary>The ARN as it stands in the event, with its quotes: equal for all records of a batch.</summary>
    internal ReadOnlySpan<byte> SourceArnJson => Slice(_sourceArn).Span;

    /// <summary>The sequence number as it stands in the event, with its quotes.</summary>
    internal ReadOnlySpan<byte> SequenceNumberJson => Slice(_sequenceNumber).Span;

    /// <summary>The value of the partition key as it stands in the event: <c>{"S":"USER#1"}</c>; the whole key if the table has another.</summary>
    internal ReadOnlyMemory<byte> PartitionKeyJson
    {
        get
        {
            var reader = new ItemReader(Keys.Span);
            while (_keys.Length > 0 && reader.NextAttribute(out var name))
            {
                var isPartitionKey = Ascii.Equals(name, Table.PartitionKey.Name) || (!Ascii.IsValid(name) && Encoding.UTF8.GetString(name) == Table.PartitionKey.Name);
                var value = ReadPart(ref reader);
                if (isPartitionKey)
                    return Keys.Slice(value.Start, value.Length);
            }

            return Keys;
        }
    }

    internal static StreamRecord Read(ReadOnlyMemory<byte> source, scoped ref ItemReader reader, TableModel table, ReadOnlySpan<byte> entityTypeAttribute)
    {
        var record = new StreamRecord(source, table);
        var start = reader.Position;
        while (reader.NextAttribute(out var name))
        {
            if (name.SequenceEqual("dynamodb"u8))
                record.ReadChange(ref reader, entityTypeAttribute);
            else if (name.SequenceEqual("eventName"u8))
                record.Event = EventOf(reader.ReadRaw());
            else if (name.SequenceEqual("eventID"u8))
                record._eventId = ReadPart(ref reader);
            else if (name.SequenceEqual("eventSourceARN"u8))
                record._sourceArn = ReadPart(ref reader);
            else if (name.SequenceEqual("awsRegion"u8))
                record._region = ReadPart(ref reader);
            else if (name.SequenceEqual("userIdentity"u8))
                record.IsExpiry = ReadsExpiry(ref reader);
            else
                reader.Skip();
        }

        if (record._sequenceNumber.Length == 0)
            throw new ItemMappingException("The record has no 'dynamodb' with a 'SequenceNumber'.", null);
        record._json = new Part(start, reader.Position - start);
        return record;
    }

    /// <summary>The same record of another table, whose discriminator may have another name.</summary>
    internal void UseTable(TableModel table)
    {
        if (table.EntityTypeAttribute != Table.EntityTypeAttribute)
        {
            var attribute = Encoding.UTF8.GetBytes(table.EntityTypeAttribute ?? "");
            _newEntityType = FindEntityType(_newImage, attribute);
            _oldEntityType = FindEntityType(_oldImage, attribute);
        }

        Table = table;
    }

    private void ReadChange(scoped ref ItemReader reader, ReadOnlySpan<byte> entityTypeAttribute)
    {
        while (reader.NextAttribute(out var name))
        {
            if (name.SequenceEqual("NewImage"u8))
                _newImage = ReadImage(ref reader, entityTypeAttribute, out _newEntityType);
            else if (name.SequenceEqual("OldImage"u8))
                _oldImage = ReadImage(ref reader, entityTypeAttribute, out _oldEntityType);
            else if (name.SequenceEqual("Keys"u8))
                _keys = ReadPart(ref reader);
            else if (name.SequenceEqual("SequenceNumber"u8))
                _sequenceNumber = ReadPart(ref reader);
            else if (name.SequenceEqual("ApproximateCreationDateTime"u8))
                _createdAt = ReadPart(ref reader);
            else if (name.SequenceEqual("SizeBytes"u8))
                _size = ReadPart(ref reader);
            else if (name.SequenceEqual("StreamViewType"u8))
                _view = ReadPart(ref reader);
            else
                reader.Skip();
        }
    }

    private static Part ReadPart(scoped ref ItemReader reader)
    {
        var raw = reader.ReadRaw();
        return new Part(reader.Position - raw.Length, raw.Length);
    }

    /// <summary>A value that is no text is no entity type: the item is somebody else's.</summary>
    private static Part ReadText(scoped ref ItemReader reader)
    {
        var raw = reader.ReadRaw();
        var isText = raw.StartsWith("{\"S\""u8) || (new ItemReader(raw).NextAttribute(out var type) && type.SequenceEqual("S"u8));
        return isText ? new Part(reader.Position - raw.Length, raw.Length) : default;
    }

    private static Part ReadImage(scoped ref ItemReader reader, ReadOnlySpan<byte> entityTypeAttribute, out Part entityType)
    {
        entityType = default;
        if (!reader.IsAtObject)
        {
            reader.Skip();
            return default;
        }

        var start = reader.Position;
        while (reader.NextAttribute(out var name))
        {
            if (name.SequenceEqual(entityTypeAttribute))
                entityType = ReadText(ref reader);
            else
                reader.Skip();
        }

        return new Part(start, reader.Position - start);
    }

    private Part FindEntityType(Part image, ReadOnlySpan<byte> attribute)
    {
        if (image.Length == 0)
            return default;
        var reader = new ItemReader(Slice(image).Span);
        ReadImage(ref reader, attribute, out var found);
        return found with { Start = image.Start + found.Start };
    }

    private static bool ReadsExpiry(scoped ref ItemReader reader)
    {
        var isExpiry = false;
        if (!reader.IsAtObject)
        {
            reader.Skip();
            return false;
        }

        while (reader.NextAttribute(out var name))
        {
            var isPrincipal = name.SequenceEqual("principalId"u8);
            isExpiry |= reader.ReadRaw().SequenceEqual("\"dynamodb.amazonaws.com\""u8) && isPrincipal;
        }

        return isExpiry;
    }

    private static StreamEvent EventOf(ReadOnlySpan<byte> json)
    {
        if (json.SequenceEqual("\"INSERT\""u8))
            return StreamEvent.Inserted;
        if (json.SequenceEqual("\"MODIFY\""u8))
            return StreamEvent.Modified;
        if (json.SequenceEqual("\"REMOVE\""u8))
            return StreamEvent.Removed;
        throw new ItemMappingException($"The eventName {Encoding.UTF8.GetString(json)} is none of INSERT, MODIFY and REMOVE.", null);
    }

    private static StreamView ViewOf(ReadOnlySpan<byte> json)
    {
        if (json.SequenceEqual("\"NEW_AND_OLD_IMAGES\""u8))
            return StreamView.NewAndOldImages;
        if (json.SequenceEqual("\"NEW_IMAGE\""u8))
            return StreamView.NewImage;
        if (json.SequenceEqual("\"OLD_IMAGE\""u8))
            return StreamView.OldImage;
        return json.SequenceEqual("\"KEYS_ONLY\""u8) ? StreamView.KeysOnly : StreamView.None;
    }

    // Seconds, perhaps with a fraction; some producers send milliseconds, which would be the year 5000 and later as seconds.
    private static DateTimeOffset Time(ReadOnlySpan<byte> json)
    {
        if (!double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var time))
            return DateTimeOffset.UnixEpoch;
        return DateTimeOffset.FromUnixTimeMilliseconds((long)(time > 100_000_000_000 ? time : Math.Round(time * 1000)));
    }

    private static long Number(ReadOnlySpan<byte> json) => Utf8Parser.TryParse(json, out long number, out _) ? number : 0;

    private string Text(Part part) => part.Length < 2 || Slice(part).Span[0] != '"' ? "" : Encoding.UTF8.GetString(new ItemReader(Slice(part).Span).ReadQuoted());

    /// <summary>The name in <c>arn:aws:dynamodb:region:account:table/NAME/stream/label</c>.</summary>
    private static string? TableNameOf(string arn)
    {
        var parts = arn.Split('/');
        return parts.Length >= 2 && parts[0].EndsWith(":table", StringComparison.Ordinal) ? parts[1] : null;
    }

    private ReadOnlyMemory<byte> Slice(Part part) => _source.Slice(part.Start, part.Length);

    private readonly record struct Part(int Start, int Length);
}
