using System.Buffers.Binary;

namespace Tessera.Engine.Store.Tree;

/// <summary>
/// One slot of a node: in a leaf a key with its value, in a branch the lowest key that a child may hold, with the child.
/// </summary>
/// <remarks>
/// The first eight bytes of the key stand beside it as a number. Most comparisons end there and never touch the key's own memory, which is what a
/// lookup among a million keys would otherwise wait for.
/// </remarks>
internal struct TreeEntry(byte[] key, object payload)
{
    public ulong Head = HeadOf(key);
    public byte[] Key = key;
    public object Payload = payload;

    public static ulong HeadOf(ReadOnlySpan<byte> key)
    {
        if (key.Length >= sizeof(ulong)) return BinaryPrimitives.ReadUInt64BigEndian(key);
        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        key.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }
}
