using System.Text.Json;
using System.Text.Unicode;
using Tessera.Engine.Errors;

namespace Tessera.Engine.Items;

internal sealed partial class AttributeValueReader
{
    private int ReadString(ref Utf8JsonReader reader)
    {
        CheckStringToken(ref reader);
        var start = _buffer.Length;
        AppendText(ref reader);
        return reader.ValueIsEscaped ? CanonicalText.Utf8Length(_buffer.Written[start..]) : _buffer.Length - start;
    }

    private int ReadNumber(ref Utf8JsonReader reader)
    {
        CheckStringToken(ref reader);
        var start = _buffer.Length;
        AppendText(ref reader);
        var text = _buffer.Written[start..];
        var error = Number.TryParse(text, out var number);
        if (error != NumberError.None) NoteError(ValueMessages.OfNumber(error, text));
        _buffer.Length = start;
        _buffer.Length += number.Format(_buffer.Reserve(Number.TextLengthMax));
        return number.Size;
    }

    private int ReadBinary(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw ServiceException.Serialization(BinaryTokenMessage(reader.TokenType));
        var start = _buffer.Length;
        AppendText(ref reader);
        var text = _buffer.Written[start..];
        var error = Base64Text.FindError(text);
        if (error is not null) throw ServiceException.Serialization(error);
        return ValueSize.OfBase64(text);
    }

    private int ReadBoolean(ref Utf8JsonReader reader)
    {
        CheckBooleanToken(ref reader);
        _buffer.Append(reader.TokenType == JsonTokenType.True ? "true"u8 : "false"u8);
        return 1;
    }

    private int ReadNull(ref Utf8JsonReader reader)
    {
        CheckBooleanToken(ref reader);
        if (reader.TokenType == JsonTokenType.False) NoteError(ValueMessages.NullFalse);
        _buffer.Append("true"u8);
        return 1;
    }

    /// <summary>Appends the string or property name that the reader stands on, as canonical text.</summary>
    private void AppendText(ref Utf8JsonReader reader)
    {
        var raw = reader.ValueSpan;
        if (!Utf8.IsValid(raw)) throw ServiceException.Serialization(ValueMessages.NotUtf8);
        if (!reader.ValueIsEscaped)
        {
            _buffer.Append(raw);
            return;
        }

        var length = CanonicalText.FromJson(raw, _buffer.Reserve(raw.Length));
        if (length < 0) throw ServiceException.Serialization(ValueMessages.NotUtf8);
        _buffer.Length += length;
    }

    private static void CheckStringToken(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return;
        throw ServiceException.Serialization(reader.TokenType switch
        {
            JsonTokenType.StartObject => ValueMessages.UnexpectedStructure,
            JsonTokenType.StartArray => ValueMessages.ListForString,
            _ => $"{TokenName(ref reader)} cannot be converted to String",
        });
    }

    private static void CheckBooleanToken(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False) return;
        throw ServiceException.Serialization(reader.TokenType switch
        {
            JsonTokenType.StartObject => ValueMessages.UnexpectedStructure,
            JsonTokenType.StartArray => ValueMessages.ListForBoolean,
            JsonTokenType.String => ValueMessages.UnexpectedToken,
            _ => $"{TokenName(ref reader)} cannot be converted to Boolean",
        });
    }

    private static string BinaryTokenMessage(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => ValueMessages.UnexpectedStructure,
        JsonTokenType.StartArray => ValueMessages.ListForBytes,
        _ => ValueMessages.NotBase64,
    };

    private static string TokenName(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => "TRUE_VALUE",
        JsonTokenType.False => "FALSE_VALUE",
        _ => reader.ValueSpan.ContainsAny(".eE"u8) ? "DECIMAL_VALUE" : "NUMBER_VALUE",
    };
}
