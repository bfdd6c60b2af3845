using System.Buffers.Binary;
using Tessera.Engine.Store;

namespace Tessera.Engine.Catalog;

/// <summary>The number and total size of the items in a key space, kept exact: stored beside them, changed in the same commit.</summary>
internal readonly record struct KeySpaceCounts(long Items, long Bytes)
{
    private const int Length = 2 * sizeof(long);

    public static KeySpaceCounts Read(IStoreSnapshot snapshot, uint keySpaceId)
    {
        Span<byte> key = stackalloc byte[CatalogKeys.NumberedLength];
        CatalogKeys.WriteCounts(key, keySpaceId);
        if (!snapshot.TryGet(key, out var value))
            return default;
        var bytes = value.Span;
        return new KeySpaceCounts(BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[sizeof(long)..]));
    }

    public static void Add(IStoreTransaction transaction, uint keySpaceId, long items, long bytes)
    {
        var before = Read(transaction, keySpaceId);
        var value = new byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(value, before.Items + items);
        BinaryPrimitives.WriteInt64LittleEndian(value.AsSpan(sizeof(long)), before.Bytes + bytes);
        var key = new byte[CatalogKeys.NumberedLength];
        CatalogKeys.WriteCounts(key, keySpaceId);
        transaction.Put(key, value);
    }

    public static void Remove(IStoreTransaction transaction, uint keySpaceId)
    {
        Span<byte> key = stackalloc byte[CatalogKeys.NumberedLength];
        CatalogKeys.WriteCounts(key, keySpaceId);
        transaction.Delete(key);
    }
}
