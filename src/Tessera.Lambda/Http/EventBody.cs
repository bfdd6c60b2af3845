using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Tessera.Lambda.Http;

/// <summary>Where the body stands in an event, until it is known whether it is base64.</summary>
internal struct EventBody
{
    private int _start;
    private int _length;
    private bool _isEscaped;
    private bool _isBase64;

    public void ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return;
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("The body of the HTTP event is not a string.");
        _start = (int)reader.TokenStartIndex;
        _length = reader.ValueSpan.Length + 2;
        _isEscaped = reader.ValueIsEscaped;
    }

    public void ReadIsBase64(ref Utf8JsonReader reader)
    {
        reader.Read();
        _isBase64 = reader.TokenType != JsonTokenType.Null && reader.GetBoolean();
    }

    /// <summary>Sets the body of an event: a slice of its JSON where nothing in it is encoded, else bytes in pooled memory.</summary>
    public readonly void DecodeInto(HttpEvent target, ReadOnlyMemory<byte> json)
    {
        if (_length <= 2)
            return;
        var text = json.Slice(_start + 1, _length - 2);
        if (!_isEscaped && !_isBase64)
        {
            target.Body = text;
            return;
        }

        var bytes = target.PooledBody = ArrayPool<byte>.Shared.Rent(_length);
        var length = _isEscaped ? Unescape(json.Span.Slice(_start, _length), bytes) : Copy(text.Span, bytes);
        if (_isBase64 && Base64.DecodeFromUtf8InPlace(bytes.AsSpan(0, length), out length) != OperationStatus.Done)
            throw new JsonException("The body of the HTTP event is said to be base64, and is not.");
        target.Body = bytes.AsMemory(0, length);
    }

    private static int Unescape(ReadOnlySpan<byte> token, Span<byte> bytes)
    {
        var reader = new Utf8JsonReader(token);
        reader.Read();
        return reader.CopyString(bytes);
    }

    private static int Copy(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        text.CopyTo(bytes);
        return text.Length;
    }
}
