using System.Buffers;
using System.Text;

namespace Tessera.Engine.Items;

/// <summary>
/// Strings as canonical JSON holds them: raw UTF-8 but for the quote, the backslash and control characters, which are escaped in one way only
/// (<c>\"</c>, <c>\\</c>, <c>\b \f \n \r \t</c>, otherwise <c>\u00</c> and two lower-case digits). Equal strings have equal bytes.
/// </summary>
internal static class CanonicalText
{
    // An upper bound: a control character grows from one byte to six.
    private const int EscapedLengthMax = 6;

    private static readonly SearchValues<byte> _escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    /// <summary>The canonical bytes of a text. An unpaired surrogate becomes U+FFFD.</summary>
    public static byte[] FromString(string text) => FromUtf8(Encoding.UTF8.GetBytes(text));

    /// <summary>The canonical bytes of UTF-8; the same array where nothing has to be escaped.</summary>
    public static byte[] FromUtf8(byte[] utf8)
    {
        var first = utf8.AsSpan().IndexOfAny(_escaped);
        if (first < 0) return utf8;
        var buffer = new byte[first + ((utf8.Length - first) * EscapedLengthMax)];
        utf8.AsSpan(0, first).CopyTo(buffer);
        var length = first;
        for (var i = first; i < utf8.Length; i++) length += WriteAscii(utf8[i], buffer.AsSpan(length));
        return buffer.AsSpan(0, length).ToArray();
    }

    /// <summary>
    /// Writes the canonical bytes of the inside of any JSON string, whose escapes and UTF-8 were checked before, and returns their length: at most that of
    /// the JSON. Returns -1 where half of a surrogate pair is missing.
    /// </summary>
    public static int FromJson(ReadOnlySpan<byte> json, Span<byte> destination)
    {
        var length = 0;
        while (true)
        {
            var start = json.IndexOf((byte)'\\');
            var plain = start < 0 ? json : json[..start];
            plain.CopyTo(destination[length..]);
            length += plain.Length;
            if (start < 0) return length;
            if (!TryReadEscape(json[start..], out var character, out var escapeLength)) return -1;
            length += character.IsAscii ? WriteAscii((byte)character.Value, destination[length..]) : character.EncodeToUtf8(destination[length..]);
            json = json[(start + escapeLength)..];
        }
    }

    /// <summary>The text of canonical bytes.</summary>
    public static string ToText(ReadOnlySpan<byte> canonical)
    {
        if (!canonical.Contains((byte)'\\')) return Encoding.UTF8.GetString(canonical);
        var rented = ArrayPool<byte>.Shared.Rent(canonical.Length);
        var text = Encoding.UTF8.GetString(rented, 0, Unescape(canonical, rented));
        ArrayPool<byte>.Shared.Return(rented);
        return text;
    }

    /// <summary>The length of the text in UTF-8, unescaped.</summary>
    public static int Utf8Length(ReadOnlySpan<byte> canonical)
    {
        var length = canonical.Length;
        var start = canonical.IndexOf((byte)'\\');
        while (start >= 0)
        {
            var escapeLength = EscapeLength(canonical[start..]);
            length -= escapeLength - 1;
            var next = canonical[(start + escapeLength)..].IndexOf((byte)'\\');
            start = next < 0 ? -1 : start + escapeLength + next;
        }

        return length;
    }

    /// <summary>Writes the text as UTF-8, unescaped, and returns its length, which is at most the canonical one.</summary>
    public static int Unescape(ReadOnlySpan<byte> canonical, Span<byte> destination)
    {
        var length = 0;
        while (true)
        {
            var start = canonical.IndexOf((byte)'\\');
            var plain = start < 0 ? canonical : canonical[..start];
            plain.CopyTo(destination[length..]);
            length += plain.Length;
            if (start < 0) return length;
            destination[length++] = Unescape(canonical[start..]);
            canonical = canonical[(start + EscapeLength(canonical[start..]))..];
        }
    }

    /// <summary>Orders two canonical texts by their UTF-8 bytes, unescaped.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length) return left.Length.CompareTo(right.Length);
        // Without a backslash near the difference the bytes that differ are the text's own.
        if (!left[..common].Contains((byte)'\\') && left[common] != '\\' && right[common] != '\\') return left[common].CompareTo(right[common]);
        return CompareUnescaped(left, right);
    }

    /// <summary>Writes one ASCII character, escaped where it has to be, and returns the length.</summary>
    public static int WriteAscii(byte character, Span<byte> destination)
    {
        var shortForm = character switch
        {
            (byte)'"' => (byte)'"',
            (byte)'\\' => (byte)'\\',
            (byte)'\b' => (byte)'b',
            (byte)'\f' => (byte)'f',
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            _ => (byte)0,
        };
        if (shortForm != 0)
        {
            destination[0] = (byte)'\\';
            destination[1] = shortForm;
            return 2;
        }

        if (character >= 0x20)
        {
            destination[0] = character;
            return 1;
        }

        "\\u00"u8.CopyTo(destination);
        destination[4] = "0123456789abcdef"u8[character >> 4];
        destination[5] = "0123456789abcdef"u8[character & 15];
        return 6;
    }

    private static bool TryReadEscape(ReadOnlySpan<byte> json, out Rune character, out int escapeLength)
    {
        if (json[1] != 'u')
        {
            character = new Rune(Unescape(json));
            escapeLength = 2;
            return true;
        }

        var first = ReadUnit(json);
        escapeLength = 6;
        if (Rune.TryCreate(first, out character)) return true;
        escapeLength = 12;
        return json.Length >= 12 && json[6] == '\\' && json[7] == 'u' && Rune.TryCreate(first, ReadUnit(json[6..]), out character);
    }

    /// <summary>The UTF-16 unit of an escape with four digits, in either case.</summary>
    private static char ReadUnit(ReadOnlySpan<byte> escape)
    {
        var unit = 0;
        foreach (var digit in escape[2..6]) unit = (unit << 4) | HexValue((byte)(digit | 0x20));
        return (char)unit;
    }

    private static int EscapeLength(ReadOnlySpan<byte> escape) => escape[1] == 'u' ? 6 : 2;

    private static byte Unescape(ReadOnlySpan<byte> escape) => escape[1] switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        (byte)'u' => (byte)((HexValue(escape[4]) << 4) | HexValue(escape[5])),
        _ => escape[1],
    };

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : digit - 'a' + 10;

    private static int CompareUnescaped(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(left.Length + right.Length);
        var leftLength = Unescape(left, buffer);
        var rightLength = Unescape(right, buffer.AsSpan(leftLength));
        var order = buffer.AsSpan(0, leftLength).SequenceCompareTo(buffer.AsSpan(leftLength, rightLength));
        ArrayPool<byte>.Shared.Return(buffer);
        return order;
    }
}
