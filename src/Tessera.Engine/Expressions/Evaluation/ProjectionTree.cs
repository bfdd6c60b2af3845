using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Evaluation;

/// <summary>
/// The paths of a projection as a tree whose branches are sorted the way canonical items are, so that applying it is one walk over both. Immutable.
/// </summary>
internal sealed class ProjectionTree
{
    private static readonly ProjectionTree _whole = new([], []);

    private readonly (ReadOnlyMemory<byte> Name, ProjectionTree Tree)[] _names;
    private readonly (int Index, ProjectionTree Tree)[] _indexes;

    private ProjectionTree((ReadOnlyMemory<byte>, ProjectionTree)[] names, (int, ProjectionTree)[] indexes)
    {
        _names = names;
        _indexes = indexes;
    }

    // A leaf takes all there is.
    private bool IsWhole => ReferenceEquals(this, _whole);

    /// <summary>The tree of paths that neither overlap nor conflict.</summary>
    public static ProjectionTree Of(AttributePath[] paths) =>
        Array.TrueForAll(paths, path => path.IsTopLevel)
            ? OfNames(Array.ConvertAll(paths, path => (path.Last.CanonicalNameMemory, _whole)))
            : Of(paths, depth: 0);

    /// <summary>What the item has of the paths, in the item's structure; elements of one list keep their order and close up.</summary>
    public List<AttributeEntry> Apply(in Item item) => item.Exists ? ApplyToEntries(item.EnumerateAttributes()) : [];

    private static ProjectionTree Of(AttributePath[] paths, int depth)
    {
        if (paths[0].Steps.Length == depth)
            return _whole;

        var groups = paths.GroupBy(path => path.Steps[depth], (step, group) => (Step: step, Tree: Of([.. group], depth + 1))).ToArray();
        var names = groups.Where(group => !group.Step.IsIndex).Select(group => (group.Step.CanonicalNameMemory, group.Tree)).ToArray();
        var indexes = groups.Where(group => group.Step.IsIndex).Select(group => (group.Step.Index, group.Tree)).OrderBy(group => group.Index).ToArray();
        return indexes.Length > 0 ? new ProjectionTree([], indexes) : OfNames(names);
    }

    private static ProjectionTree OfNames((ReadOnlyMemory<byte> Name, ProjectionTree Tree)[] names)
    {
        Array.Sort(names, (left, right) => CanonicalText.Compare(left.Name.Span, right.Name.Span));
        return new ProjectionTree(names, []);
    }

    private List<AttributeEntry> ApplyToEntries(EntryEnumerator entries)
    {
        var found = new List<AttributeEntry>(_names.Length);
        var next = 0;
        while (next < _names.Length && entries.MoveNext())
        {
            var order = Seek(entries.CurrentName, ref next);
            if (order == 0 && _names[next].Tree.TryApply(entries.CurrentValue, out var value))
                found.Add(new AttributeEntry(entries.Current.Name, value));
        }

        return found;
    }

    // Goes past the names that come before the entry's; zero where it has found the entry's own.
    private int Seek(ReadOnlySpan<byte> entryName, ref int next)
    {
        while (next < _names.Length)
        {
            var name = _names[next].Name.Span;
            var order = name.SequenceEqual(entryName) ? 0 : CanonicalText.Compare(name, entryName);
            if (order >= 0)
                return order;
            next++;
        }

        return 1;
    }

    private bool TryApply(AttributeValue value, out AttributeValue projected)
    {
        projected = value;
        if (IsWhole)
            return true;
        return value.Type switch
        {
            AttributeType.M => TryApplyToMap(value, out projected),
            AttributeType.L => TryApplyToList(value, out projected),
            _ => false,
        };
    }

    private bool TryApplyToMap(AttributeValue map, out AttributeValue projected)
    {
        var entries = ApplyToEntries(map.EnumerateEntries());
        projected = entries.Count > 0 ? AttributeValue.OfMap(entries) : default;
        return entries.Count > 0;
    }

    private bool TryApplyToList(AttributeValue list, out AttributeValue projected)
    {
        var found = new List<AttributeValue>(_indexes.Length);
        var elements = list.EnumerateElements();
        var next = 0;
        for (var i = 0; next < _indexes.Length && elements.MoveNext(); i++)
        {
            if (_indexes[next].Index != i)
                continue;
            if (_indexes[next++].Tree.TryApply(elements.Current, out var element))
                found.Add(element);
        }

        projected = found.Count > 0 ? AttributeValue.OfList(found) : default;
        return found.Count > 0;
    }
}
