using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Tree;

/// <summary>One step of a document path: into a map by name, or into a list by index.</summary>
internal readonly struct PathStep : IEquatable<PathStep>
{
    private readonly byte[]? _canonicalName;

    private PathStep(string? name, byte[]? canonicalName, int index)
    {
        Name = name;
        _canonicalName = canonicalName;
        Index = index;
    }

    /// <summary>The name; null for an index.</summary>
    public string? Name { get; }

    /// <summary>The zero-based index; -1 for a name.</summary>
    public int Index { get; }

    public bool IsIndex => Name is null;

    /// <summary>The name as items keep it: UTF-8, escaped as JSON demands.</summary>
    public ReadOnlySpan<byte> CanonicalName => _canonicalName;

    public ReadOnlyMemory<byte> CanonicalNameMemory => _canonicalName;

    public static PathStep OfName(string name) => new(name, CanonicalText.FromString(name), -1);

    public static PathStep OfIndex(int index) => new(null, null, index);

    public bool Equals(PathStep other) => Index == other.Index && Name == other.Name;

    public override bool Equals(object? obj) => obj is PathStep other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Name, Index);

    public override string ToString() => Name ?? $"[{Index}]";
}

/// <summary>The path of a value within an item: a top-level attribute, then any steps into maps and lists. Immutable.</summary>
internal sealed class AttributePath
{
    private readonly PathStep[] _steps;

    /// <summary>Takes the steps over; the first is a name.</summary>
    public AttributePath(params PathStep[] steps) => _steps = steps;

    public ReadOnlySpan<PathStep> Steps => _steps;

    /// <summary>The name of the top-level attribute.</summary>
    public string AttributeName => _steps[0].Name!;

    public bool IsTopLevel => _steps.Length == 1;

    public PathStep Last => _steps[^1];

    /// <summary>Finds the value in an item, which need not exist.</summary>
    public bool TryGet(in Item item, out AttributeValue value) => TryGet(item, _steps.Length, out value);

    /// <summary>Finds the map or list that the last step leads into. The path must have one.</summary>
    public bool TryGetParent(in Item item, out AttributeValue parent) => TryGet(item, _steps.Length - 1, out parent);

    /// <summary>Whether the two are the same path.</summary>
    public bool Matches(AttributePath other) => Steps.SequenceEqual(other.Steps);

    /// <summary>The path as messages show it: <c>[a, b, [1]]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", _steps)}]";

    private bool TryGet(in Item item, int length, out AttributeValue value)
    {
        if (!item.TryGet(_steps[0].CanonicalName, out value))
            return false;

        for (var i = 1; i < length; i++)
        {
            if (!TryStep(value, _steps[i], out value))
                return false;
        }

        return true;
    }

    private static bool TryStep(AttributeValue container, in PathStep step, out AttributeValue value)
    {
        value = default;
        return container.Type switch
        {
            AttributeType.M => !step.IsIndex && container.TryGetEntry(step.CanonicalName, out value),
            AttributeType.L => step.IsIndex && container.TryGetElement(step.Index, out value),
            _ => false,
        };
    }
}
