namespace Tessera.Engine.Items;

/// <summary>The names that the wire format gives the data types.</summary>
internal static class AttributeTypeName
{
    /// <summary>The name as it stands in requests and messages, such as <c>BOOL</c>.</summary>
    public static string ToWireName(this AttributeType type) => type switch
    {
        AttributeType.S => "S",
        AttributeType.N => "N",
        AttributeType.B => "B",
        AttributeType.Bool => "BOOL",
        AttributeType.Null => "NULL",
        AttributeType.SS => "SS",
        AttributeType.NS => "NS",
        AttributeType.BS => "BS",
        AttributeType.L => "L",
        _ => "M",
    };

    /// <summary>Finds the type of a wire name; names are case-sensitive.</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out AttributeType type)
    {
        type = default;
        switch (name)
        {
            case [(byte)'S']: type = AttributeType.S; return true;
            case [(byte)'N']: type = AttributeType.N; return true;
            case [(byte)'B']: type = AttributeType.B; return true;
            case [(byte)'L']: type = AttributeType.L; return true;
            case [(byte)'M']: type = AttributeType.M; return true;
            case [(byte)'S', (byte)'S']: type = AttributeType.SS; return true;
            case [(byte)'N', (byte)'S']: type = AttributeType.NS; return true;
            case [(byte)'B', (byte)'S']: type = AttributeType.BS; return true;
            case [(byte)'B', (byte)'O', (byte)'O', (byte)'L']: type = AttributeType.Bool; return true;
            case [(byte)'N', (byte)'U', (byte)'L', (byte)'L']: type = AttributeType.Null; return true;
            default: return false;
        }
    }

    /// <summary>Whether it is one of the three set types.</summary>
    public static bool IsSet(this AttributeType type) => type is AttributeType.SS or AttributeType.NS or AttributeType.BS;

    /// <summary>The scalar type of a set type's elements.</summary>
    public static AttributeType ElementType(this AttributeType setType) => setType switch
    {
        AttributeType.SS => AttributeType.S,
        AttributeType.NS => AttributeType.N,
        _ => AttributeType.B,
    };

    /// <summary>What stands before the content of a canonical value, such as <c>{"S":"</c>.</summary>
    public static ReadOnlySpan<byte> Opening(this AttributeType type) => type switch
    {
        AttributeType.S => "{\"S\":\""u8,
        AttributeType.N => "{\"N\":\""u8,
        AttributeType.B => "{\"B\":\""u8,
        AttributeType.Bool => "{\"BOOL\":"u8,
        AttributeType.Null => "{\"NULL\":"u8,
        AttributeType.SS => "{\"SS\":"u8,
        AttributeType.NS => "{\"NS\":"u8,
        AttributeType.BS => "{\"BS\":"u8,
        AttributeType.L => "{\"L\":"u8,
        _ => "{\"M\":"u8,
    };

    /// <summary>What stands behind the content of a canonical value.</summary>
    public static ReadOnlySpan<byte> Closing(this AttributeType type) =>
        type is AttributeType.S or AttributeType.N or AttributeType.B ? "\"}"u8 : "}"u8;
}
