using System.Buffers.Binary;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Evaluation;

/// <summary>
/// Puts an item together from runs of another item's attributes, which stay the bytes that they are, and from attributes of its own. Keeps count of the size,
/// so that untouched attributes are not even looked at. Attributes come in canonical order.
/// </summary>
internal sealed class ItemSplice(Item source)
{
    // Without a name it is a run of whole attributes; an attribute's name may be empty.
    private readonly List<(ReadOnlyMemory<byte>? Name, ReadOnlyMemory<byte> Json)> _pieces = [];
    private readonly ReadOnlyMemory<byte> _json = source.Json;
    private int _runStart = 1;
    private int _size = source.Size;

    /// <summary>Keeps the source's attributes that have not been kept or dropped yet and end before the position: a comma, or the closing brace.</summary>
    public void KeepTo(int position)
    {
        if (position > _runStart)
            _pieces.Add((null, _json[_runStart..position]));
        _runStart = position + 1;
    }

    /// <summary>Drops the attribute that comes next, and ends at the position.</summary>
    public void Drop(ReadOnlySpan<byte> name, AttributeValue value, int position)
    {
        _size -= CanonicalText.Utf8Length(name) + value.Size;
        _runStart = position + 1;
    }

    public void Add(ReadOnlyMemory<byte> name, AttributeValue value)
    {
        _size += CanonicalText.Utf8Length(name.Span) + value.Size;
        _pieces.Add((name, value.Json));
    }

    public Item ToItem()
    {
        var length = Item.HeaderLength + "{}".Length + Math.Max(0, _pieces.Count - 1);
        foreach (var (name, json) in _pieces)
            length += json.Length + (name is { } own ? own.Length + "\"\":".Length : 0);

        var stored = new byte[length];
        BinaryPrimitives.WriteInt32LittleEndian(stored, _size);
        var position = Write(stored, Item.HeaderLength, "{"u8);
        for (var i = 0; i < _pieces.Count; i++)
            position = WritePiece(stored, i == 0 ? position : Write(stored, position, ","u8), i);
        Write(stored, position, "}"u8);
        return new Item(stored);
    }

    // A run brings its names along.
    private int WritePiece(byte[] stored, int position, int index)
    {
        var (name, json) = _pieces[index];
        if (name is { } own)
        {
            position = Write(stored, position, "\""u8);
            position = Write(stored, position, own.Span);
            position = Write(stored, position, "\":"u8);
        }

        return Write(stored, position, json.Span);
    }

    private static int Write(byte[] stored, int position, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(stored.AsSpan(position));
        return position + bytes.Length;
    }
}
