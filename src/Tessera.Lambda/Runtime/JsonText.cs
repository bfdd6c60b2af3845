using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Tessera.Lambda.Runtime;

/// <summary>Writes JSON strings: runs without special characters are copied whole, and nothing is escaped that need not be.</summary>
internal static class JsonText
{
    /// <summary>The control characters, the quote and the backslash.</summary>
    private static readonly SearchValues<byte> _special = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    /// <summary>Writes a string in its quotes; the text must be valid UTF-8.</summary>
    public static void WriteJsonString(this ByteBuffer output, ReadOnlySpan<byte> utf8)
    {
        output.Write("\""u8);
        while (utf8.IndexOfAny(_special) is var index and >= 0)
        {
            output.Write(utf8[..index]);
            WriteEscaped(output, utf8[index]);
            utf8 = utf8[(index + 1)..];
        }
        output.Write(utf8);
        output.Write("\""u8);
    }

    /// <summary>Writes a string in its quotes; half a surrogate pair becomes U+FFFD.</summary>
    public static void WriteJsonString(this ByteBuffer output, ReadOnlySpan<char> text)
    {
        const int OnStackMax = 256;
        var bytesMax = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        var utf8 = bytesMax <= OnStackMax ? stackalloc byte[OnStackMax] : rented = ArrayPool<byte>.Shared.Rent(bytesMax);
        output.WriteJsonString(utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Writes bytes as a base64 string in its quotes.</summary>
    public static void WriteBase64String(this ByteBuffer output, ReadOnlySpan<byte> bytes)
    {
        output.Write("\""u8);
        Base64.EncodeToUtf8(bytes, output.GetSpan(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var written);
        output.Advance(written);
        output.Write("\""u8);
    }

    private static void WriteEscaped(ByteBuffer output, byte character)
    {
        switch (character)
        {
            case (byte)'"': output.Write("\\\""u8); break;
            case (byte)'\\': output.Write("\\\\"u8); break;
            case (byte)'\n': output.Write("\\n"u8); break;
            case (byte)'\r': output.Write("\\r"u8); break;
            case (byte)'\t': output.Write("\\t"u8); break;
            default:
                var digits = "0123456789abcdef"u8;
                output.Write([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', digits[character >> 4], digits[character & 15]]);
                break;
        }
    }
}
