using Tessera.Engine.Catalog;
using Tessera.Engine.Items;
using Tessera.Engine.Store;

namespace Tessera.Engine.Tables;

/// <summary>Finds single items.</summary>
internal static class ItemReader
{
    /// <summary>Finds an item by its key, which has been checked; no item where there is none. Allocates nothing.</summary>
    public static Item Find(IStoreSnapshot snapshot, TableDefinition table, Item key)
    {
        var buffer = new KeyBuffer(stackalloc byte[KeyBuffer.StackLength]);
        StoreKey.WriteItemKey(ref buffer, table, key);
        var found = snapshot.TryGet(buffer.Written, out var stored);
        buffer.Dispose();
        return found ? new Item(stored) : default;
    }
}
