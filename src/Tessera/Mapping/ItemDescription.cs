using System.Text;

namespace Tessera.Mapping;

// Looking into an item for messages: its key and its discriminator.
public ref partial struct ItemReader
{
    internal string? FindEntityType(string? attribute)
    {
        if (attribute is null)
            return null;
        while (NextAttribute(out var name))
        {
            if (Encoding.UTF8.GetString(name) == attribute)
                return ReadString();
            Skip();
        }

        return null;
    }

    internal string DescribeKey(TableModel table)
    {
        string? partitionKey = null, sortKey = null;
        while (NextAttribute(out var nameUtf8))
        {
            var name = Encoding.UTF8.GetString(nameUtf8);
            if (name == table.PartitionKey.Name)
                partitionKey = $"{name} '{ReadScalarText()}'";
            else if (name == table.SortKey?.Name)
                sortKey = $"{name} '{ReadScalarText()}'";
            else
                Skip();
        }

        return sortKey is null ? partitionKey ?? "" : $"{partitionKey}, {sortKey}";
    }

    private string ReadScalarText() => Encoding.UTF8.GetString(ReadKeyText(out _));

    // Any of {"S":"…"}, {"N":"…"}, {"B":"…"} as it stands there.
    internal ReadOnlySpan<byte> ReadKeyText(out ReadOnlySpan<byte> type)
    {
        Expect((byte)'{');
        Expect((byte)'"');
        type = StringToken();
        Expect((byte)':');
        var text = ReadQuoted();
        EndValue();
        return text;
    }
}
