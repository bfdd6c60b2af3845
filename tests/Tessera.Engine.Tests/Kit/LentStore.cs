using Tessera.Engine.Store;

namespace Tessera.Engine.Tests.Kit;

/// <summary>A store that outlives the engine it is lent to.</summary>
internal sealed class LentStore(IStore store) : IStore
{
    public IStoreSnapshot Snapshot() => store.Snapshot();

    public IStoreTransaction BeginWrite() => store.BeginWrite();

    public void Dispose()
    {
    }
}
