using System.Buffers.Binary;
using System.Text;

namespace Tessera.Engine.Catalog;

/// <summary>
/// The keys of the catalogue's own key space: the last key space number given, one record per table, one pair of counters per key space, one record
/// and one state per stream.
/// </summary>
internal static class CatalogKeys
{
    /// <summary>The length of keys that end with the number of a key space.</summary>
    public const int NumberedLength = KeySpace.PrefixLength + 1 + sizeof(uint);

    private const byte LastKeySpaceTag = (byte)'#';
    private const byte CountsTag = (byte)'c';
    private const byte StreamStateTag = (byte)'q';
    private const byte StreamTag = (byte)'s';
    private const byte TableTag = (byte)'t';

    public static byte[] LastKeySpace { get; } = [.. KeySpace.Start(KeySpace.Catalog), LastKeySpaceTag];

    /// <summary>The first possible key of a table record.</summary>
    public static byte[] TablesStart { get; } = [.. KeySpace.Start(KeySpace.Catalog), TableTag];

    /// <summary>The first possible key after the table records.</summary>
    public static byte[] TablesEnd { get; } = [.. KeySpace.Start(KeySpace.Catalog), TableTag + 1];

    /// <summary>Region and name are ASCII without a zero byte, so that the pair is unambiguous and sorts by region, then name.</summary>
    public static byte[] Table(string region, string name) => [.. TablesStart, .. Encoding.UTF8.GetBytes(region), 0, .. Encoding.UTF8.GetBytes(name)];

    /// <summary>The first possible key of a stream's record.</summary>
    public static byte[] StreamsStart { get; } = [.. KeySpace.Start(KeySpace.Catalog), StreamTag];

    /// <summary>The first possible key after the streams' records.</summary>
    public static byte[] StreamsEnd { get; } = [.. KeySpace.Start(KeySpace.Catalog), StreamTag + 1];

    public static byte[] Stream(uint keySpaceId) => Numbered(StreamTag, keySpaceId);

    public static byte[] StreamState(uint keySpaceId) => Numbered(StreamStateTag, keySpaceId);

    public static void WriteStreamState(Span<byte> destination, uint keySpaceId) => WriteNumbered(destination, StreamStateTag, keySpaceId);

    public static void WriteCounts(Span<byte> destination, uint keySpaceId) => WriteNumbered(destination, CountsTag, keySpaceId);

    private static byte[] Numbered(byte tag, uint keySpaceId)
    {
        var key = new byte[NumberedLength];
        WriteNumbered(key, tag, keySpaceId);
        return key;
    }

    private static void WriteNumbered(Span<byte> destination, byte tag, uint keySpaceId)
    {
        KeySpace.WritePrefix(destination, KeySpace.Catalog);
        destination[KeySpace.PrefixLength] = tag;
        BinaryPrimitives.WriteUInt32BigEndian(destination[(KeySpace.PrefixLength + 1)..], keySpaceId);
    }
}
