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
    public AttributeType Type => throw new NotImplementedException();

    /// <summary>
    /// What stands after the type: for S, N and B the text between the quotes (S still escaped, B still base64), for BOOL and NULL the literal,
    /// for sets, L and M the whole array or object with its brackets.
    /// </summary>
    public ReadOnlySpan<byte> Content => throw new NotImplementedException();

    /// <summary>The size in bytes by the published rules, without the attribute's name.</summary>
    public int Size => throw new NotImplementedException();

    /// <summary>The number of an N value.</summary>
    public Number ToNumber() => throw new NotImplementedException();

    /// <summary>The UTF-8 bytes of an S value, unescaped; shares the value's bytes where nothing is escaped.</summary>
    public ReadOnlyMemory<byte> ToUtf8() => throw new NotImplementedException();

    /// <summary>The bytes of a B value, decoded.</summary>
    public byte[] ToBytes() => throw new NotImplementedException();

    /// <summary>The number of elements of a set, list or map.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>Walks the elements of a list or set; elements of a set come as values of its scalar type.</summary>
    public ElementEnumerator EnumerateElements() => throw new NotImplementedException();

    /// <summary>Walks the entries of a map in the order of their names.</summary>
    public EntryEnumerator EnumerateEntries() => throw new NotImplementedException();

    /// <summary>Finds the entry of a map by the canonical (escaped) UTF-8 of its name.</summary>
    public bool TryGetEntry(ReadOnlySpan<byte> name, out AttributeValue value) => throw new NotImplementedException();

    /// <summary>Finds the element of a list by its zero-based index.</summary>
    public bool TryGetElement(int index, out AttributeValue value) => throw new NotImplementedException();

    /// <summary>Whether a set holds this scalar (canonical bytes of a value of the set's element type).</summary>
    public bool SetContains(AttributeValue scalar) => throw new NotImplementedException();

    /// <summary>
    /// Orders two scalars of one type (S by UTF-8 bytes, N by value, B by unsigned bytes). Returns false where the types differ or have no order.
    /// </summary>
    public static bool TryCompare(AttributeValue left, AttributeValue right, out int order) => throw new NotImplementedException();

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

    /// <summary>A string value.</summary>
    public static AttributeValue OfString(string text) => throw new NotImplementedException();

    /// <summary>A number value, in its normal form.</summary>
    public static AttributeValue OfNumber(Number number) => throw new NotImplementedException();

    /// <summary>A boolean value.</summary>
    public static AttributeValue OfBoolean(bool value) => throw new NotImplementedException();

    /// <summary>A list of the values, in their order.</summary>
    internal static AttributeValue OfList(IReadOnlyList<AttributeValue> elements) => throw new NotImplementedException();

    /// <summary>A map of the entries; they may come in any order, names are canonical UTF-8 and distinct.</summary>
    internal static AttributeValue OfMap(IReadOnlyList<AttributeEntry> entries) => throw new NotImplementedException();

    /// <summary>A set of the given scalars of one type; sorts them and drops duplicates. The set must not be empty.</summary>
    internal static AttributeValue OfSet(AttributeType setType, IReadOnlyList<AttributeValue> scalars) => throw new NotImplementedException();
}
