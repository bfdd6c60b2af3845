using System.Buffers.Binary;
using System.Text;

namespace Tessera.Engine.Catalog;

/// <summary>The keys of the catalogue's own key space: the last key space number given, one record per table, one pair of counters per key space.</summary>
internal static class CatalogKeys
{
    public const int CountsLength = KeySpace.PrefixLength + 1 + sizeof(uint);
    private const byte LastKeySpaceTag = (byte)'#';
    private const byte CountsTag = (byte)'c';
    private const byte TableTag = (byte)'t';

    public static byte[] LastKeySpace { get; } = [.. KeySpace.Start(KeySpace.Catalog), LastKeySpaceTag];

    /// <summary>The first possible key of a table record.</summary>
    public static byte[] TablesStart { get; } = [.. KeySpace.Start(KeySpace.Catalog), TableTag];

    /// <summary>The first possible key after the table records.</summary>
    public static byte[] TablesEnd { get; } = [.. KeySpace.Start(KeySpace.Catalog), TableTag + 1];

    /// <summary>Region and name are ASCII without a zero byte, so that the pair is unambiguous and sorts by region, then name.</summary>
    public static byte[] Table(string region, string name) => [.. TablesStart, .. Encoding.UTF8.GetBytes(region), 0, .. Encoding.UTF8.GetBytes(name)];

    public static void WriteCounts(Span<byte> destination, uint keySpaceId)
    {
        KeySpace.WritePrefix(destination, KeySpace.Catalog);
        destination[KeySpace.PrefixLength] = CountsTag;
        BinaryPrimitives.WriteUInt32BigEndian(destination[(KeySpace.PrefixLength + 1)..], keySpaceId);
    }
}
