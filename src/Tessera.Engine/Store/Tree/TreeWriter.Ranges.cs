namespace Tessera.Engine.Store.Tree;

internal sealed partial class TreeWriter
{
    /// <summary>Removes every key from one (inclusive) to another (exclusive; none where empty). Whole subtrees are dropped without being visited.</summary>
    public void DeleteRange(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        if (!to.IsEmpty && from.SequenceCompareTo(to) >= 0) return;
        _root = Own(_root);
        RemoveRange(_root, from, to);
        CollapseRoot();
    }

    /// <summary>Removes a range from below a node of ours. An empty <paramref name="from"/> or <paramref name="to"/> is no bound.</summary>
    private void RemoveRange(TreeNode node, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        if (node.IsLeaf) RemoveFromLeaf(node, from, to);
        else RemoveFromBranch(node, from, to);
    }

    private static void RemoveFromLeaf(TreeNode leaf, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        var first = from.IsEmpty ? 0 : leaf.LowerBound(TreeEntry.HeadOf(from), from);
        var last = to.IsEmpty ? leaf.Count : leaf.LowerBound(TreeEntry.HeadOf(to), to);
        leaf.Remove(first, last - first);
    }

    private void RemoveFromBranch(TreeNode branch, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        var first = from.IsEmpty ? 0 : branch.ChildIndex(TreeEntry.HeadOf(from), from);
        var last = to.IsEmpty ? branch.Count - 1 : branch.ChildIndex(TreeEntry.HeadOf(to), to);
        if (first == last)
        {
            RemoveRange(OwnChild(branch, first), from, to);
            Refill(branch, first);
            return;
        }

        RemoveFromChild(branch, last, default, to);
        RemoveFromChild(branch, first, from, default);
        branch.Remove(first + 1, last - first - 1);
        // The right one first: mending it may join it to the left one, or take its place away.
        Refill(branch, first + 1);
        if (first < branch.Count) Refill(branch, first);
    }

    private void RemoveFromChild(TreeNode branch, int index, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        if (from.IsEmpty && to.IsEmpty)
        {
            branch.Entries[index].Payload = new TreeNode(_owner, branch.Child(index).IsLeaf);
            return;
        }

        RemoveRange(OwnChild(branch, index), from, to);
    }
}
