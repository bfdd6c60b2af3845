namespace Tessera.Engine.Store.Tree;

/// <summary>Checks what every tree must be: ordered, of one depth, without empty nodes, its branch keys true.</summary>
internal static class TreeCheck
{
    /// <summary>Walks the whole tree. Returns the number of keys.</summary>
    /// <exception cref="InvalidOperationException">Something is not as it must be; the message says what.</exception>
    public static int Run(TreeNode root)
    {
        if (root is { IsLeaf: true, Count: 0 }) return 0;
        if (root is { IsLeaf: false, Count: 1 }) throw new InvalidOperationException("The root has a single child.");
        return Count(root, low: null, high: null, Depth(root));
    }

    private static int Count(TreeNode node, byte[]? low, byte[]? high, int depth)
    {
        Require(node.Count is > 0 and <= TreeNode.CountMax, "A node is empty or too full.");
        Require(node.IsLeaf == (depth == 1), "The leaves are not at one depth.");
        for (var i = 0; i < TreeNode.CountMax; i++)
        {
            ref var entry = ref node.Entries[i];
            Require(i < node.Count ? entry.Payload is not null : entry.Payload is null && entry.Key is null, "An entry is missing, or left behind.");
            if (i < node.Count) CheckKey(node, i, low, high);
        }

        if (node.IsLeaf) return node.Count;
        var count = 0;
        for (var i = 0; i < node.Count; i++)
        {
            var childLow = i == 0 ? low : node.Entries[i].Key;
            var childHigh = i + 1 < node.Count ? node.Entries[i + 1].Key : high;
            count += Count(node.Child(i), childLow, childHigh, depth - 1);
        }

        return count;
    }

    private static void CheckKey(TreeNode node, int index, byte[]? low, byte[]? high)
    {
        ref var entry = ref node.Entries[index];
        Require(entry.Head == TreeEntry.HeadOf(entry.Key), "A key and its head differ.");
        if (index == 0 && !node.IsLeaf) return;
        Require(low is null || entry.Key.AsSpan().SequenceCompareTo(low) >= 0, "A key is below its branch's key.");
        Require(high is null || entry.Key.AsSpan().SequenceCompareTo(high) < 0, "A key is not below the next branch's key.");
        var hasPrevious = index > (node.IsLeaf ? 0 : 1);
        Require(!hasPrevious || node.Entries[index - 1].Key.AsSpan().SequenceCompareTo(entry.Key) < 0, "Keys are out of order.");
    }

    private static int Depth(TreeNode node)
    {
        var depth = 1;
        for (; !node.IsLeaf; node = node.Child(0)) depth++;
        return depth;
    }

    private static void Require(bool condition, string message)
    {
        if (!condition) throw new InvalidOperationException(message);
    }
}
