using System.Collections.Immutable;

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
    public static Projection All { get; } = new(ProjectionType.All, []);
}
