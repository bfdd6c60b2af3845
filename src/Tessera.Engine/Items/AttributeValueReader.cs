using System.Buffers.Binary;
using System.Text.Json;
using Tessera.Engine.Errors;

namespace Tessera.Engine.Items;

/// <summary>
/// Reads attribute values and items from a request's JSON into canonical form, in one pass. Dispose of it at the end of the request.
/// </summary>
/// <remarks>
/// <para>
/// Two kinds of trouble are told apart as the service tells them apart. A JSON token of the wrong kind throws a serialization error at once. A value that is
/// refused for what it is (no type, a bad number, duplicates in a set) is only noted, because missing parameters are reported before it: the
/// operation asks <see cref="TakeError"/> when its turn comes. What is read after an error is well-formed but must not be used.
/// </para>
/// <para>Depth is bounded by <see cref="LevelMax"/>; what is deeper is skipped without recursion. Belongs to one thread.</para>
/// </remarks>
internal sealed partial class AttributeValueReader : IDisposable
{
    /// <summary>The deepest level at which a value may stand; an item's attributes are at level 1.</summary>
    public const int LevelMax = 32;

    private readonly CanonicalBuffer _buffer = new();

    // The parts (set elements, map entries) of every collection that is being read, the innermost last.
    private readonly List<Part> _parts = [];
    private string? _error;

    /// <summary>The first error in what was read since the last call, as a validation message; null where there is none.</summary>
    public string? TakeError()
    {
        var error = _error;
        _error = null;
        return error;
    }

    /// <summary>Reads an item or a key: the reader stands on its first token and is left on its last.</summary>
    public Item ReadItem(ref Utf8JsonReader reader)
    {
        _buffer.Length = Item.HeaderLength;
        CheckMapToken(ref reader);
        var size = ReadEntries(ref reader, level: 1, perEntry: 0);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.Written, size);
        return new Item(_buffer.Written.ToArray());
    }

    /// <summary>Reads one attribute value: the reader stands on its first token and is left on its last.</summary>
    public AttributeValue ReadValue(ref Utf8JsonReader reader)
    {
        _buffer.Length = 0;
        ReadAnyValue(ref reader, level: 1);
        return new AttributeValue(_buffer.Written.ToArray());
    }

    public void Dispose() => _buffer.Dispose();

    /// <summary>Appends any value and returns its size.</summary>
    private int ReadAnyValue(ref Utf8JsonReader reader, int level)
    {
        CheckValueToken(ref reader);
        if (level > LevelMax)
        {
            reader.Skip();
            return Refuse(ValueMessages.NestingLevels);
        }

        if (reader.TokenType == JsonTokenType.Null) return Refuse(ValueMessages.Empty);

        var start = _buffer.Length;
        AttributeType? found = null;
        var hasSeveral = false;
        var size = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = TryReadType(ref reader, out var type);
            reader.Read();
            // The service ignores members that it does not know, and null stands for an absent member.
            if (!isType || reader.TokenType == JsonTokenType.Null)
            {
                reader.Skip();
                continue;
            }

            hasSeveral |= found is not null && found != type;
            found = type;
            _buffer.Length = start;
            size = ReadMember(ref reader, type, level);
        }

        if (hasSeveral) NoteError(ValueMessages.SeveralTypes);
        return found is null ? Refuse(ValueMessages.Empty) : size;
    }

    private bool TryReadType(ref Utf8JsonReader reader, out AttributeType type)
    {
        if (!reader.ValueIsEscaped) return AttributeTypeName.TryParse(reader.ValueSpan, out type);
        var start = _buffer.Length;
        AppendText(ref reader);
        var isType = AttributeTypeName.TryParse(_buffer.Written[start..], out type);
        _buffer.Length = start;
        return isType;
    }

    private int ReadMember(ref Utf8JsonReader reader, AttributeType type, int level)
    {
        _buffer.Append(type.Opening());
        var size = type switch
        {
            AttributeType.S => ReadString(ref reader),
            AttributeType.N => ReadNumber(ref reader),
            AttributeType.B => ReadBinary(ref reader),
            AttributeType.Bool => ReadBoolean(ref reader),
            AttributeType.Null => ReadNull(ref reader),
            AttributeType.L => ReadList(ref reader, level),
            AttributeType.M => ReadMap(ref reader, level),
            _ => ReadSet(ref reader, type),
        };
        _buffer.Append(type.Closing());
        return size;
    }

    private void NoteError(string message) => _error ??= message;

    /// <summary>Notes the error and appends something well-formed in place of the value.</summary>
    private int Refuse(string message)
    {
        NoteError(message);
        _buffer.Append("{\"NULL\":true}"u8);
        return 1;
    }

    private static void CheckValueToken(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.Null) return;
        throw ServiceException.Serialization(
            reader.TokenType == JsonTokenType.StartArray ? ValueMessages.ListForValue : ValueMessages.UnexpectedValue);
    }

    private static void CheckMapToken(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject) return;
        throw ServiceException.Serialization(
            reader.TokenType == JsonTokenType.StartArray ? ValueMessages.ListForMap : ValueMessages.UnexpectedField);
    }

    /// <summary>Where an element of a set or an entry of a map stands in the buffer.</summary>
    /// <param name="Start">The opening quote of the element or of the entry's name.</param>
    /// <param name="TextLength">The length of the element's or name's text, without quotes.</param>
    /// <param name="Length">The length of the whole part.</param>
    /// <param name="Size">The size that it adds by the published rules.</param>
    private readonly record struct Part(int Start, int TextLength, int Length, int Size);
}
