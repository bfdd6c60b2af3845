using System.Text;

namespace Tessera.Mapping;

/// <summary>Reads items and attribute values from UTF-8 DynamoDB JSON; generated mappers and converters call it.</summary>
/// <remarks>
/// The wire form is regular, so each read first compares with the bytes it expects (<c>{"S":"</c>) and only looks closer, at white space or
/// escapes, when they differ. Reads of scalars return <see langword="null"/> for the NULL type.
/// </remarks>
public ref partial struct ItemReader
{
    private readonly ReadOnlySpan<byte> _json;
    private int _position;
    private int _itemStart;
    private int _nameStart;
    private int _nameLength;

    internal ItemReader(ReadOnlySpan<byte> json)
    {
        _json = json;
    }

    /// <summary>How many values needed the slow way (white space, escapes); tests watch it.</summary>
    internal int FallbackCount { get; private set; }

    internal readonly int Position => _position;

    internal readonly bool IsAtEnd => _position >= _json.Length;

    /// <summary>The discriminator of an item that turned out to be another entity, else <see langword="null"/>.</summary>
    internal string? OtherEntityType { get; private set; }

    /// <summary>Moves to the next attribute of the item or map.</summary>
    /// <param name="name">The attribute's name; its value must be read or skipped next.</param>
    /// <returns><see langword="false"/> after the last attribute.</returns>
    public bool NextAttribute(out ReadOnlySpan<byte> name)
    {
        var next = Next();
        if (next == '{' && Peek() == '}')
            next = Next();
        if (next == '}')
        {
            name = default;
            return false;
        }

        if (next is not ((byte)'{' or (byte)','))
            throw Malformed("an attribute");

        Expect((byte)'"');
        _nameStart = _position;
        name = StringToken();
        _nameLength = _position - 1 - _nameStart;
        Expect((byte)':');
        return true;
    }

    /// <summary>Opens a map value (M), whose attributes are then read with <see cref="NextAttribute"/>.</summary>
    public void BeginMap() => BeginValue("M"u8);

    /// <summary>Opens a list value (L), whose elements are then read after <see cref="NextElement"/>.</summary>
    public void BeginList() => BeginValue("L"u8);

    /// <summary>Moves to the next element of the list or set.</summary>
    /// <returns><see langword="false"/> after the last element.</returns>
    public bool NextElement()
    {
        switch (Peek())
        {
            case (byte)'[':
                _position++;
                if (Peek() != ']')
                    return true;
                _position++;
                return false;
            case (byte)',':
                _position++;
                return true;
            case (byte)']':
                _position++;
                return false;
            default:
                throw Malformed("an element");
        }
    }

    /// <summary>Closes a value opened with <see cref="BeginMap"/> or <see cref="BeginList"/>.</summary>
    public void EndValue() => Expect((byte)'}');

    /// <summary>Reads NULL if that is what stands here.</summary>
    /// <returns><see langword="false"/> when the value is of another type; nothing is consumed then.</returns>
    public bool TryReadNull()
    {
        // The first letter of the type rules it out nearly always.
        var rest = _json[_position..];
        if (rest.Length > 3 && rest[0] == '{' && rest[1] == '"' && (rest[2] != 'N' || rest[3] != 'U'))
            return false;
        return Follows("{\"NULL\":true}"u8) || (HasType("NULL"u8) && SkipValue());
    }

    /// <summary>Passes over a value of any type.</summary>
    public void Skip() => SkipValue();

    /// <summary>Compares the discriminator with this entity's; call it for the table's entity type attribute and stop reading on <see langword="false"/>.</summary>
    /// <param name="name">The entity's name.</param>
    /// <returns><see langword="false"/> when the item is another entity.</returns>
    public bool IsEntity(ReadOnlySpan<byte> name)
    {
        BeginValue("S"u8);
        Expect((byte)'"');
        var found = StringToken();
        EndValue();
        if (found.SequenceEqual(name))
            return true;
        OtherEntityType = Encoding.UTF8.GetString(found);
        return false;
    }

    /// <summary>The error for a member that must have a value while its attribute is absent.</summary>
    /// <param name="attribute">The attribute's name.</param>
    /// <returns>The exception to throw.</returns>
    public static ItemMappingException Missing(string attribute) =>
        new($"The attribute '{attribute}' is absent, but the member that it fills needs a value. Make the member nullable, or give the stored items the attribute.", attribute);

    internal void BeginItem() => _itemStart = _position;

    internal readonly ReadOnlySpan<byte> Item => _json[_itemStart..];
}
