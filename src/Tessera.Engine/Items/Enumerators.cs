namespace Tessera.Engine.Items;

/// <summary>Walks the elements of a list or set without allocating. Use with <c>foreach</c>.</summary>
public struct ElementEnumerator
{
    /// <summary>The element that the last successful <see cref="MoveNext"/> found.</summary>
    public readonly AttributeValue Current => throw new NotImplementedException();

    /// <summary>Goes to the next element; false after the last.</summary>
    public bool MoveNext() => throw new NotImplementedException();

    /// <summary>Lets <c>foreach</c> use this enumerator as it is.</summary>
    public readonly ElementEnumerator GetEnumerator() => this;
}

/// <summary>Walks the entries of a map or the attributes of an item without allocating. Use with <c>foreach</c>.</summary>
public struct EntryEnumerator
{
    /// <summary>The entry that the last successful <see cref="MoveNext"/> found.</summary>
    public readonly AttributeEntry Current => throw new NotImplementedException();

    /// <summary>Goes to the next entry; false after the last.</summary>
    public bool MoveNext() => throw new NotImplementedException();

    /// <summary>Lets <c>foreach</c> use this enumerator as it is.</summary>
    public readonly EntryEnumerator GetEnumerator() => this;
}
