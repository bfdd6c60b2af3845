namespace Tessera.Engine.Store.Tree;

/// <summary>Finds single keys.</summary>
internal static class TreeSearch
{
    public static bool TryGet(TreeNode root, ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value)
    {
        var head = TreeEntry.HeadOf(key);
        var node = root;
        while (!node.IsLeaf) node = node.Child(node.ChildIndex(head, key));
        var index = node.LowerBound(head, key);
        var isFound = index < node.Count && node.Compare(index, head, key) == 0;
        value = isFound ? node.Value(index) : default(ReadOnlyMemory<byte>);
        return isFound;
    }
}
