using Tessera.Engine.Store.Tree;

namespace Tessera.Engine.Store;

/// <summary>
/// A store in memory: a persistent B+tree with shared nodes. A snapshot is a reference to a root; a commit publishes a new root that shares
/// all nodes but the changed ones with the old one.
/// </summary>
/// <remarks>
/// Thread-safe. Snapshots cost nothing to take, to hold (beyond the memory of what was replaced since) and to dispose of. A writing transaction belongs to
/// the thread that began it, and that thread must not begin another one before it has disposed of it.
/// </remarks>
public sealed class MemoryStore : IStore
{
    private readonly Lock _writing = new();
    private volatile MemorySnapshot _committed = new(TreeNode.EmptyLeaf(owner: new object()));
    private bool _isDisposed;

    /// <inheritdoc/>
    public IStoreSnapshot Snapshot() => _committed;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">This thread's last transaction is still open.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed of.</exception>
    public IStoreTransaction BeginWrite()
    {
        if (_writing.IsHeldByCurrentThread) throw new InvalidOperationException("This thread has a transaction open on this store; dispose of it first.");
        _writing.Enter();
        if (!_isDisposed) return new MemoryTransaction(this, _committed.Root);
        _writing.Exit();
        throw new ObjectDisposedException(nameof(MemoryStore));
    }

    /// <summary>Refuses further transactions; waits for the one that is open. Snapshots stay readable.</summary>
    public void Dispose()
    {
        lock (_writing) _isDisposed = true;
    }

    /// <summary>Walks everything and checks that the tree is sound; returns the number of keys.</summary>
    internal int Check() => TreeCheck.Run(_committed.Root);

    internal void Publish(TreeNode root) => _committed = new MemorySnapshot(root);

    internal void EndWrite() => _writing.Exit();
}
