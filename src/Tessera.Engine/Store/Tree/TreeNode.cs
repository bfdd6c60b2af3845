using System.Runtime.CompilerServices;

namespace Tessera.Engine.Store.Tree;

/// <summary>
/// A node of the tree. It may be changed only by the writer whose tag it carries; every other writer copies it first, so that whoever
/// reads an older root never sees a change.
/// </summary>
/// <remarks>
/// In a branch, the keys of child <c>i</c> are at or above the key of entry <c>i</c> and below that of entry <c>i + 1</c>. The key of entry 0 has no
/// meaning: the parent's key bounds it.
/// </remarks>
internal sealed class TreeNode(object owner, bool isLeaf)
{
    /// <summary>
    /// The fan-out. Wider nodes cost more to copy for each commit, narrower ones are deeper. With a million keys of 40 bytes and one put in a commit:
    /// 16 takes 2.8 KB, 32 takes 4.3 KB, 64 takes 6.5 KB; 32 was the fastest of them to read, to load and to scan, and no slower to commit than 16.
    /// </summary>
    public const int CountMax = 32;

    /// <summary>Below this, a node shares entries with a neighbour or is joined to it.</summary>
    public const int CountMin = CountMax / 4;

    public readonly object Owner = owner;
    public readonly bool IsLeaf = isLeaf;
    public readonly TreeEntry[] Entries = new TreeEntry[CountMax];
    public int Count;

    public static TreeNode EmptyLeaf(object owner) => new(owner, isLeaf: true);

    public TreeNode CopyFor(object owner)
    {
        var copy = new TreeNode(owner, IsLeaf) { Count = Count };
        Entries.AsSpan(0, Count).CopyTo(copy.Entries);
        return copy;
    }

    public TreeNode Child(int index) => Unsafe.As<TreeNode>(Entries[index].Payload);

    public byte[] Value(int index) => Unsafe.As<byte[]>(Entries[index].Payload);

    /// <summary>The first entry whose key is not below the given one; the number of entries where there is none.</summary>
    public int LowerBound(ulong head, ReadOnlySpan<byte> key)
    {
        var low = 0;
        var high = Count;
        while (low < high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            if (Compare(middle, head, key) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>The child of a branch that holds the key if any does.</summary>
    public int ChildIndex(ulong head, ReadOnlySpan<byte> key)
    {
        var low = 1;
        var high = Count;
        while (low < high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            if (Compare(middle, head, key) <= 0) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    /// <summary>Compares the key of an entry with the given one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Compare(int index, ulong head, ReadOnlySpan<byte> key)
    {
        ref var entry = ref Entries[index];
        if (entry.Head != head) return entry.Head < head ? -1 : 1;
        return entry.Key.AsSpan().SequenceCompareTo(key);
    }

    public void Insert(int index, TreeEntry entry)
    {
        Entries.AsSpan(index, Count - index).CopyTo(Entries.AsSpan(index + 1));
        Entries[index] = entry;
        Count++;
    }

    public void Remove(int index, int count)
    {
        Entries.AsSpan(index + count, Count - index - count).CopyTo(Entries.AsSpan(index));
        Truncate(Count - count);
    }

    /// <summary>Appends entries of another node.</summary>
    public void Append(ReadOnlySpan<TreeEntry> entries)
    {
        entries.CopyTo(Entries.AsSpan(Count));
        Count += entries.Length;
    }

    /// <summary>Drops the entries from the given count on, and with them what they refer to.</summary>
    public void Truncate(int count)
    {
        Entries.AsSpan(count, Count - count).Clear();
        Count = count;
    }
}
