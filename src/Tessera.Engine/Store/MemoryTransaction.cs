using System.Runtime.InteropServices;
using Tessera.Engine.Store.Tree;

namespace Tessera.Engine.Store;

/// <summary>
/// The writing transaction of a <see cref="MemoryStore"/>. A cursor walks the state in which it was made, whatever is written while it is open.
/// </summary>
internal sealed class MemoryTransaction(MemoryStore store, TreeNode root) : IStoreTransaction
{
    private readonly TreeWriter _tree = new(root);
    private bool _isCommitted;
    private bool _isDisposed;

    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value) => TreeSearch.TryGet(_tree.Root, key, out value);

    public IStoreCursor Range(ReadOnlyMemory<byte> from, ReadOnlyMemory<byte> to, bool backwards = false) =>
        new TreeCursor(_tree.Freeze(), from, to, backwards);

    public void Put(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value)
    {
        CheckOpen();
        _tree.Put(WholeArray(key), WholeArray(value));
    }

    public bool Delete(ReadOnlySpan<byte> key)
    {
        CheckOpen();
        return _tree.Delete(key);
    }

    public void DeleteRange(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        CheckOpen();
        _tree.DeleteRange(from, to);
    }

    public void Commit()
    {
        CheckOpen();
        _isCommitted = true;
        store.Publish(_tree.Root);
    }

    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        store.EndWrite();
    }

    /// <summary>The memory's own array where it is all of it; a copy of a part, which would keep the rest alive.</summary>
    private static byte[] WholeArray(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Array is { } array && array.Length == memory.Length ? array : memory.ToArray();

    private void CheckOpen()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isCommitted) throw new InvalidOperationException("The transaction is committed; nothing can be written any more.");
    }
}
