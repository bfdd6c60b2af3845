using System.Buffers;

namespace Tessera.Engine.Items;

/// <summary>Finds where things end in canonical JSON. It trusts its input, which is ours, and never recurses.</summary>
internal static class CanonicalScanner
{
    private static readonly SearchValues<byte> _structure = SearchValues.Create("\"{}[]"u8);

    /// <summary>The index of the closing quote; <paramref name="start"/> is just behind the opening one.</summary>
    public static int EndOfText(ReadOnlySpan<byte> json, int start)
    {
        while (true)
        {
            start += json[start..].IndexOfAny((byte)'"', (byte)'\\');
            if (json[start] == '"') return start;
            start += 2;
        }
    }

    /// <summary>The index behind the attribute value that starts at <paramref name="start"/>.</summary>
    public static int EndOfValue(ReadOnlySpan<byte> json, int start)
    {
        var type = TypeOf(json[start..]);
        return type switch
        {
            AttributeType.S => EndOfText(json, start + 6) + 2,
            AttributeType.N or AttributeType.B => start + 6 + json[(start + 6)..].IndexOf((byte)'"') + 2,
            AttributeType.Bool or AttributeType.Null => start + 8 + json[(start + 8)..].IndexOf((byte)'}') + 1,
            _ => EndOfNested(json, start),
        };
    }

    /// <summary>The type of the attribute value that the bytes start with.</summary>
    public static AttributeType TypeOf(ReadOnlySpan<byte> json) => (json[2], json[3]) switch
    {
        ((byte)'S', (byte)'"') => AttributeType.S,
        ((byte)'N', (byte)'"') => AttributeType.N,
        ((byte)'M', _) => AttributeType.M,
        ((byte)'L', _) => AttributeType.L,
        ((byte)'B', (byte)'O') => AttributeType.Bool,
        ((byte)'B', (byte)'"') => AttributeType.B,
        ((byte)'N', (byte)'U') => AttributeType.Null,
        ((byte)'S', _) => AttributeType.SS,
        ((byte)'N', _) => AttributeType.NS,
        _ => AttributeType.BS,
    };

    private static int EndOfNested(ReadOnlySpan<byte> json, int start)
    {
        var depth = 0;
        while (true)
        {
            start += json[start..].IndexOfAny(_structure);
            switch (json[start++])
            {
                case (byte)'"':
                    start = EndOfText(json, start) + 1;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    if (--depth == 0) return start;
                    break;
            }
        }
    }
}
