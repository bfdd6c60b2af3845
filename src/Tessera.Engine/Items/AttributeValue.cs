namespace Tessera.Engine.Items;

/// <summary>
/// One attribute value in canonical DynamoDB JSON, such as <c>{"S":"abc"}</c>: a view over bytes that an item or a request owns.
/// </summary>
/// <remarks>
/// <para>
/// Canonical means that equal values have equal bytes: no white space, numbers normalised (<c>1.0</c> is <c>1</c>), base64 re-encoded, sets sorted
/// (strings by UTF-8 bytes, numbers by value, binary unsigned), map entries sorted by the UTF-8 bytes of their names, strings escaped only where JSON
/// demands it (quote, backslash, control characters). So equality is a byte comparison, whatever the type.
/// </para>
/// <para>Immutable, and safe to share between threads as long as nobody writes to the bytes behind it.</para>
/// </remarks>
public readonly struct AttributeValue : IEquatable<AttributeValue>
{
    /// <summary>Wraps bytes that are known to be one canonical value; nothing is checked.</summary>
    internal AttributeValue(ReadOnlyMemory<byte> canonicalJson) => Json = canonicalJson;

    /// <summary>The whole value, from <c>{"S":…</c> to the closing brace.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The type, read from the first bytes.</summary>
    public AttributeType Type => CanonicalScanner.TypeOf(Json.Span);

    /// <summary>
    /// What stands after the type: for S, N and B the text between the quotes (S still escaped, B still base64), for BOOL and NULL the literal,
    /// for sets, L and M the whole array or object with its brackets.
    /// </summary>
    public ReadOnlySpan<byte> Content => ContentMemory.Span;

    /// <summary>The size in bytes by the published rules, without the attribute's name.</summary>
    public int Size => ValueSize.Of(this);

    /// <summary>The levels of nesting: 1 for a scalar or a set, one more for each list or map around it. The service's limit is 32.</summary>
    internal int Depth
    {
        get
        {
            var deepest = 0;
            if (Type == AttributeType.L)
            {
                foreach (var element in EnumerateElements()) deepest = Math.Max(deepest, element.Depth);
            }
            else if (Type == AttributeType.M)
            {
                foreach (var entry in EnumerateEntries()) deepest = Math.Max(deepest, entry.Value.Depth);
            }

            return deepest + 1;
        }
    }

    /// <summary>The number of an N value.</summary>
    public Number ToNumber()
    {
        var error = Number.TryParse(Content, out var number);
        System.Diagnostics.Debug.Assert(error == NumberError.None, "A canonical number is a number.");
        return number;
    }

    /// <summary>The UTF-8 bytes of an S value, unescaped; shares the value's bytes where nothing is escaped.</summary>
    public ReadOnlyMemory<byte> ToUtf8()
    {
        var content = ContentMemory;
        if (!content.Span.Contains((byte)'\\')) return content;
        var utf8 = new byte[CanonicalText.Utf8Length(content.Span)];
        CanonicalText.Unescape(content.Span, utf8);
        return utf8;
    }

    /// <summary>The bytes of a B value, decoded.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[ValueSize.OfBase64(Content)];
        System.Buffers.Text.Base64.DecodeFromUtf8(Content, bytes, out _, out _);
        return bytes;
    }

    /// <summary>The number of elements of a set, list or map; 0 for anything else. It walks them.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            if (Type == AttributeType.M)
            {
                var entries = EnumerateEntries();
                while (entries.MoveNext()) count++;
            }
            else if (Type == AttributeType.L || Type.IsSet())
            {
                var elements = EnumerateElements();
                while (elements.MoveNext()) count++;
            }

            return count;
        }
    }

    /// <summary>Walks the elements of a list or set; elements of a set come as values of its scalar type. Anything else has none.</summary>
    public ElementEnumerator EnumerateElements() => new(Json, Type);

    /// <summary>Walks the entries of a map in the order of their names. Anything else has none.</summary>
    public EntryEnumerator EnumerateEntries() => new(Type == AttributeType.M ? ContentMemory : default);

    /// <summary>Finds the entry of a map by the canonical (escaped) UTF-8 of its name. Anything but a map has none.</summary>
    public bool TryGetEntry(ReadOnlySpan<byte> name, out AttributeValue value)
    {
        value = default;
        if (Type != AttributeType.M) return false;
        var map = ContentMemory;
        if (!CanonicalScanner.TryFindMember(map.Span, name, out var start, out var end)) return false;
        value = new AttributeValue(map[start..end]);
        return true;
    }

    /// <summary>Finds the element of a list by its zero-based index. Anything but a list has none.</summary>
    public bool TryGetElement(int index, out AttributeValue value)
    {
        value = default;
        if (index < 0 || Type != AttributeType.L) return false;
        var elements = EnumerateElements();
        while (elements.MoveNext())
        {
            if (index-- > 0) continue;
            value = elements.Current;
            return true;
        }

        return false;
    }

    /// <summary>Whether a set holds this scalar (canonical bytes of a value of the set's element type).</summary>
    public bool SetContains(AttributeValue scalar)
    {
        if (!Type.IsSet() || scalar.Type != Type.ElementType()) return false;
        var content = scalar.Content;
        var elements = EnumerateElements();
        while (elements.MoveNext())
        {
            if (elements.CurrentText.SequenceEqual(content)) return true;
        }

        return false;
    }

    /// <summary>
    /// Orders two scalars of one type (S by UTF-8 bytes, N by value, B by unsigned bytes). Returns false where the types differ or have no order.
    /// </summary>
    public static bool TryCompare(AttributeValue left, AttributeValue right, out int order)
    {
        order = 0;
        var type = left.Type;
        if (type != right.Type || type is not (AttributeType.S or AttributeType.N or AttributeType.B)) return false;
        order = ScalarOrder.Compare(type, left.Content, right.Content);
        return true;
    }

    /// <summary>Whether both are the same type and value.</summary>
    public bool Equals(AttributeValue other) => Json.Span.SequenceEqual(other.Json.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AttributeValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Json.Span);
        return hash.ToHashCode();
    }

    /// <summary>The canonical JSON as text, for messages and debugging.</summary>
    public override string ToString() => System.Text.Encoding.UTF8.GetString(Json.Span);

    /// <summary>Whether both are the same type and value.</summary>
    public static bool operator ==(AttributeValue left, AttributeValue right) => left.Equals(right);

    /// <summary>Whether they differ in type or value.</summary>
    public static bool operator !=(AttributeValue left, AttributeValue right) => !left.Equals(right);

    /// <summary>A string value. An unpaired surrogate becomes U+FFFD, as in every conversion to UTF-8.</summary>
    public static AttributeValue OfString(string text) => OfContent(AttributeType.S, CanonicalText.FromString(text));

    /// <summary>A string value of UTF-8 bytes, which are copied.</summary>
    internal static AttributeValue OfUtf8(ReadOnlySpan<byte> utf8) => OfContent(AttributeType.S, CanonicalText.FromUtf8(utf8.ToArray()));

    /// <summary>A number value, in its normal form.</summary>
    public static AttributeValue OfNumber(Number number)
    {
        Span<byte> text = stackalloc byte[Number.TextLengthMax];
        return OfContent(AttributeType.N, text[..number.Format(text)]);
    }

    /// <summary>A binary value.</summary>
    public static AttributeValue OfBytes(ReadOnlySpan<byte> bytes)
    {
        var base64 = new byte[System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length)];
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, base64, out _, out _);
        return OfContent(AttributeType.B, base64);
    }

    /// <summary>A boolean value.</summary>
    public static AttributeValue OfBoolean(bool value) => value ? True : False;

    /// <summary>The null value.</summary>
    public static AttributeValue Null { get; } = new("{\"NULL\":true}"u8.ToArray());

    private static AttributeValue True { get; } = new("{\"BOOL\":true}"u8.ToArray());

    private static AttributeValue False { get; } = new("{\"BOOL\":false}"u8.ToArray());

    private ReadOnlyMemory<byte> ContentMemory
    {
        get
        {
            var type = Type;
            return Json[type.Opening().Length..^type.Closing().Length];
        }
    }

    /// <summary>A value of a type whose content is known to be canonical.</summary>
    internal static AttributeValue OfContent(AttributeType type, ReadOnlySpan<byte> content)
    {
        var opening = type.Opening();
        var closing = type.Closing();
        var json = new byte[opening.Length + content.Length + closing.Length];
        opening.CopyTo(json);
        content.CopyTo(json.AsSpan(opening.Length));
        closing.CopyTo(json.AsSpan(opening.Length + content.Length));
        return new AttributeValue(json);
    }

    /// <summary>A list of the values, in their order.</summary>
    internal static AttributeValue OfList(IReadOnlyList<AttributeValue> elements) => CanonicalComposer.List(elements);

    /// <summary>A map of the entries; they may come in any order, names are canonical UTF-8 and distinct.</summary>
    internal static AttributeValue OfMap(IReadOnlyList<AttributeEntry> entries) => CanonicalComposer.Map(entries);

    /// <summary>A set of the given scalars of one type; sorts them and drops duplicates. The set must not be empty.</summary>
    internal static AttributeValue OfSet(AttributeType setType, IReadOnlyList<AttributeValue> scalars) => CanonicalComposer.Set(setType, scalars);
}
