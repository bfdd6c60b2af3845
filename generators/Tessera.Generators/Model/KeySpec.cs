namespace Tessera.Generators.Model;

/// <summary>A property in a key template, with its format.</summary>
internal sealed record KeyPartSpec
{
    public required string Property { get; init; }

    public required ValueSpec Value { get; init; }

    /// <summary>The format as written, or null for the default of the type.</summary>
    public required string? Format { get; init; }
}

/// <summary>A literal or a part of a key template; exactly one of both.</summary>
internal sealed record KeySegmentSpec(string? Literal, KeyPartSpec? Part);

/// <summary>The key attribute of a table or index and where its value comes from: a template, or a property as it is.</summary>
internal sealed record KeySpec
{
    public required string AttributeName { get; init; }

    /// <summary>The template as written, or null when a property is the key as it is.</summary>
    public required string? Template { get; init; }

    /// <summary>The segments of the template; for a property as it is, that property alone.</summary>
    public required EquatableArray<KeySegmentSpec> Segments { get; init; }

    /// <summary>The attribute's type: <c>S</c>, <c>N</c> or <c>B</c>.</summary>
    public required string AttributeType { get; init; }

    public bool IsNative => Template is null;

    public IEnumerable<KeyPartSpec> Parts => Segments.Where(s => s.Part is not null).Select(s => s.Part!);

    public bool MayBeAbsent => Parts.Any(p => p.Value.IsNullable);
}

/// <summary>An entity's keys in one index.</summary>
internal sealed record IndexKeysSpec
{
    public required string IndexName { get; init; }

    public required bool IsLocal { get; init; }

    /// <summary>Whether the index copies whole entities.</summary>
    public required bool ProjectsAll { get; init; }

    /// <summary>The partition key; for a local index that of the table.</summary>
    public required KeySpec PartitionKey { get; init; }

    public required KeySpec? SortKey { get; init; }
}
