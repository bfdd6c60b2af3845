using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tables;

/// <summary>The limit of an item's size.</summary>
internal static class ItemSize
{
    public const int BytesMax = 400 * 1024;

    /// <summary>Checks an item that a request brings.</summary>
    public static void Check(Item item)
    {
        if (item.Size > BytesMax)
            throw ServiceException.Validation("Item size has exceeded the maximum allowed size");
    }

    /// <summary>Checks an item that an update has made.</summary>
    public static void CheckUpdated(Item item)
    {
        if (item.Size > BytesMax)
            throw ServiceException.Validation("Item size to update has exceeded the maximum allowed size");
    }

    /// <summary>Checks what an item takes in its item collection: itself and its entries in all local indexes together.</summary>
    public static void CheckWithLocalEntries(TableDefinition table, Item item)
    {
        if (table.LocalIndexes.IsEmpty)
            return;
        var sizeBytes = item.Size;
        foreach (var index in table.LocalIndexes)
            sizeBytes += IndexEntry.Of(table, index, item).Projected.Size;
        if (sizeBytes > BytesMax)
            throw ServiceException.Validation("Item size has exceeded the maximum allowed size");
    }
}
