using System.Text;
using Tessera.Mapping;

namespace Tessera;

/// <summary>One record of a DynamoDB stream: a view over the event's JSON, whose texts and images are read when they are asked for.</summary>
/// <remarks>Immutable and thread-safe, as long as nobody changes the bytes of the event.</remarks>
public sealed partial class StreamRecord
{
    private StreamRecord(ReadOnlyMemory<byte> json, TableModel table) => (_source, Table) = (json, table);

    /// <summary>The record's unique id (<c>eventID</c>): the same each time that the record is delivered.</summary>
    public string EventId => Text(_eventId);

    /// <summary>What happened to the item (<c>eventName</c>).</summary>
    public StreamEvent Event { get; private set; }

    /// <summary>The record's place in its shard: 21 to 40 digits, growing.</summary>
    public string SequenceNumber => Text(_sequenceNumber);

    /// <summary>About when the change happened, to the second (<c>ApproximateCreationDateTime</c>).</summary>
    public DateTimeOffset CreatedAt => Time(Slice(_createdAt).Span);

    /// <summary>The size of keys and images in bytes, as the service counts them.</summary>
    public long SizeBytes => Number(Slice(_size).Span);

    /// <summary>What the record may carry, as the table's stream was set when it was written.</summary>
    public StreamView View => ViewOf(Slice(_view).Span);

    /// <summary>The region of the table: <c>eu-central-1</c>.</summary>
    public string Region => Text(_region);

    /// <summary>The ARN of the stream; empty for a record that did not come from one.</summary>
    public string SourceArn => Text(_sourceArn);

    /// <summary>The table's name, from the stream's ARN; else the name in the table's model.</summary>
    public string TableName => TableNameOf(SourceArn) ?? Table.Name;

    /// <summary>Whether the service deleted the item because its time to live was over.</summary>
    public bool IsExpiry { get; private set; }

    /// <summary>Why the item is gone; only of meaning for <see cref="StreamEvent.Removed"/>.</summary>
    public RemovalReason RemovalReason => IsExpiry ? RemovalReason.Expired : RemovalReason.Deleted;

    /// <summary>
    /// The item's entity type as its discriminator attribute says in the new image, or in the old one if there is no new;
    /// <see langword="null"/> if the record has no image, or the image no discriminator that is text.
    /// </summary>
    public string? EntityType => EntityTypeSlice is { Length: > 0 } slice ? new ItemReader(Slice(slice).Span).ReadString() : null;

    /// <summary>The item's key in DynamoDB JSON: <c>{"PK":{"S":"USER#1"}}</c>.</summary>
    public ReadOnlyMemory<byte> Keys => Slice(_keys);

    /// <summary>The item after the change in DynamoDB JSON; empty if the record does not carry it.</summary>
    public ReadOnlyMemory<byte> NewImage => Slice(_newImage);

    /// <summary>The item before the change in DynamoDB JSON; empty if the record does not carry it.</summary>
    public ReadOnlyMemory<byte> OldImage => Slice(_oldImage);

    /// <summary>The whole record as it stands in the event.</summary>
    public ReadOnlyMemory<byte> Json => Slice(_json);

    /// <summary>The key as text for messages: <c>PK 'USER#1', SK 'METADATA'</c>.</summary>
    public string KeyText => _keys.Length == 0 ? "" : new ItemReader(Keys.Span).DescribeKey(Table);

    /// <summary>The table as its entities describe it: by it the key and the discriminator are found.</summary>
    public TableModel Table { get; private set; }

    /// <summary>Reads one record of an event.</summary>
    /// <param name="json">The record as it stands in the <c>Records</c> of a Lambda event, UTF-8; the record keeps this memory.</param>
    /// <param name="table">The table that it came from.</param>
    /// <returns>The record.</returns>
    /// <exception cref="StreamEventException">This is not a record of a DynamoDB stream.</exception>
    public static StreamRecord Parse(ReadOnlyMemory<byte> json, TableModel table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var reader = new ItemReader(json.Span);
        try
        {
            return Read(json, ref reader, table, Encoding.UTF8.GetBytes(table.EntityTypeAttribute ?? ""));
        }
        catch (ItemMappingException exception)
        {
            throw new StreamEventException("This is not a record of a DynamoDB stream. " + exception.Message, exception);
        }
    }

    /// <summary>Tells whether the item is an entity of a type, by its discriminator attribute.</summary>
    /// <param name="name">The entity's name in UTF-8, as it is stored.</param>
    /// <returns>
    /// <see langword="false"/> also when the record has no image that would tell. In a table without a discriminator, which holds one entity, every
    /// item is it.
    /// </returns>
    public bool IsEntity(ReadOnlySpan<byte> name)
    {
        if (Table.EntityTypeAttribute is null)
            return _newImage.Length > 0 || _oldImage.Length > 0;
        var value = Slice(EntityTypeSlice).Span;
        if (value.Length == name.Length + 8 && value.StartsWith("{\"S\":\""u8) && value[6..^2].SequenceEqual(name))
            return true;
        return value.Length > 0 && value.IndexOfAny((byte)'\\', (byte)' ', (byte)'\n') >= 0 && new ItemReader(value).IsEntity(name);
    }

    /// <summary>Reads the item after the change as an entity.</summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <param name="mapper">The entity's generated mapper: <c>OrderMapper.Instance</c>.</param>
    /// <returns>The entity.</returns>
    /// <exception cref="ItemMappingException">The image does not have the form that the entity needs; the message names entity, key and attribute.</exception>
    /// <exception cref="EntityTypeMismatchException">The item is another entity.</exception>
    /// <exception cref="InvalidOperationException">The record carries no new image.</exception>
    public TEntity ReadNewImage<TEntity>(EntityMapper<TEntity> mapper) => ReadImage(mapper, _newImage, "new");

    /// <summary>Reads the item before the change as an entity.</summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <param name="mapper">The entity's generated mapper: <c>OrderMapper.Instance</c>.</param>
    /// <returns>The entity.</returns>
    /// <exception cref="ItemMappingException">The image does not have the form that the entity needs; the message names entity, key and attribute.</exception>
    /// <exception cref="EntityTypeMismatchException">The item is another entity.</exception>
    /// <exception cref="InvalidOperationException">The record carries no old image.</exception>
    public TEntity ReadOldImage<TEntity>(EntityMapper<TEntity> mapper) => ReadImage(mapper, _oldImage, "old");

    /// <summary>The event, entity and key, for messages.</summary>
    /// <returns>Text such as <c>Modified Order (PK 'USER#1', SK 'ORDER#7'), sequence number 1405400000000002063282832</c>.</returns>
    public override string ToString() => $"{Event} {EntityType ?? "item"} ({KeyText}), sequence number {SequenceNumber}";

    private TEntity ReadImage<TEntity>(EntityMapper<TEntity> mapper, Part image, string which)
    {
        ArgumentNullException.ThrowIfNull(mapper);
        if (image.Length == 0)
        {
            throw new InvalidOperationException(
                $"The record {SequenceNumber} ({KeyText}) carries no {which} image; the table's stream has the view {View}. Set [Table(…, Stream = StreamView.NewAndOldImages)].");
        }

        var reader = new ItemReader(Slice(image).Span);
        if (mapper.TryReadItem(ref reader, Table, out var entity, out var other))
            return entity;
        throw new EntityTypeMismatchException(mapper.Model.Name, other!, KeyText);
    }
}
