using System.Buffers.Binary;

namespace Tessera.Engine.Catalog;

/// <summary>
/// Every key of the store begins with the number of its key space, four bytes big-endian. Key space 0 is the catalogue's; each table and each index
/// has its own, and a number is never given twice, so that a deleted table's keys cannot show up in a new one.
/// </summary>
internal static class KeySpace
{
    public const int PrefixLength = sizeof(uint);

    public const uint Catalog = 0;

    /// <summary>The client request tokens of transactions. Far from the tables' numbers, which go up from the catalogue's.</summary>
    public const uint RequestTokens = uint.MaxValue - 1;

    /// <summary>Writes the prefix that every key of the space begins with.</summary>
    public static void WritePrefix(Span<byte> destination, uint keySpaceId) => BinaryPrimitives.WriteUInt32BigEndian(destination, keySpaceId);

    /// <summary>The first possible key of the space.</summary>
    public static byte[] Start(uint keySpaceId)
    {
        var key = new byte[PrefixLength];
        WritePrefix(key, keySpaceId);
        return key;
    }

    /// <summary>The first possible key after the space.</summary>
    public static byte[] End(uint keySpaceId) => Start(checked(keySpaceId + 1));
}
