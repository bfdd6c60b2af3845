using Tessera.Engine.Store.Tree;

namespace Tessera.Engine.Store;

/// <summary>A committed state of a <see cref="MemoryStore"/>. All readers of that state share it.</summary>
internal sealed class MemorySnapshot(TreeNode root) : IStoreSnapshot
{
    public TreeNode Root { get; } = root;

    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value) => TreeSearch.TryGet(Root, key, out value);

    public IStoreCursor Range(ReadOnlyMemory<byte> from, ReadOnlyMemory<byte> to, bool backwards = false) => new TreeCursor(Root, from, to, backwards);

    /// <summary>Does nothing: the garbage collector knows which nodes are still read.</summary>
    public void Dispose()
    {
    }
}
