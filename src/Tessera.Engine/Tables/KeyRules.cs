using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Expressions;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tables;

/// <summary>What keys must be, and the service's words where they are not.</summary>
internal static class KeyRules
{
    public const string KeyDoesNotMatch = "The provided key element does not match the schema";

    private const int PartitionKeyBytesMax = 2048;

    private const int SortKeyBytesMax = 1024;

    private const string Invalid = "One or more parameter values were invalid: ";

    /// <summary>Checks the <c>Key</c> of a request: exactly the key attributes of the table, each of its type, within its limits.</summary>
    public static void CheckKey(TableDefinition table, Item key)
    {
        var count = 0;
        foreach (var entry in key.EnumerateAttributes())
        {
            if (table.KeySchema.Find(entry.Name.Span) is not { } attribute || attribute.Type != entry.Value.Type)
                throw ServiceException.Validation(KeyDoesNotMatch);
            count++;
        }
        if (count != table.KeySchema.Attributes.Length)
            throw ServiceException.Validation(KeyDoesNotMatch);
        foreach (var attribute in table.KeySchema.Attributes)
        {
            key.TryGet(attribute.Utf8Name.Span, out var value);
            CheckTableKeyValue(attribute, value);
        }
    }

    /// <summary>Checks the keys of an item that is to be written: the table's, and those of every index as far as the item has them.</summary>
    public static void CheckItem(TableDefinition table, Item item)
    {
        foreach (var attribute in table.KeySchema.Attributes)
        {
            if (!item.TryGet(attribute.Utf8Name.Span, out var value))
                throw ServiceException.Validation($"{Invalid}Missing the key {attribute.Name} in the item");
            if (value.Type != attribute.Type)
            {
                throw ServiceException.Validation(
                    $"{Invalid}Type mismatch for key {attribute.Name} expected: {attribute.Type} actual: {value.Type.ToWireName()}");
            }
            CheckTableKeyValue(attribute, value);
        }
        foreach (var index in table.LocalIndexes)
            CheckIndexKeys(index, item);
        foreach (var index in table.GlobalIndexes)
            CheckIndexKeys(index, item);
    }

    /// <summary>Checks that an update gives no index key a type that it cannot have, as far as the request alone tells.</summary>
    public static void CheckUpdate(TableDefinition table, Update update)
    {
        foreach (var index in table.MaintainedIndexes)
        {
            foreach (var attribute in index.KeySchema.Attributes)
            {
                if (update.FindAssignedType(attribute.Name) is { } type && type != attribute.Type)
                    throw WrongIndexKeyType(index, attribute, type);
            }
        }
    }

    /// <summary>Checks the index keys of an item that an update has made; what was there before passes, whatever it is.</summary>
    public static void CheckUpdated(TableDefinition table, Item before, Item after)
    {
        foreach (var index in table.MaintainedIndexes)
        {
            foreach (var attribute in index.KeySchema.Attributes)
            {
                if (!after.TryGet(attribute.Utf8Name.Span, out var value) || before.TryGet(attribute.Utf8Name.Span, out var old) && old == value)
                    continue;
                CheckUpdatedIndexKey(attribute, value);
            }
        }
    }

    /// <summary>Whether an item has all of an index's keys, and all of them can be keys: whether it has an entry there.</summary>
    public static bool HasKeysOf(IndexDefinition index, Item item)
    {
        foreach (var attribute in index.KeySchema.Attributes)
        {
            if (!item.TryGet(attribute.Utf8Name.Span, out var value) || value.Type != attribute.Type)
                return false;
            if (value.Size is var size && (size == 0 || size > MaxSize(attribute)))
                return false;
        }
        return true;
    }

    /// <summary>Checks one key value whose type is right: not empty, not too long.</summary>
    public static void CheckTableKeyValue(KeyAttribute attribute, AttributeValue value)
    {
        if (value.Size == 0)
        {
            throw ServiceException.Validation(
                "One or more parameter values are not valid. "
                + $"The AttributeValue for a key attribute cannot contain an empty {Noun(value)} value. Key: {attribute.Name}");
        }
        if (value.Size > MaxSize(attribute))
            throw ServiceException.Validation(Invalid + TooLong(attribute));
    }

    private static void CheckIndexKeys(IndexDefinition index, Item item)
    {
        foreach (var attribute in index.KeySchema.Attributes)
        {
            if (item.TryGet(attribute.Utf8Name.Span, out var value))
                CheckIndexKey(index, attribute, value);
        }
    }

    private static void CheckIndexKey(IndexDefinition index, KeyAttribute attribute, AttributeValue value)
    {
        if (value.Type != attribute.Type)
            throw WrongIndexKeyType(index, attribute, value.Type);
        if (value.Size == 0)
        {
            throw ServiceException.Validation(
                "One or more parameter values are not valid. A value specified for a secondary index key is not supported. "
                + $"The AttributeValue for a key attribute cannot contain an empty {Noun(value)} value. IndexName: {index.Name}, IndexKey: {attribute.Name}");
        }
        if (value.Size > MaxSize(attribute))
            throw ServiceException.Validation(Invalid + TooLong(attribute));
    }

    private static ServiceException WrongIndexKeyType(IndexDefinition index, KeyAttribute attribute, AttributeType actual) => ServiceException.Validation(
        $"{Invalid}Type mismatch for Index Key {attribute.Name} Expected: {attribute.Type} Actual: {actual.ToWireName()} IndexName: {index.Name}");

    private static void CheckUpdatedIndexKey(KeyAttribute attribute, AttributeValue value)
    {
        if (value.Type != attribute.Type)
            throw ServiceException.Validation("The update expression attempted to update the secondary index key to unsupported type");
        if (value.Size == 0)
        {
            throw ServiceException.Validation(
                "One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. "
                + $"The AttributeValue for a key attribute cannot contain an empty {Noun(value)} value.");
        }
        if (value.Size > MaxSize(attribute))
            throw ServiceException.Validation("The update expression attempted to update the secondary index key beyond allowed size limits");
    }

    private static int MaxSize(KeyAttribute attribute) => attribute.KeyType == KeyType.Hash ? PartitionKeyBytesMax : SortKeyBytesMax;

    // The missing space is the service's.
    private static string TooLong(KeyAttribute attribute) => attribute.KeyType == KeyType.Hash
        ? "Size of hashkey has exceeded the maximum size limit of2048 bytes"
        : "Aggregated size of all range keys has exceeded the size limit of 1024 bytes";

    private static string Noun(AttributeValue value) => value.Type == AttributeType.B ? "binary" : "string";
}
