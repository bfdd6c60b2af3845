using System.Buffers.Binary;

namespace Tessera.Engine.Items;

/// <summary>Puts canonical values together to larger ones; each result is one array of exactly its length.</summary>
internal static class CanonicalComposer
{
    public static AttributeValue List(IReadOnlyList<AttributeValue> elements)
    {
        var length = "{\"L\":[]}".Length + Math.Max(0, elements.Count - 1);
        for (var i = 0; i < elements.Count; i++) length += elements[i].Json.Length;
        var writer = new ExactWriter(length);
        writer.Write("{\"L\":["u8);
        for (var i = 0; i < elements.Count; i++)
        {
            if (i > 0) writer.Write(","u8);
            writer.Write(elements[i].Json.Span);
        }

        writer.Write("]}"u8);
        return new AttributeValue(writer.Bytes);
    }

    public static AttributeValue Map(IReadOnlyList<AttributeEntry> entries)
    {
        entries = Sorted(entries);
        var writer = new ExactWriter("{\"M\":}".Length + ObjectLength(entries));
        writer.Write("{\"M\":"u8);
        WriteObject(ref writer, entries);
        writer.Write("}"u8);
        return new AttributeValue(writer.Bytes);
    }

    public static Item Item(IReadOnlyList<AttributeEntry> attributes)
    {
        attributes = Sorted(attributes);
        var size = 0;
        for (var i = 0; i < attributes.Count; i++) size += CanonicalText.Utf8Length(attributes[i].Name.Span) + attributes[i].Value.Size;
        var writer = new ExactWriter(Items.Item.HeaderLength + ObjectLength(attributes));
        Span<byte> header = stackalloc byte[Items.Item.HeaderLength];
        BinaryPrimitives.WriteInt32LittleEndian(header, size);
        writer.Write(header);
        WriteObject(ref writer, attributes);
        return new Item(writer.Bytes);
    }

    public static AttributeValue Set(AttributeType setType, IReadOnlyList<AttributeValue> scalars)
    {
        var elementType = setType.ElementType();
        var sorted = scalars.ToArray();
        Array.Sort(sorted, (left, right) => ScalarOrder.Compare(elementType, left.Content, right.Content));
        var count = 0;
        var length = setType.Opening().Length + "[]}".Length;
        foreach (var scalar in sorted)
        {
            if (count > 0 && sorted[count - 1] == scalar) continue;
            sorted[count++] = scalar;
            length += scalar.Content.Length + "\"\"".Length;
        }

        var writer = new ExactWriter(length + count - 1);
        writer.Write(setType.Opening());
        for (var i = 0; i < count; i++)
        {
            writer.Write(i == 0 ? "[\""u8 : ",\""u8);
            writer.Write(sorted[i].Content);
            writer.Write("\""u8);
        }

        writer.Write("]}"u8);
        return new AttributeValue(writer.Bytes);
    }

    private static IReadOnlyList<AttributeEntry> Sorted(IReadOnlyList<AttributeEntry> entries)
    {
        for (var i = 1; i < entries.Count; i++)
        {
            if (CanonicalText.Compare(entries[i - 1].Name.Span, entries[i].Name.Span) < 0) continue;
            var sorted = entries.ToArray();
            Array.Sort(sorted, (left, right) => CanonicalText.Compare(left.Name.Span, right.Name.Span));
            return sorted;
        }

        return entries;
    }

    private static int ObjectLength(IReadOnlyList<AttributeEntry> entries)
    {
        var length = "{}".Length + Math.Max(0, entries.Count - 1);
        for (var i = 0; i < entries.Count; i++) length += entries[i].Name.Length + entries[i].Value.Json.Length + "\"\":".Length;
        return length;
    }

    private static void WriteObject(ref ExactWriter writer, IReadOnlyList<AttributeEntry> entries)
    {
        writer.Write("{"u8);
        for (var i = 0; i < entries.Count; i++)
        {
            writer.Write(i == 0 ? "\""u8 : ",\""u8);
            writer.Write(entries[i].Name.Span);
            writer.Write("\":"u8);
            writer.Write(entries[i].Value.Json.Span);
        }

        writer.Write("}"u8);
    }

    /// <summary>Fills an array whose length was worked out before.</summary>
    private struct ExactWriter(int length)
    {
        private int _position;

        public byte[] Bytes { get; } = new byte[length];

        public void Write(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(Bytes.AsSpan(_position));
            _position += bytes.Length;
        }
    }
}
