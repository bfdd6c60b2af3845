using System.Buffers;
using System.Buffers.Text;

namespace Tessera.Engine.Items;

/// <summary>
/// Key values as bytes whose order is DynamoDB's order.
/// </summary>
/// <remarks>
/// <para>
/// A table or an index is a key space of the store. A key in it is
/// <c>[key space: 4 bytes][hash: 4 bytes][partition key values…][sort key values…][table key values, in an index…]</c>, the first two big-endian.
/// The hash is of the encoded partition key values. So a key space is ordered by hash, then partition key, then sort key: a query reads
/// one contiguous range, and the segments of a parallel scan are ranges of the hash that partition the key space exactly.
/// </para>
/// <para>
/// Each value is self-delimiting: no encoding of a type is the beginning of another one. Hence values can be put one behind the other without tags
/// or lengths (the type of a key attribute is fixed by the schema), the order of the whole is that of the tuple, and every key
/// that starts with given values lies between those bytes and their <see cref="Successor"/>.
/// </para>
/// <para>
/// <b>Strings and binary</b>: the bytes (strings as UTF-8), where 00 is written 00 01, and then 00 00. The end is thus lower than any byte that could stand there.
/// </para>
/// <para>
/// <b>Numbers</b>: 00 for negative, 01 for zero, 02 for positive. Unless zero, one byte for the exponent of the leading digit (plus 130: the
/// range of the service is exactly one byte), a byte for each two digits from the left (their value plus 1), and 00. Of a negative number all
/// bytes but the first are inverted, so that the larger magnitude comes first.
/// </para>
/// </remarks>
internal static class KeyEncoding
{
    /// <summary>The length of the hash in a key.</summary>
    public const int HashLength = sizeof(uint);

    /// <summary>The longest encoding of a number: sign, exponent, 19 pairs, end.</summary>
    private const int NumberLengthMax = 22;

    /// <summary>A hash of encoded key values; it is part of what is stored and must never change.</summary>
    public static uint Hash(ReadOnlySpan<byte> encoded)
    {
        var hash = 0x9E3779B97F4A7C15UL ^ (ulong)encoded.Length;
        foreach (var value in encoded) hash = (hash ^ value) * 0x100000001B3UL;
        // The segments of a scan are taken from the upper bits, which the loop alone mixes badly for short keys.
        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93UL;
        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93UL;
        return (uint)(hash >> 32);
    }

    /// <summary>The lowest bytes above everything that starts with the given ones; empty where there is none, that is after nothing but FF.</summary>
    public static byte[] Successor(ReadOnlySpan<byte> prefix)
    {
        var kept = prefix.TrimEnd((byte)0xFF);
        if (kept.IsEmpty) return [];
        var successor = kept.ToArray();
        successor[^1]++;
        return successor;
    }

    /// <summary>The lowest hash of a segment: segment <paramref name="segment"/> of so many holds the hashes from its own to below the next one's.</summary>
    public static ulong SegmentStart(int segment, int totalSegments) => (((ulong)segment << 32) + (ulong)totalSegments - 1) / (ulong)totalSegments;

    /// <summary>Room that the encoding of a scalar needs at most.</summary>
    public static int LengthMax(AttributeValue scalar) =>
        scalar.Type == AttributeType.N ? NumberLengthMax : (scalar.Content.Length * 2) + 2;

    /// <summary>Encodes an S, N or B value and returns the length.</summary>
    public static int Write(AttributeValue scalar, Span<byte> destination)
    {
        if (scalar.Type == AttributeType.N) return WriteNumber(scalar.ToNumber(), destination);
        var length = WriteOpen(scalar, destination);
        destination[length] = 0;
        destination[length + 1] = 0;
        return length + 2;
    }

    /// <summary>Encodes an S or B value without its end: what all values that begin with it begin with.</summary>
    public static int WriteOpen(AttributeValue scalar, Span<byte> destination)
    {
        var content = scalar.Content;
        // Canonical text without a backslash holds no 00 either: it would be escaped.
        if (scalar.Type == AttributeType.S && !content.Contains((byte)'\\'))
        {
            content.CopyTo(destination);
            return content.Length;
        }

        var rented = ArrayPool<byte>.Shared.Rent(content.Length);
        var rawLength = scalar.Type == AttributeType.S ? CanonicalText.Unescape(content, rented) : Decode(content, rented);
        var length = WriteEscaped(rented.AsSpan(0, rawLength), destination);
        ArrayPool<byte>.Shared.Return(rented);
        return length;
    }

    private static int Decode(ReadOnlySpan<byte> base64, Span<byte> destination)
    {
        Base64.DecodeFromUtf8(base64, destination, out _, out var length);
        return length;
    }

    private static int WriteEscaped(ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        var length = 0;
        foreach (var value in raw)
        {
            destination[length++] = value;
            if (value == 0) destination[length++] = 1;
        }

        return length;
    }

    private static int WriteNumber(Number number, Span<byte> destination)
    {
        destination[0] = number.IsZero ? (byte)1 : number.IsNegative ? (byte)0 : (byte)2;
        if (number.IsZero) return 1;
        destination[1] = (byte)(number.LeadingExponent - Number.LeadingExponentMin);
        Span<byte> digits = stackalloc byte[Number.DigitCountMax + 1];
        var digitCount = number.FormatDigits(digits);
        digits[digitCount] = (byte)'0';
        var length = 2;
        for (var i = 0; i < digitCount; i += 2) destination[length++] = (byte)(((digits[i] - '0') * 10) + (digits[i + 1] - '0') + 1);
        destination[length++] = 0;
        if (number.IsNegative) Invert(destination[1..length]);
        return length;
    }

    private static void Invert(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)~bytes[i];
    }
}
