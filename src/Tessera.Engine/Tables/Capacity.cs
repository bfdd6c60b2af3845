namespace Tessera.Engine.Tables;

/// <summary>Capacity units as published: what reading or writing a number of bytes costs.</summary>
internal static class Capacity
{
    private const int ReadUnitBytes = 4096;

    private const int WriteUnitBytes = 1024;

    /// <summary>Units of one strongly consistent read: 4 KB each, at least one. What is not there costs one as well.</summary>
    public static double StrongRead(long sizeBytes) => Math.Max(1, (sizeBytes + ReadUnitBytes - 1) / ReadUnitBytes);

    /// <summary>Units of one read: eventually consistent ones cost half.</summary>
    public static double Read(long sizeBytes, bool consistent) => consistent ? StrongRead(sizeBytes) : StrongRead(sizeBytes) / 2;

    /// <summary>Units of one write: 1 KB each, at least one.</summary>
    public static double Write(long sizeBytes) => Math.Max(1, (sizeBytes + WriteUnitBytes - 1) / WriteUnitBytes);

    /// <summary>Units of a write that leaves one item in place of another: the larger counts, and a write that changes nothing costs as much.</summary>
    public static double Write(int beforeSizeBytes, int afterSizeBytes) => Write(Math.Max(beforeSizeBytes, afterSizeBytes));
}
