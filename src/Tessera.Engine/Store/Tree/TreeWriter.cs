namespace Tessera.Engine.Store.Tree;

/// <summary>
/// Changes a tree. Nodes of earlier commits are copied on their way from the root before they are changed; nodes that this writer made
/// are changed where they are.
/// </summary>
internal sealed partial class TreeWriter(TreeNode root)
{
    // Nodes that carry this tag are ours to change.
    private object _owner = new();
    private TreeNode _root = root;

    public TreeNode Root => _root;

    /// <summary>Hands out the root so that it stays as it is: later changes copy the nodes that were made so far.</summary>
    public TreeNode Freeze()
    {
        _owner = new object();
        return _root;
    }

    public void Put(byte[] key, byte[] value)
    {
        var entry = new TreeEntry(key, value);
        _root = Own(_root);
        var right = Insert(_root, entry);
        if (right is null) return;
        var root = new TreeNode(_owner, isLeaf: false);
        root.Append([new TreeEntry(_root.Entries[0].Key, _root), new TreeEntry(right.Entries[0].Key, right)]);
        _root = root;
    }

    public bool Delete(ReadOnlySpan<byte> key)
    {
        if (!TreeSearch.TryGet(_root, key, out _)) return false;
        _root = Own(_root);
        Remove(_root, TreeEntry.HeadOf(key), key);
        CollapseRoot();
        return true;
    }

    private TreeNode Own(TreeNode node) => node.Owner == _owner ? node : node.CopyFor(_owner);

    private TreeNode OwnChild(TreeNode branch, int index)
    {
        var child = branch.Child(index);
        if (child.Owner == _owner) return child;
        child = child.CopyFor(_owner);
        branch.Entries[index].Payload = child;
        return child;
    }

    /// <summary>Puts an entry below a node of ours. Returns the node's new right neighbour where it had to be split.</summary>
    private TreeNode? Insert(TreeNode node, in TreeEntry entry)
    {
        if (node.IsLeaf) return InsertIntoLeaf(node, entry);
        var index = node.ChildIndex(entry.Head, entry.Key);
        var right = Insert(OwnChild(node, index), entry);
        return right is null ? null : InsertAt(node, index + 1, new TreeEntry(right.Entries[0].Key, right));
    }

    private TreeNode? InsertIntoLeaf(TreeNode leaf, in TreeEntry entry)
    {
        var index = leaf.LowerBound(entry.Head, entry.Key);
        if (index < leaf.Count && leaf.Compare(index, entry.Head, entry.Key) == 0)
        {
            leaf.Entries[index].Payload = entry.Payload;
            return null;
        }

        return InsertAt(leaf, index, entry);
    }

    private TreeNode? InsertAt(TreeNode node, int index, in TreeEntry entry)
    {
        if (node.Count < TreeNode.CountMax)
        {
            node.Insert(index, entry);
            return null;
        }

        // Keys that come in order are put at the end: what stays behind will not be filled up later, so it stays nearly full.
        var kept = index == node.Count ? TreeNode.CountMax * 7 / 8 : TreeNode.CountMax / 2;
        var right = new TreeNode(_owner, node.IsLeaf);
        right.Append(node.Entries.AsSpan(kept, node.Count - kept));
        node.Truncate(kept);
        if (index > kept) right.Insert(index - kept, entry);
        else node.Insert(index, entry);
        return right;
    }

    /// <summary>Removes a key that is there from below a node of ours.</summary>
    private void Remove(TreeNode node, ulong head, ReadOnlySpan<byte> key)
    {
        if (node.IsLeaf)
        {
            node.Remove(node.LowerBound(head, key), 1);
            return;
        }

        var index = node.ChildIndex(head, key);
        Remove(OwnChild(node, index), head, key);
        Refill(node, index);
    }

    /// <summary>Mends a child of ours that may have become too small: drops it, joins it with a neighbour or shares entries with one.</summary>
    private void Refill(TreeNode branch, int index)
    {
        var child = branch.Child(index);
        if (child.Count >= TreeNode.CountMin) return;
        if (child.Count == 0)
        {
            branch.Remove(index, 1);
            return;
        }

        if (branch.Count == 1) return;
        var leftIndex = Math.Max(0, index - 1);
        var left = OwnChild(branch, leftIndex);
        var right = branch.Child(leftIndex + 1);
        if (left.Count + right.Count <= TreeNode.CountMax) Join(branch, leftIndex, left, right);
        else Share(branch, leftIndex, left, OwnChild(branch, leftIndex + 1));
    }

    private static void Join(TreeNode branch, int leftIndex, TreeNode left, TreeNode right)
    {
        var seam = left.Count;
        left.Append(right.Entries.AsSpan(0, right.Count));
        if (!left.IsLeaf) SetKey(left, seam, branch.Entries[leftIndex + 1]);
        branch.Remove(leftIndex + 1, 1);
    }

    private static void Share(TreeNode branch, int leftIndex, TreeNode left, TreeNode right)
    {
        // In a branch the first key means nothing, until another node's entry stands before it.
        if (!right.IsLeaf) SetKey(right, 0, branch.Entries[leftIndex + 1]);
        var moved = (right.Count - left.Count) / 2;
        if (moved > 0)
        {
            left.Append(right.Entries.AsSpan(0, moved));
            right.Remove(0, moved);
        }
        else
        {
            var kept = left.Count + moved;
            right.Entries.AsSpan(0, right.Count).CopyTo(right.Entries.AsSpan(-moved));
            left.Entries.AsSpan(kept, -moved).CopyTo(right.Entries);
            right.Count -= moved;
            left.Truncate(kept);
        }

        SetKey(branch, leftIndex + 1, right.Entries[0]);
    }

    private static void SetKey(TreeNode node, int index, in TreeEntry from)
    {
        node.Entries[index].Head = from.Head;
        node.Entries[index].Key = from.Key;
    }

    private void CollapseRoot()
    {
        while (!_root.IsLeaf && _root.Count == 1) _root = _root.Child(0);
        if (_root.Count == 0) _root = TreeNode.EmptyLeaf(_owner);
    }
}
