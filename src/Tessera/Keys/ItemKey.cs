using System.Text;
using Tessera.Mapping;

namespace Tessera;

/// <summary>Takes the key attributes out of an item, in the order of the model, so that equal keys have equal bytes.</summary>
internal static class ItemKey
{
    /// <summary>The table's key of the item that the reader stands before, with the index's key when one is given; as a JSON object.</summary>
    public static byte[] Of(scoped ref ItemReader reader, TableModel table, IndexModel? index)
    {
        Span<string?> names = [table.PartitionKey.Name, table.SortKey?.Name, index?.PartitionKey.Name, index?.SortKey?.Name];
        var values = new byte[]?[4];
        while (reader.NextAttribute(out var nameUtf8))
        {
            var name = Encoding.UTF8.GetString(nameUtf8);
            var position = names.IndexOf(name);
            if (position < 0)
                reader.Skip();
            else
                values[position] = reader.ReadRaw().ToArray();
        }

        using var key = new ItemWriter(256);
        key.Raw("{"u8);
        for (var position = 0; position < names.Length; position++)
        {
            if (names[position] is not { } name || values[position] is not { } value)
                continue;
            key.Name(name);
            key.Raw(value);
        }

        key.Raw("}"u8);
        return key.Written.ToArray();
    }

    /// <summary>The same for an entity's key, which generated code writes in the model's order already.</summary>
    public static byte[] Of<TKey>(TKey typedKey)
        where TKey : struct, IEntityKey
    {
        using var key = new ItemWriter(256);
        key.Raw("{"u8);
        typedKey.WriteTo(key);
        key.Raw("}"u8);
        return key.Written.ToArray();
    }
}
