using System.Collections.Immutable;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Catalog;

/// <summary>Which attributes an index copies from its table.</summary>
internal enum ProjectionType : byte
{
    All,
    KeysOnly,
    Include,
}

/// <summary>The projection of an index as its owner declared it. Keys of the table and of the index are always projected.</summary>
internal sealed record Projection(ProjectionType Type, ImmutableArray<string> NonKeyAttributes)
{
    /// <summary>
    /// The canonical UTF-8 names of all attributes that an entry holds, in byte order and distinct; empty where the projection is ALL.
    /// </summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Names(KeySchema tableKey, KeySchema indexKey)
    {
        if (Type == ProjectionType.All)
            return [];
        var names = new SortedSet<ReadOnlyMemory<byte>>(Comparer<ReadOnlyMemory<byte>>.Create((left, right) => left.Span.SequenceCompareTo(right.Span)));
        foreach (var attribute in tableKey.Attributes)
            names.Add(attribute.Utf8Name);
        foreach (var attribute in indexKey.Attributes)
            names.Add(attribute.Utf8Name);
        foreach (var name in NonKeyAttributes)
            names.Add(JsonText.Escape(name));
        return [.. names];
    }
}
