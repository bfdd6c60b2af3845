namespace Tessera.Engine.Items;

/// <summary>Sizes by the published rules, from canonical JSON.</summary>
internal static class ValueSize
{
    /// <summary>What a list or map takes besides its contents.</summary>
    public const int Container = 3;

    /// <summary>What each element of a list or map takes besides its contents.</summary>
    public const int Element = 1;

    /// <summary>The size of a scalar of the given type and content.</summary>
    public static int OfScalar(AttributeType type, ReadOnlySpan<byte> content) => type switch
    {
        AttributeType.S => CanonicalText.Utf8Length(content),
        AttributeType.N => OfNumber(content),
        AttributeType.B => OfBase64(content),
        _ => 1,
    };

    /// <summary>The size of any value. Recursion goes as deep as the value, and values are at most 32 levels deep.</summary>
    public static int Of(AttributeValue value)
    {
        var type = value.Type;
        return type switch
        {
            AttributeType.L => OfList(value),
            AttributeType.M => Container + OfEntries(value.EnumerateEntries(), Element),
            AttributeType.SS or AttributeType.NS or AttributeType.BS => OfSet(value, type.ElementType()),
            _ => OfScalar(type, value.Content),
        };
    }

    /// <summary>The size of names and values, and of so much more for each entry.</summary>
    public static int OfEntries(EntryEnumerator entries, int perEntry)
    {
        var size = 0;
        foreach (var entry in entries) size += perEntry + CanonicalText.Utf8Length(entry.Name.Span) + Of(entry.Value);
        return size;
    }

    /// <summary>The length of what base64 stands for.</summary>
    public static int OfBase64(ReadOnlySpan<byte> base64) => (base64.Length / 4 * 3) - (base64.EndsWith("=="u8) ? 2 : base64.EndsWith("="u8) ? 1 : 0);

    private static int OfList(AttributeValue list)
    {
        var size = Container;
        foreach (var element in list.EnumerateElements()) size += Element + Of(element);
        return size;
    }

    private static int OfSet(AttributeValue set, AttributeType elementType)
    {
        var size = 0;
        var elements = set.EnumerateElements();
        while (elements.MoveNext()) size += OfScalar(elementType, elements.CurrentText);
        return size;
    }

    /// <summary>The same as <see cref="Number.Size"/>, from the normal form alone.</summary>
    private static int OfNumber(ReadOnlySpan<byte> text)
    {
        var isNegative = text[0] == '-';
        // Zeros before the first digit are on the left of it or of the point, zeros after the last one only in whole numbers.
        var digits = text[(isNegative ? 1 : 0)..].TrimStart("0."u8);
        if (digits.IsEmpty) return 1;
        var hasPoint = digits.Contains((byte)'.');
        var digitCount = hasPoint ? digits.Length - 1 : text.Contains((byte)'.') ? digits.Length : digits.TrimEnd((byte)'0').Length;
        return ((digitCount + 1) / 2) + 1 + (isNegative ? 1 : 0);
    }
}
