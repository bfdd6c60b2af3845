using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Evaluation;

/// <summary>
/// Makes the item that differs from another by some writes. What no write touches is copied as bytes; only maps and lists on the way to a write are put
/// together anew. The writes are sorted, do not overlap, and what they lead through is there.
/// </summary>
internal static class ItemRewriter
{
    public static Item Rewrite(in Item item, ReadOnlySpan<ItemWrite> writes)
    {
        var splice = new ItemSplice(item);
        var json = item.Json;
        var position = 0;
        while (writes.Length > 0 && json.Span[position] != '}' && json.Span[position + 1] != '}')
        {
            var nameEnd = CanonicalScanner.EndOfText(json.Span, position + 2);
            var end = CanonicalScanner.EndOfValue(json.Span, nameEnd + 2);
            RewriteAttribute(splice, json[(position + 2)..nameEnd], new AttributeValue(json[(nameEnd + 2)..end]), position, end, ref writes);
            position = end;
        }

        splice.KeepTo(json.Length - 1);
        foreach (var write in writes)
            AddNew(splice, write);
        return splice.ToItem();
    }

    // Adds what comes before an attribute of the item, and then changes the attribute itself, if a write says so.
    private static void RewriteAttribute(
        ItemSplice splice, ReadOnlyMemory<byte> name, AttributeValue value, int start, int end, ref ReadOnlySpan<ItemWrite> writes)
    {
        while (writes.Length > 0 && CanonicalText.Compare(writes[0].Path.Steps[0].CanonicalName, name.Span) < 0)
        {
            splice.KeepTo(start);
            AddNew(splice, writes[0]);
            writes = writes[1..];
        }

        var count = CountOf(name.Span, writes, depth: 0);
        if (count == 0)
            return;
        splice.KeepTo(start);
        splice.Drop(name.Span, value, end);
        if (RewriteValue(value, writes[..count], depth: 1) is { } rewritten)
            splice.Add(name, rewritten);
        writes = writes[count..];
    }

    private static void AddNew(ItemSplice splice, in ItemWrite write)
    {
        if (write.Value is { } value)
            splice.Add(write.Path.Steps[0].CanonicalNameMemory, value);
    }

    // Both the entries and the writes are in canonical order, so this is one walk over the two.
    private static List<AttributeEntry> RewriteEntries(EntryEnumerator entries, ReadOnlySpan<ItemWrite> writes, int depth)
    {
        var result = new List<AttributeEntry>();
        while (entries.MoveNext())
        {
            AddNewBefore(entries.CurrentName, result, ref writes, depth);
            var count = CountOf(entries.CurrentName, writes, depth);
            if (count == 0)
                result.Add(entries.Current);
            else if (RewriteValue(entries.CurrentValue, writes[..count], depth + 1) is { } value)
                result.Add(new AttributeEntry(entries.Current.Name, value));
            writes = writes[count..];
        }

        foreach (var write in writes)
            AddNew(result, write, depth);
        return result;
    }

    private static void AddNewBefore(ReadOnlySpan<byte> name, List<AttributeEntry> result, ref ReadOnlySpan<ItemWrite> writes, int depth)
    {
        while (writes.Length > 0 && CanonicalText.Compare(writes[0].Path.Steps[depth].CanonicalName, name) < 0)
        {
            AddNew(result, writes[0], depth);
            writes = writes[1..];
        }
    }

    // A removal of what is not there changes nothing.
    private static void AddNew(List<AttributeEntry> result, in ItemWrite write, int depth)
    {
        if (write.Value is { } value)
            result.Add(new AttributeEntry(write.Path.Steps[depth].CanonicalNameMemory, value));
    }

    private static int CountOf(ReadOnlySpan<byte> name, ReadOnlySpan<ItemWrite> writes, int depth)
    {
        var count = 0;
        while (count < writes.Length && writes[count].Path.Steps[depth].CanonicalName.SequenceEqual(name))
            count++;
        return count;
    }

    private static AttributeValue? RewriteValue(AttributeValue value, ReadOnlySpan<ItemWrite> writes, int depth)
    {
        if (writes[0].Path.Steps.Length == depth)
            return writes[0].Value;
        return value.Type == AttributeType.M
            ? AttributeValue.OfMap(RewriteEntries(value.EnumerateEntries(), writes, depth))
            : AttributeValue.OfList(RewriteElements(value.EnumerateElements(), writes, depth));
    }

    // Indexes are those of the list before the update. What is set beyond its end is appended, in the order of the indexes.
    private static List<AttributeValue> RewriteElements(ElementEnumerator elements, ReadOnlySpan<ItemWrite> writes, int depth)
    {
        var result = new List<AttributeValue>();
        for (var i = 0; elements.MoveNext(); i++)
        {
            var count = 0;
            while (count < writes.Length && writes[count].Path.Steps[depth].Index == i)
                count++;
            var element = count == 0 ? elements.Current : RewriteValue(elements.Current, writes[..count], depth + 1);
            if (element is not null)
                result.Add(element.Value);
            writes = writes[count..];
        }

        foreach (var write in writes)
        {
            if (write.Value is { } value)
                result.Add(value);
        }

        return result;
    }
}
