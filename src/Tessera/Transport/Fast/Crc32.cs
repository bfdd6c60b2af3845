using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmCrc32 = System.Runtime.Intrinsics.Arm.Crc32;

namespace Tessera.Transport;

/// <summary>
/// CRC-32 as DynamoDB sends it in <c>x-amz-crc32</c> (the polynomial of IEEE 802.3, reflected): by carry-less multiplication on x86, by its own
/// instruction on ARM, by tables elsewhere.
/// </summary>
internal static class Crc32
{
    /// <summary>The polynomial with its bits reversed.</summary>
    private const uint Polynomial = 0xEDB88320;

    /// <summary>From how many bytes on folding is worth its setting up.</summary>
    private const int FoldingThreshold = 64;

    /// <summary>Eight tables of 256: the effect of one byte followed by 0 to 7 zero bytes, so that eight bytes take one step.</summary>
    private static readonly uint[] _tables = MakeTables();

    /// <summary>The CRC-32 of some bytes.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        if (ArmCrc32.Arm64.IsSupported)
            return ~ByInstruction(uint.MaxValue, bytes);
        if (Pclmulqdq.IsSupported && bytes.Length >= FoldingThreshold)
            return ~ByFolding(uint.MaxValue, bytes);
        return ~ByTables(uint.MaxValue, bytes);
    }

    /// <summary>
    /// Keeps 64 bytes of remainder in four registers. Moving a remainder past the next bytes is a multiplication by a power of x modulo the polynomial,
    /// which is a constant for each half of a register; adding is exclusive-or. At the end sixteen bytes are left that have the same CRC as everything folded in.
    /// </summary>
    internal static uint ByFolding(uint crc, ReadOnlySpan<byte> bytes)
    {
        // x to the power 4*128+32 and 4*128-32, and 128+32 and 128-32, each modulo the polynomial and reflected.
        var past64 = Vector128.Create(0x1_5444_2BD4UL, 0x1_C6E4_1596UL);
        var past16 = Vector128.Create(0x1_7519_97D0UL, 0x0_CCAA_009EUL);

        var first = Load(bytes, 0) ^ Vector128.CreateScalar((ulong)crc);
        var second = Load(bytes, 16);
        var third = Load(bytes, 32);
        var fourth = Load(bytes, 48);
        bytes = bytes[64..];
        while (bytes.Length >= 64)
        {
            first = Fold(first, past64) ^ Load(bytes, 0);
            second = Fold(second, past64) ^ Load(bytes, 16);
            third = Fold(third, past64) ^ Load(bytes, 32);
            fourth = Fold(fourth, past64) ^ Load(bytes, 48);
            bytes = bytes[64..];
        }

        var folded = Fold(first, past16) ^ second;
        folded = Fold(folded, past16) ^ third;
        folded = Fold(folded, past16) ^ fourth;
        while (bytes.Length >= 16)
        {
            folded = Fold(folded, past16) ^ Load(bytes, 0);
            bytes = bytes[16..];
        }

        Span<byte> remainder = stackalloc byte[16];
        folded.AsByte().CopyTo(remainder);
        return ByTables(ByTables(0, remainder), bytes);
    }

    internal static uint ByTables(uint crc, ReadOnlySpan<byte> bytes)
    {
        var tables = _tables;
        while (bytes.Length >= 8)
        {
            var eight = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = tables[0x700 + (byte)eight] ^ tables[0x600 + (byte)(eight >> 8)] ^ tables[0x500 + (byte)(eight >> 16)] ^ tables[0x400 + (byte)(eight >> 24)]
                ^ tables[0x300 + (byte)(eight >> 32)] ^ tables[0x200 + (byte)(eight >> 40)] ^ tables[0x100 + (byte)(eight >> 48)] ^ tables[(byte)(eight >> 56)];
            bytes = bytes[8..];
        }

        foreach (var one in bytes)
            crc = tables[(byte)(crc ^ one)] ^ (crc >> 8);
        return crc;
    }

    private static uint ByInstruction(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            crc = ArmCrc32.Arm64.ComputeCrc32(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var one in bytes)
            crc = ArmCrc32.ComputeCrc32(crc, one);
        return crc;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Fold(Vector128<ulong> remainder, Vector128<ulong> distance) =>
        Pclmulqdq.CarrylessMultiply(remainder, distance, 0x00) ^ Pclmulqdq.CarrylessMultiply(remainder, distance, 0x11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Load(ReadOnlySpan<byte> bytes, int at) => MemoryMarshal.Read<Vector128<ulong>>(bytes[at..]);

    private static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (var value = 0u; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
            tables[value] = crc;
        }

        for (var entry = 256; entry < tables.Length; entry++)
            tables[entry] = (tables[entry - 256] >> 8) ^ tables[(byte)tables[entry - 256]];
        return tables;
    }
}
