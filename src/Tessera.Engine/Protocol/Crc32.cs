using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmCrc32 = System.Runtime.Intrinsics.Arm.Crc32;

namespace Tessera.Engine.Protocol;

/// <summary>The CRC-32 of IEEE 802.3 (as in gzip), which SDKs check on every response. Uses the processor's instructions where it has them.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int FoldedBlock = 4 * 16;
    private const int Slices = 8;

    private static readonly uint[] _tables = MakeTables();

    /// <summary>Computes the checksum of all the bytes.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        if (Pclmulqdq.IsSupported && Sse2.IsSupported && bytes.Length >= FoldedBlock)
        {
            var folded = bytes.Length & ~15;
            crc = Fold(crc, bytes[..folded]);
            bytes = bytes[folded..];
        }
        return ~(ArmCrc32.Arm64.IsSupported ? UpdateArm(crc, bytes) : UpdateByTables(crc, bytes));
    }

    /// <summary>Eight bytes at a time through eight tables. Internal for tests, which compare every way with the definition.</summary>
    internal static uint UpdateByTables(uint crc, ReadOnlySpan<byte> bytes)
    {
        var tables = _tables;
        while (bytes.Length >= Slices)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = tables[(7 * 256) + (byte)low] ^ tables[(6 * 256) + (byte)(low >> 8)]
                ^ tables[(5 * 256) + (byte)(low >> 16)] ^ tables[(4 * 256) + (low >> 24)]
                ^ tables[(3 * 256) + (byte)high] ^ tables[(2 * 256) + (byte)(high >> 8)]
                ^ tables[256 + (byte)(high >> 16)] ^ tables[high >> 24];
            bytes = bytes[Slices..];
        }
        foreach (var value in bytes)
            crc = tables[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    private static uint UpdateArm(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = ArmCrc32.Arm64.ComputeCrc32(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }
        foreach (var value in bytes)
            crc = ArmCrc32.ComputeCrc32(crc, value);
        return crc;
    }

    // Carry-less multiplication, after Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ". The constants are powers of x
    // modulo the polynomial, bit-reflected. Takes at least 64 bytes, in whole blocks of 16.
    private static uint Fold(uint crc, ReadOnlySpan<byte> bytes)
    {
        var blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var first = blocks[0] ^ Vector128.CreateScalar((ulong)crc);
        var (second, third, fourth) = (blocks[1], blocks[2], blocks[3]);
        blocks = blocks[4..];

        var by512 = Vector128.Create(0x1_5444_2BD4UL, 0x1_C6E4_1596UL);
        for (; blocks.Length >= 4; blocks = blocks[4..])
        {
            first = FoldInto(first, by512, blocks[0]);
            second = FoldInto(second, by512, blocks[1]);
            third = FoldInto(third, by512, blocks[2]);
            fourth = FoldInto(fourth, by512, blocks[3]);
        }

        var by128 = Vector128.Create(0x1_7519_97D0UL, 0x0_CCAA_009EUL);
        first = FoldInto(first, by128, second);
        first = FoldInto(first, by128, third);
        first = FoldInto(first, by128, fourth);
        foreach (var block in blocks)
            first = FoldInto(first, by128, block);
        return Reduce(first);
    }

    private static Vector128<ulong> FoldInto(Vector128<ulong> value, Vector128<ulong> constants, Vector128<ulong> next) =>
        Pclmulqdq.CarrylessMultiply(value, constants, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, constants, 0x11) ^ next;

    // 128 bits to 64, then Barrett reduction to 32.
    private static uint Reduce(Vector128<ulong> value)
    {
        var low32 = Vector128.Create(0xFFFF_FFFFUL, 0UL);
        var by64 = Vector128.Create(0x1_7519_97D0UL, 0x0_CCAA_009EUL);
        value = Pclmulqdq.CarrylessMultiply(value, by64, 0x10) ^ Sse2.ShiftRightLogical128BitLane(value, 8);
        var by32 = Vector128.CreateScalar(0x1_63CD_6124UL);
        value = Pclmulqdq.CarrylessMultiply(value & low32, by32, 0x00) ^ Sse2.ShiftRightLogical128BitLane(value, 4);

        var barrett = Vector128.Create(0x1_DB71_0641UL, 0x1_F701_1641UL);
        var quotient = Pclmulqdq.CarrylessMultiply(value & low32, barrett, 0x10);
        var product = Pclmulqdq.CarrylessMultiply(quotient & low32, barrett, 0x00);
        return (value ^ product).AsUInt32().GetElement(1);
    }

    private static uint[] MakeTables()
    {
        var tables = new uint[Slices * 256];
        for (var value = 0u; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Polynomial;
            tables[value] = crc;
        }
        for (var i = 256; i < tables.Length; i++)
            tables[i] = (tables[i - 256] >> 8) ^ tables[(byte)tables[i - 256]];
        return tables;
    }
}
