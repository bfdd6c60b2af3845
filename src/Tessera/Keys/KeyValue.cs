using System.Globalization;
using System.Numerics;
using Tessera.Mapping;

namespace Tessera;

/// <summary>The value of one key attribute: text (S), a number (N) or bytes (B). Immutable.</summary>
public readonly struct KeyValue
{
    private readonly string? _text;
    private readonly byte[]? _bytes;

    private KeyValue(KeyType type, string? text, byte[]? bytes) => (Type, _text, _bytes) = (type, text, bytes);

    /// <summary>The attribute's type.</summary>
    public KeyType Type { get; }

    /// <summary>A text key.</summary>
    /// <param name="text">The text; DynamoDB allows 1 to 2048 bytes of UTF-8 for a partition key and 1 to 1024 for a sort key.</param>
    /// <returns>The value.</returns>
    public static KeyValue String(string text) => new(KeyType.String, text, null);

    /// <summary>A number key.</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    /// <param name="number">The number.</param>
    /// <returns>The value.</returns>
    public static KeyValue Number<T>(T number)
        where T : struct, INumber<T> => new(KeyType.Number, number.ToString(null, CultureInfo.InvariantCulture), null);

    /// <summary>A binary key.</summary>
    /// <param name="bytes">The bytes; not copied.</param>
    /// <returns>The value.</returns>
    public static KeyValue Binary(byte[] bytes) => new(KeyType.Binary, null, bytes);

    /// <summary>The value as text, for messages.</summary>
    /// <returns>The text or number itself; bytes as base64.</returns>
    public override string ToString() => _bytes is null ? _text ?? "" : Convert.ToBase64String(_bytes);

    internal string Text => _text!;

    internal void Write(ItemWriter writer)
    {
        switch (Type)
        {
            case KeyType.String:
                writer.String(_text);
                break;
            case KeyType.Number:
                writer.Raw("{\"N\":"u8);
                writer.Quoted(_text.AsSpan());
                writer.Raw("}"u8);
                break;
            default:
                writer.Binary(_bytes);
                break;
        }
    }
}
