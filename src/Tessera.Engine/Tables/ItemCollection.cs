using Tessera.Engine.Catalog;
using Tessera.Engine.Items;
using Tessera.Engine.Protocol;
using Tessera.Engine.Store;

namespace Tessera.Engine.Tables;

/// <summary>An item collection: the items of one partition key with their entries in the local indexes. Only tables with local indexes have them.</summary>
internal static class ItemCollection
{
    private const double BytesPerGigabyte = 1024.0 * 1024 * 1024;

    /// <summary>Writes an element of <c>ItemCollectionMetrics</c>: the partition key of the item, and how large its collection is.</summary>
    public static void WriteMetrics(ResponseWriter response, IStoreSnapshot snapshot, TableDefinition table, Item item)
    {
        var partitionKey = table.KeySchema.Hash;
        item.TryGet(partitionKey.Utf8Name.Span, out var value);
        var gigabytes = Math.Floor(SizeBytes(snapshot, table, value) / BytesPerGigabyte);
        response.StartObject();
        response.Name("ItemCollectionKey"u8);
        response.Raw(Item.OfEntries([new AttributeEntry(partitionKey.Utf8Name, value)]).Json.Span);
        response.Name("SizeEstimateRangeGB"u8);
        response.StartArray();
        response.Number(gigabytes);
        response.Number(gigabytes + 1);
        response.EndArray();
        response.EndObject();
    }

    /// <summary>Writes one table's member of a batch's or transaction's <c>ItemCollectionMetrics</c>: each item collection once.</summary>
    public static void WriteMetrics(
        ResponseWriter response, IStoreSnapshot snapshot, string tableName, TableDefinition table, IEnumerable<ItemAction> actions)
    {
        var seen = new HashSet<AttributeValue>();
        response.Name(tableName);
        response.StartArray();
        foreach (var action in actions)
        {
            action.Given.TryGet(table.KeySchema.Hash.Utf8Name.Span, out var partitionKey);
            if (seen.Add(partitionKey))
                WriteMetrics(response, snapshot, table, action.Given);
        }
        response.EndArray();
    }

    private static long SizeBytes(IStoreSnapshot snapshot, TableDefinition table, AttributeValue partitionKey)
    {
        var sizeBytes = SizeBytes(snapshot, table.KeySpaceId, partitionKey);
        foreach (var index in table.LocalIndexes)
            sizeBytes += SizeBytes(snapshot, index.KeySpaceId, partitionKey);
        return sizeBytes;
    }

    private static long SizeBytes(IStoreSnapshot snapshot, uint keySpaceId, AttributeValue partitionKey)
    {
        var range = KeyRange.Of(keySpaceId, new Expressions.KeySelection([partitionKey], [], null));
        using var cursor = snapshot.Range(range.From, range.To);
        var sizeBytes = 0L;
        while (cursor.MoveNext())
            sizeBytes += new Item(cursor.Value).Size;
        return sizeBytes;
    }
}
