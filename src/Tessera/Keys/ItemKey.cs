using System.Text;
using Tessera.Mapping;

namespace Tessera;

/// <summary>
/// Takes the key attributes out of an item in one canonical form: in the model's order, text escaped as we do it, numbers as the service writes them. So
/// equal keys have equal bytes, whoever wrote them.
/// </summary>
internal static class ItemKey
{
    /// <summary>The table's key of the item that the reader stands before, with the index's key when one is given; as a JSON object.</summary>
    public static byte[] Of(scoped ref ItemReader reader, TableModel table, IndexModel? index)
    {
        var names = Names(table, index);
        var values = new byte[]?[names.Length];
        using var key = new ItemWriter(256);
        while (reader.NextAttribute(out var nameUtf8))
        {
            var position = Array.IndexOf(names, Encoding.UTF8.GetString(nameUtf8));
            if (position < 0)
            {
                reader.Skip();
                continue;
            }

            key.Clear();
            WriteCanonical(key, ref reader);
            values[position] = key.Written.ToArray();
        }

        key.Clear();
        key.Raw("{"u8);
        for (var position = 0; position < names.Length; position++)
        {
            if (values[position] is not { } value)
                continue;
            key.Name(names[position]);
            key.Raw(value);
        }

        key.Raw("}"u8);
        return key.Written.ToArray();
    }

    /// <summary>The same for an entity's key.</summary>
    public static byte[] Of<TKey>(TKey typedKey, TableModel table)
        where TKey : struct, IEntityKey
    {
        using var key = new ItemWriter(256);
        key.Raw("{"u8);
        typedKey.WriteTo(key);
        key.Raw("}"u8);
        // Text keys are written in canonical form already.
        if (table.PartitionKey.Type == KeyType.String && table.SortKey is null or { Type: KeyType.String })
            return key.Written.ToArray();
        var reader = new ItemReader(key.Written);
        return Of(ref reader, table, null);
    }

    /// <summary>The key attributes of an item in a query: the table's, then the index's that are not among them.</summary>
    public static IEnumerable<KeyModel> Attributes(TableModel table, IndexModel? index)
    {
        KeyModel?[] all = [table.PartitionKey, table.SortKey, index?.PartitionKey, index?.SortKey];
        return all.OfType<KeyModel>().DistinctBy(key => key.Name);
    }

    private static string[] Names(TableModel table, IndexModel? index) => [.. Attributes(table, index).Select(key => key.Name)];

    private static void WriteCanonical(ItemWriter key, scoped ref ItemReader reader)
    {
        var text = reader.ReadKeyText(out var type);
        key.Raw("{"u8);
        key.Name(type);
        if (type.SequenceEqual("N"u8))
            key.Quoted(CanonicalNumber.Of(text));
        else
            key.Quoted(text);
        key.Raw("}"u8);
    }
}
