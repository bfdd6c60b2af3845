using System.Runtime.CompilerServices;

namespace Tessera.Engine.Store.Tree;

/// <summary>
/// Walks a range of a tree that nobody changes any more. It keeps the path from the root to its leaf, and how far in that leaf the range
/// goes, so that a step within a leaf compares nothing.
/// </summary>
internal sealed class TreeCursor(TreeNode root, ReadOnlyMemory<byte> from, ReadOnlyMemory<byte> to, bool isBackwards) : IStoreCursor
{
    /// <summary>More branches on a path than there can be: a level more takes sixteen times as many writes, and deleting adds none.</summary>
    private const int DepthMax = 12;

    private Path _path;
    private int _depth;
    private TreeNode? _leaf;
    private int _index;

    // Forwards, the first entry of the leaf behind the range; backwards, the first entry in it.
    private int _limit;
    private bool _isStarted;

    public ReadOnlyMemory<byte> Key => _leaf!.Entries[_index].Key;

    public ReadOnlyMemory<byte> Value => _leaf!.Value(_index);

    public bool MoveNext()
    {
        if (!_isStarted) Start();
        if (_leaf is null) return false;
        var isFound = isBackwards ? MoveBackwards() : MoveForwards();
        if (!isFound) _leaf = null;
        return isFound;
    }

    public void Dispose()
    {
        _isStarted = true;
        _leaf = null;
    }

    private bool MoveForwards()
    {
        while (++_index >= _limit)
        {
            if (_limit < _leaf!.Count || !GoToNextLeaf()) return false;
        }

        return true;
    }

    private bool MoveBackwards()
    {
        while (--_index < _limit)
        {
            if (_limit > 0 || !GoToPreviousLeaf()) return false;
        }

        return true;
    }

    private void Start()
    {
        _isStarted = true;
        var bound = (isBackwards ? to : from).Span;
        var head = TreeEntry.HeadOf(bound);
        var isUnbounded = isBackwards && bound.IsEmpty;
        var node = root;
        while (!node.IsLeaf)
        {
            var index = isUnbounded ? node.Count - 1 : node.ChildIndex(head, bound);
            _path[_depth++] = new Step(node, index);
            node = node.Child(index);
        }

        var start = isUnbounded ? node.Count : node.LowerBound(head, bound);
        Enter(node, isBackwards ? start : start - 1);
    }

    private bool GoToNextLeaf()
    {
        while (_depth > 0)
        {
            var (branch, index) = _path[--_depth];
            if (index + 1 >= branch.Count) continue;
            Descend(branch, index + 1);
            return true;
        }

        return false;
    }

    private bool GoToPreviousLeaf()
    {
        while (_depth > 0)
        {
            var (branch, index) = _path[--_depth];
            if (index == 0) continue;
            Descend(branch, index - 1);
            return true;
        }

        return false;
    }

    private void Descend(TreeNode branch, int index)
    {
        _path[_depth++] = new Step(branch, index);
        var node = branch.Child(index);
        while (!node.IsLeaf)
        {
            var next = isBackwards ? node.Count - 1 : 0;
            _path[_depth++] = new Step(node, next);
            node = node.Child(next);
        }

        Enter(node, isBackwards ? node.Count : -1);
    }

    private void Enter(TreeNode leaf, int index)
    {
        _leaf = leaf;
        _index = index;
        _limit = isBackwards ? FirstInRange(leaf) : FirstBehindRange(leaf);
    }

    private int FirstInRange(TreeNode leaf) => leaf.LowerBound(TreeEntry.HeadOf(from.Span), from.Span);

    private int FirstBehindRange(TreeNode leaf)
    {
        if (to.IsEmpty || leaf.Count == 0) return leaf.Count;
        var head = TreeEntry.HeadOf(to.Span);
        return leaf.Compare(leaf.Count - 1, head, to.Span) < 0 ? leaf.Count : leaf.LowerBound(head, to.Span);
    }

    private readonly record struct Step(TreeNode Branch, int Index);

    [InlineArray(DepthMax)]
    private struct Path
    {
        private Step _first;
    }
}
