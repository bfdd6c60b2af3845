namespace Tessera.Generators.Model;

/// <summary>How a value is stored.</summary>
internal enum ValueKind
{
    String,
    Boolean,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Half,
    Single,
    Double,
    Decimal,
    Char,
    Guid,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan,

    /// <summary>An enum stored as its name (S).</summary>
    EnumName,

    /// <summary>An enum stored as its number (N).</summary>
    EnumNumber,

    /// <summary><c>byte[]</c>.</summary>
    Bytes,

    /// <summary><c>ReadOnlyMemory&lt;byte&gt;</c>.</summary>
    Memory,

    /// <summary>An object with members of its own (M).</summary>
    Object,
    List,
    Map,
    Set,
}

/// <summary>What a collection property is made of when it is read; interfaces get the class that serves them best.</summary>
internal enum CollectionShape
{
    None,
    Array,
    List,
    ImmutableArray,
    ImmutableList,
    Dictionary,
    ImmutableDictionary,
    SortedDictionary,
    HashSet,
    SortedSet,
    ImmutableHashSet,
}

/// <summary>The type of a stored value.</summary>
internal sealed record ValueSpec
{
    public required ValueKind Kind { get; init; }

    /// <summary>The C# type with <c>global::</c>, without a nullable annotation at the top.</summary>
    public required string TypeName { get; init; }

    public required bool IsNullable { get; init; }

    public required bool IsValueType { get; init; }

    /// <summary>The elements of a list or set, the values of a map.</summary>
    public ValueSpec? Element { get; init; }

    /// <summary>The keys of a map.</summary>
    public ValueSpec? Key { get; init; }

    /// <summary>Whether a point in time is stored as its number of seconds since 1970 (N), as time to live needs it.</summary>
    public bool IsEpochSeconds { get; init; }

    public CollectionShape Shape { get; init; }

    /// <summary>The names of an enum's members in order of declaration.</summary>
    public EquatableArray<string> EnumMembers { get; init; }

    /// <summary>The type an enum is based on, in C#'s words: <c>int</c>.</summary>
    public string? EnumUnderlyingType { get; init; }

    /// <summary>For an object, its generated types without their endings: <c>global::Shop.Address</c> for <c>AddressMapper</c>.</summary>
    public string? MapperName { get; init; }

    public bool IsInteger => Kind is >= ValueKind.SByte and <= ValueKind.UInt64;

    public bool IsNumber => Kind is >= ValueKind.SByte and <= ValueKind.Decimal or ValueKind.EnumNumber;

    public bool IsText => Kind is ValueKind.String or ValueKind.Char or ValueKind.Guid or ValueKind.EnumName or ValueKind.TimeSpan || IsTime;

    public bool IsTime => Kind is ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.DateOnly or ValueKind.TimeOnly;

    public bool IsBinary => Kind is ValueKind.Bytes or ValueKind.Memory;

    public bool IsCollection => Kind is ValueKind.List or ValueKind.Map or ValueKind.Set;

    /// <summary>The C# type as it is declared, with <c>?</c> if it may be null.</summary>
    public string DeclaredTypeName => IsNullable ? TypeName + "?" : TypeName;

    /// <summary>The type as messages name it.</summary>
    public string DisplayName => DeclaredTypeName.Replace("global::", "");

    public ValueSpec NonNullable => IsNullable ? this with { IsNullable = false } : this;
}
