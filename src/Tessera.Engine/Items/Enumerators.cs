namespace Tessera.Engine.Items;

/// <summary>
/// Walks the elements of a list or set. Use with <c>foreach</c>. Elements of a list are views and cost nothing; each element of a set is a small copy, since
/// the set does not spell its type.
/// </summary>
public struct ElementEnumerator
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly AttributeType _type;
    private int _start;
    private int _end;

    internal ElementEnumerator(ReadOnlyMemory<byte> json, AttributeType type)
    {
        _json = type == AttributeType.L || type.IsSet() ? json : default;
        _type = type;
        _end = type.Opening().Length;
    }

    /// <summary>The element that the last successful <see cref="MoveNext"/> found.</summary>
    public readonly AttributeValue Current =>
        _type == AttributeType.L ? new AttributeValue(_json[_start.._end]) : AttributeValue.OfContent(_type.ElementType(), CurrentText);

    /// <summary>The text between the quotes of the current element of a set.</summary>
    internal readonly ReadOnlySpan<byte> CurrentText => _json.Span[(_start + 1)..(_end - 1)];

    /// <summary>Goes to the next element; false after the last.</summary>
    public bool MoveNext()
    {
        // _end stands at the opening bracket, at a comma or at the closing bracket.
        var json = _json.Span;
        if (json.IsEmpty || json[_end] == ']' || json[_end + 1] == ']') return false;
        _start = _end + 1;
        _end = _type == AttributeType.L ? CanonicalScanner.EndOfValue(json, _start) : CanonicalScanner.EndOfText(json, _start + 1) + 1;
        return true;
    }

    /// <summary>Lets <c>foreach</c> use this enumerator as it is.</summary>
    public readonly ElementEnumerator GetEnumerator() => this;
}

/// <summary>Walks the entries of a map or the attributes of an item without allocating. Use with <c>foreach</c>.</summary>
public struct EntryEnumerator
{
    private readonly ReadOnlyMemory<byte> _json;
    private int _nameStart;
    private int _nameEnd;
    private int _end;

    /// <summary>Walks the object whose opening brace is the first byte; an empty memory has no entries.</summary>
    internal EntryEnumerator(ReadOnlyMemory<byte> json) => _json = json;

    /// <summary>The entry that the last successful <see cref="MoveNext"/> found.</summary>
    public readonly AttributeEntry Current => new(_json[_nameStart.._nameEnd], CurrentValue);

    /// <summary>The canonical name of the current entry.</summary>
    internal readonly ReadOnlySpan<byte> CurrentName => _json.Span[_nameStart.._nameEnd];

    /// <summary>The value of the current entry.</summary>
    internal readonly AttributeValue CurrentValue => new(_json[(_nameEnd + 2).._end]);

    /// <summary>Goes to the next entry; false after the last.</summary>
    public bool MoveNext()
    {
        // _end stands at the opening brace, at a comma or at the closing brace.
        var json = _json.Span;
        if (json.IsEmpty || json[_end] == '}' || json[_end + 1] == '}') return false;
        _nameStart = _end + 2;
        _nameEnd = CanonicalScanner.EndOfText(json, _nameStart);
        _end = CanonicalScanner.EndOfValue(json, _nameEnd + 2);
        return true;
    }

    /// <summary>Lets <c>foreach</c> use this enumerator as it is.</summary>
    public readonly EntryEnumerator GetEnumerator() => this;
}
