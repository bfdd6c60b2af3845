using System.Buffers;

namespace Tessera.Engine.Items;

/// <summary>Checks base64 as the service does: standard alphabet, padded, and with nothing in the bits that padding leaves over.</summary>
internal static class Base64Text
{
    private static readonly SearchValues<byte> _alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    /// <summary>What is wrong with the text, in the service's words; null where nothing is. Then no other base64 text stands for the same bytes.</summary>
    public static string? FindError(ReadOnlySpan<byte> text)
    {
        if (text.Length % 4 != 0) return ValueMessages.Base64Length(text.Length);
        var foreign = text.IndexOfAnyExcept(_alphabet);
        if (foreign >= 0) return ValueMessages.Base64Character((char)text[foreign]);
        var letters = text.TrimEnd((byte)'=');
        var padding = text.Length - letters.Length;
        if (padding > 2 || letters.Contains((byte)'=')) return ValueMessages.Base64Padding;
        return padding == 0 || IsLastLetterClean(letters[^1], padding) ? null : ValueMessages.Base64Padding;
    }

    /// <summary>Before one padding sign two bits of the last letter are left over, before two of them four.</summary>
    private static bool IsLastLetterClean(byte letter, int padding) =>
        padding == 1 ? "AEIMQUYcgkosw048"u8.Contains(letter) : "AQgw"u8.Contains(letter);
}
