using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Tessera.Engine.Errors;

namespace Tessera.Engine.Items;

internal sealed partial class AttributeValueReader
{
    private int ReadList(ref Utf8JsonReader reader, int level)
    {
        CheckListToken(ref reader);
        var size = ValueSize.Container;
        var isFirst = true;
        _buffer.Append((byte)'[');
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!isFirst) _buffer.Append((byte)',');
            isFirst = false;
            size += ValueSize.Element + ReadAnyValue(ref reader, level + 1);
        }

        _buffer.Append((byte)']');
        return size;
    }

    private int ReadMap(ref Utf8JsonReader reader, int level)
    {
        CheckMapToken(ref reader);
        return ValueSize.Container + ReadEntries(ref reader, level + 1, ValueSize.Element);
    }

    /// <summary>Appends an object of names and values, sorted by name, and returns what its entries add to the size.</summary>
    private int ReadEntries(ref Utf8JsonReader reader, int level, int perEntry)
    {
        var firstPart = _parts.Count;
        var start = _buffer.Length;
        var isSorted = true;
        var size = 0;
        _buffer.Append((byte)'{');
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var part = ReadEntry(ref reader, level, perEntry, isFirst: _parts.Count == firstPart);
            isSorted = isSorted && (_parts.Count == firstPart || CanonicalText.Compare(TextOf(_parts[^1]), TextOf(part)) < 0);
            size += part.Size;
            _parts.Add(part);
        }

        _buffer.Append((byte)'}');
        if (!isSorted) size = RewriteEntries(start, firstPart);
        _parts.RemoveRange(firstPart, _parts.Count - firstPart);
        return size;
    }

    private Part ReadEntry(ref Utf8JsonReader reader, int level, int perEntry, bool isFirst)
    {
        if (!isFirst) _buffer.Append((byte)',');
        var start = _buffer.Length;
        _buffer.Append((byte)'"');
        AppendText(ref reader);
        var textLength = _buffer.Length - start - 1;
        var nameSize = CanonicalText.Utf8Length(_buffer.Written[(start + 1)..]);
        AttributeName.CheckLength(nameSize);
        _buffer.Append("\":"u8);
        reader.Read();
        var valueSize = ReadAnyValue(ref reader, level);
        return new Part(start, textLength, _buffer.Length - start, perEntry + nameSize + valueSize);
    }

    /// <summary>Sorts the entries of the object at <paramref name="start"/>; of several with one name the last counts, as in most JSON parsers.</summary>
    private int RewriteEntries(int start, int firstPart)
    {
        var parts = CollectionsMarshal.AsSpan(_parts)[firstPart..];
        parts.Sort(new PartComparer(_buffer, AttributeType.S));
        var kept = 0;
        var size = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (i + 1 < parts.Length && TextOf(parts[i]).SequenceEqual(TextOf(parts[i + 1]))) continue;
            size += parts[i].Size;
            parts[kept++] = parts[i];
        }

        Rewrite(start, parts[..kept]);
        return size;
    }

    private int ReadSet(ref Utf8JsonReader reader, AttributeType setType)
    {
        CheckListToken(ref reader);
        var elementType = setType.ElementType();
        var firstPart = _parts.Count;
        var start = _buffer.Length;
        var isSorted = true;
        var size = 0;
        _buffer.Append((byte)'[');
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var part = ReadElement(ref reader, setType, isFirst: _parts.Count == firstPart);
            isSorted = isSorted && (_parts.Count == firstPart || ScalarOrder.Compare(elementType, TextOf(_parts[^1]), TextOf(part)) < 0);
            size += part.Size;
            _parts.Add(part);
        }

        _buffer.Append((byte)']');
        if (_parts.Count == firstPart) NoteError(ValueMessages.EmptySet(setType));
        if (!isSorted) RewriteSet(setType, start, firstPart);
        _parts.RemoveRange(firstPart, _parts.Count - firstPart);
        return size;
    }

    private Part ReadElement(ref Utf8JsonReader reader, AttributeType setType, bool isFirst)
    {
        if (!isFirst) _buffer.Append((byte)',');
        var start = _buffer.Length;
        _buffer.Append((byte)'"');
        var size = ReadElementText(ref reader, setType);
        _buffer.Append((byte)'"');
        return new Part(start, _buffer.Length - start - 2, _buffer.Length - start, size);
    }

    private int ReadElementText(ref Utf8JsonReader reader, AttributeType setType)
    {
        if (reader.TokenType != JsonTokenType.Null)
        {
            return setType switch
            {
                AttributeType.SS => ReadString(ref reader),
                AttributeType.NS => ReadNumber(ref reader),
                _ => ReadBinary(ref reader),
            };
        }

        NoteError(ValueMessages.NullInSet(setType));
        if (setType == AttributeType.NS) _buffer.Append((byte)'0');
        return 0;
    }

    private void RewriteSet(AttributeType setType, int start, int firstPart)
    {
        var parts = CollectionsMarshal.AsSpan(_parts)[firstPart..];
        parts.Sort(new PartComparer(_buffer, setType.ElementType()));
        for (var i = 1; i < parts.Length; i++)
        {
            if (!TextOf(parts[i - 1]).SequenceEqual(TextOf(parts[i]))) continue;
            if (_error is null) NoteError(ValueMessages.Duplicates(setType, TextsAsSent(parts)));
            return;
        }

        Rewrite(start, parts);
    }

    private string[] TextsAsSent(Span<Part> parts)
    {
        parts.Sort((left, right) => left.Start.CompareTo(right.Start));
        var texts = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++) texts[i] = CanonicalText.ToText(TextOf(parts[i]));
        return texts;
    }

    /// <summary>Writes the collection that starts at <paramref name="start"/> again, with these parts in this order.</summary>
    private void Rewrite(int start, ReadOnlySpan<Part> parts)
    {
        var length = _buffer.Length - start;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        _buffer.Written[start..].CopyTo(copy);
        _buffer.Length = start + 1;
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0) _buffer.Append((byte)',');
            _buffer.Append(copy.AsSpan(parts[i].Start - start, parts[i].Length));
        }

        _buffer.Append(copy[length - 1]);
        ArrayPool<byte>.Shared.Return(copy);
    }

    private ReadOnlySpan<byte> TextOf(Part part) => _buffer.Written.Slice(part.Start + 1, part.TextLength);

    private static void CheckListToken(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray) return;
        throw ServiceException.Serialization(
            reader.TokenType == JsonTokenType.StartObject ? ValueMessages.UnexpectedStructure : ValueMessages.UnexpectedField);
    }

    /// <summary>Orders parts by their text, and equal ones by where they stand: of two equal names the later one must stay the later one.</summary>
    private readonly struct PartComparer(CanonicalBuffer buffer, AttributeType elementType) : IComparer<Part>
    {
        public int Compare(Part left, Part right)
        {
            var written = buffer.Written;
            var order = ScalarOrder.Compare(
                elementType, written.Slice(left.Start + 1, left.TextLength), written.Slice(right.Start + 1, right.TextLength));
            return order != 0 ? order : left.Start.CompareTo(right.Start);
        }
    }
}
