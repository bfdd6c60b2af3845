namespace Tessera.Engine.Items;

/// <summary>Finds where things end in canonical JSON. It trusts its input, which is ours, and never recurses.</summary>
internal static class CanonicalScanner
{
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

    /// <summary>Finds the value of a member of a canonical object, from <c>{</c> on, by its canonical name.</summary>
    public static bool TryFindMember(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, out int start, out int end)
    {
        // end stands at the opening brace, at a comma or at the closing brace.
        end = 0;
        while (json[end] != '}' && json[end + 1] != '}')
        {
            start = end + 2;
            var member = json[start..];
            var common = member.CommonPrefixLength(name);
            if (common == name.Length && member[common] == '"')
            {
                start += common + 2;
                end = EndOfValue(json, start);
                return true;
            }

            if (IsBehind(member, name, common)) break;
            end = EndOfValue(json, EndOfText(json, start) + 2);
        }

        start = end = 0;
        return false;
    }

    // Members are sorted, so one that comes behind the name ends the search. Escapes do not sort as they look: they decide nothing.
    private static bool IsBehind(ReadOnlySpan<byte> member, ReadOnlySpan<byte> name, int common)
    {
        if (name[..common].Contains((byte)'\\') || member[common] is (byte)'"' or (byte)'\\') return false;
        return common == name.Length || (name[common] != '\\' && member[common] > name[common]);
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

    private static int EndOfText(ReadOnlySpan<byte> json, int start, AttributeType elementType) =>
        elementType == AttributeType.S ? EndOfText(json, start) : start + json[start..].IndexOf((byte)'"');

    // Jumps from name to value to name: what stands between them in canonical JSON is known, so only names and scalars have to be searched for their ends.
    private static int EndOfNested(ReadOnlySpan<byte> json, int start)
    {
        var depth = 0;
        while (true)
        {
            var type = TypeOf(json[start..]);
            var content = start + "{\"L\":[".Length;
            if (type is AttributeType.L or AttributeType.M && json[content] is not ((byte)']' or (byte)'}'))
            {
                depth++;
                start = type == AttributeType.L ? content : EndOfText(json, content + 1) + 2;
                continue;
            }

            var end = EndOfLeaf(json, start, type);
            while (depth > 0 && json[end] != ',')
            {
                end += "]}".Length;
                depth--;
            }

            if (depth == 0) return end;
            start = json[end + 1] == '"' ? EndOfText(json, end + 2) + 2 : end + 1;
        }
    }

    // A scalar, a set, or a list or map without contents.
    private static int EndOfLeaf(ReadOnlySpan<byte> json, int start, AttributeType type)
    {
        if (type is AttributeType.L or AttributeType.M) return start + "{\"L\":[]}".Length;
        if (!type.IsSet()) return EndOfValue(json, start);

        var end = start + "{\"SS\":[".Length;
        while (true)
        {
            end = EndOfText(json, end + 1, type.ElementType()) + 1;
            if (json[end++] == ']') return end + 1;
        }
    }
}
