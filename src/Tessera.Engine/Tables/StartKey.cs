using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Expressions;
using Tessera.Engine.Items;
using KeyAttribute = Tessera.Engine.Catalog.KeyAttribute;

namespace Tessera.Engine.Tables;

/// <summary>The ExclusiveStartKey of a Query or Scan: the keys of the table, and of the index that is read.</summary>
internal static class StartKey
{
    private const string Invalid = "The provided starting key is invalid";

    /// <summary>The place in the store that a start key stands for. No item need be there.</summary>
    /// <param name="table">The table.</param>
    /// <param name="index">The index that is read; null where it is the table.</param>
    /// <param name="start">The start key of the request.</param>
    /// <param name="wrongSizeMessage">What the operation says of a start key with too few or too many attributes.</param>
    public static byte[] ToStoreKey(TableDefinition table, IndexDefinition? index, Item start, string wrongSizeMessage)
    {
        EnsureSize(table, index, start, wrongSizeMessage);
        if (index is not null)
            CheckIndexKeys(index, start);
        CheckTableKeys(table, start);
        return index is null ? StoreKey.OfItem(table, start) : StoreKey.OfEntry(table, index, start)!;
    }

    /// <summary>Refuses a start key that the query could not have returned.</summary>
    public static void EnsureInBounds(KeySchema keySchema, KeySelection selection, Item start)
    {
        var isInPartition = IsInPartition(keySchema, selection, start);
        if (selection.SortKeyEquals.Count == 0 && selection.SortKeyRange is null)
        {
            if (!isInPartition)
                throw ServiceException.Validation("The provided starting key is outside query boundaries based on provided conditions");
            return;
        }
        if (!MatchesSortKey(keySchema, selection, start))
            throw ServiceException.Validation("The provided starting key does not match the range key predicate");
        if (!isInPartition)
            throw ServiceException.Validation("The query can return at most one row and cannot be restarted");
    }

    /// <summary>The attributes of a LastEvaluatedKey: the table's keys and the index's, each once.</summary>
    public static Item Of(TableDefinition table, IndexDefinition? index, Item entry)
    {
        var attributes = new List<AttributeEntry>(4);
        Add(attributes, table.KeySchema, entry);
        if (index is not null)
            Add(attributes, index.KeySchema, entry);
        return Item.OfEntries(attributes);
    }

    private static void Add(List<AttributeEntry> attributes, KeySchema keySchema, Item entry)
    {
        foreach (var attribute in keySchema.Attributes)
        {
            if (attributes.Exists(present => present.Name.Span.SequenceEqual(attribute.Utf8Name.Span)))
                continue;
            entry.TryGet(attribute.Utf8Name.Span, out var value);
            attributes.Add(new AttributeEntry(attribute.Utf8Name, value));
        }
    }

    private static void EnsureSize(TableDefinition table, IndexDefinition? index, Item start, string wrongSizeMessage)
    {
        var expected = table.KeySchema.Attributes.Length;
        foreach (var attribute in index is null ? [] : index.KeySchema.Attributes)
        {
            if (table.KeySchema.Find(attribute.Utf8Name.Span) is null)
                expected++;
        }
        foreach (var _ in start.EnumerateAttributes())
            expected--;
        if (expected != 0)
            throw ServiceException.Validation(wrongSizeMessage);
    }

    private static void CheckIndexKeys(IndexDefinition index, Item start)
    {
        foreach (var attribute in index.KeySchema.Attributes)
        {
            if (!start.TryGet(attribute.Utf8Name.Span, out var value))
                throw ServiceException.Validation(Invalid);
            if (value.Type != attribute.Type)
                throw ServiceException.Validation(KeyRules.KeyDoesNotMatch);
            KeyRules.CheckTableKeyValue(attribute, value);
        }
    }

    private static void CheckTableKeys(TableDefinition table, Item start)
    {
        foreach (var attribute in table.KeySchema.Attributes)
        {
            if (!start.TryGet(attribute.Utf8Name.Span, out var value) || value.Type != attribute.Type)
                throw ServiceException.Validation($"{Invalid}: {KeyRules.KeyDoesNotMatch}");
            KeyRules.CheckTableKeyValue(attribute, value);
        }
    }

    private static bool IsInPartition(KeySchema keySchema, KeySelection selection, Item start)
    {
        for (var i = 0; i < selection.PartitionKey.Count; i++)
        {
            if (ValueOf(keySchema.HashAttributes[i], start) != selection.PartitionKey[i])
                return false;
        }
        return true;
    }

    private static bool MatchesSortKey(KeySchema keySchema, KeySelection selection, Item start)
    {
        var position = 0;
        foreach (var value in selection.SortKeyEquals)
        {
            if (ValueOf(keySchema.RangeAttributes[position++], start) != value)
                return false;
        }
        return selection.SortKeyRange is not { } range || Matches(range, ValueOf(keySchema.RangeAttributes[position], start));
    }

    private static bool Matches(SortKeyRange range, AttributeValue value)
    {
        AttributeValue.TryCompare(value, range.Value, out var order);
        return range.Operator switch
        {
            SortKeyOperator.Less => order < 0,
            SortKeyOperator.LessOrEqual => order <= 0,
            SortKeyOperator.Greater => order > 0,
            SortKeyOperator.GreaterOrEqual => order >= 0,
            SortKeyOperator.Between => order >= 0 && AttributeValue.TryCompare(value, range.Upper, out var upper) && upper <= 0,
            _ => BytesOf(value).StartsWith(BytesOf(range.Value)),
        };
    }

    private static ReadOnlySpan<byte> BytesOf(AttributeValue value) => value.Type == AttributeType.B ? value.ToBytes() : value.ToUtf8().Span;

    private static AttributeValue ValueOf(KeyAttribute attribute, Item start)
    {
        start.TryGet(attribute.Utf8Name.Span, out var value);
        return value;
    }
}
