using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Tessera.Mapping;

// The JSON below the attributes. The spans it hands out point into the body, or into a copy when a string had escapes.
public ref partial struct ItemReader
{
    private static readonly SearchValues<byte> _literalEnds = SearchValues.Create(",}] \r\n\t"u8);

    internal bool IsAtList => Peek() == '[';

    internal bool IsAtObject => Peek() == '{';

    /// <summary>A plain JSON number, as counts and capacity units are.</summary>
    internal double ReadJsonNumber()
    {
        var start = _position;
        SkipValue();
        return double.Parse(_json[start.._position], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The bytes of the value that stands here, whatever it is.</summary>
    internal ReadOnlySpan<byte> ReadRaw()
    {
        Peek();
        var start = _position;
        SkipValue();
        return _json[start.._position];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Follows(ReadOnlySpan<byte> expected)
    {
        if (!_json[_position..].StartsWith(expected))
            return false;
        _position += expected.Length;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Expect(byte expected)
    {
        if (_position < _json.Length && _json[_position] == expected)
        {
            _position++;
            return;
        }

        if (Peek() != expected)
            throw Malformed($"'{(char)expected}'");
        _position++;
    }

    private byte Next()
    {
        var next = Peek();
        _position++;
        return next;
    }

    private byte Peek()
    {
        if (_position < _json.Length && _json[_position] > ' ')
            return _json[_position];
        while (_position < _json.Length && _json[_position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _position++;
            FallbackCount++;
        }

        return _position < _json.Length ? _json[_position] : throw Malformed("more");
    }

    // Stands after the opening quote; leaves the position after the closing one.
    private ReadOnlySpan<byte> StringToken()
    {
        var rest = _json[_position..];
        var end = rest.IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0)
            throw Malformed("the end of a string");
        if (rest[end] == '\\')
            return EscapedStringToken();
        _position += end + 1;
        return rest[..end];
    }

    // The reader of the framework knows escapes; it gets the token from its opening quote.
    private ReadOnlySpan<byte> EscapedStringToken()
    {
        FallbackCount++;
        var token = _json[(_position - 1)..];
        var reader = new Utf8JsonReader(token, isFinalBlock: false, state: default);
        if (!ReadToken(ref reader))
            throw Malformed("the end of a string");
        _position += reader.ValueSpan.Length + 1;
        return Unescape(ref reader);
    }

    private static ReadOnlySpan<byte> Unescape(scoped ref Utf8JsonReader reader)
    {
        var unescaped = new byte[reader.ValueSpan.Length];
        try
        {
            return unescaped.AsSpan(0, reader.CopyString(unescaped));
        }
        catch (InvalidOperationException exception)
        {
            // Half a surrogate pair, or bytes that are not UTF-8.
            throw new ItemMappingException($"The response holds text that is not Unicode: {exception.Message}", null, exception);
        }
    }

    private static bool ReadToken(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (JsonException exception)
        {
            throw new ItemMappingException($"The response is not DynamoDB JSON: {exception.Message}", null, exception);
        }
    }

    private void BeginValue(ReadOnlySpan<byte> type)
    {
        var start = _position;
        Expect((byte)'{');
        Expect((byte)'"');
        var found = StringToken();
        if (!found.SequenceEqual(type))
        {
            _position = start;
            throw Mapping($"{Encoding.UTF8.GetString(found)} was found where {Encoding.UTF8.GetString(type)} is needed");
        }

        Expect((byte)':');
    }

    private bool HasType(ReadOnlySpan<byte> type)
    {
        var start = _position;
        Expect((byte)'{');
        Expect((byte)'"');
        var same = StringToken().SequenceEqual(type);
        _position = start;
        return same;
    }

    // Any JSON value, without recursion: depth is counted, strings are jumped over. Most values are {"S":"…"}, {"N":"…"} or {"B":"…"}.
    private bool SkipValue()
    {
        var rest = _json[_position..];
        if (rest.Length > 6 && rest[0] == '{' && rest[1] == '"' && rest[3..].StartsWith("\":\""u8))
        {
            _position += 6;
            SkipString();
            EndValue();
            return true;
        }

        var depth = 0;
        do
        {
            switch (Peek())
            {
                case (byte)'{' or (byte)'[':
                    depth++;
                    _position++;
                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    _position++;
                    break;
                case (byte)'"':
                    _position++;
                    SkipString();
                    break;
                case (byte)',' or (byte)':':
                    _position++;
                    break;
                default:
                    SkipLiteral();
                    break;
            }
        }
        while (depth > 0);
        return true;
    }

    private void SkipString()
    {
        while (_position < _json.Length)
        {
            var end = _json[_position..].IndexOfAny((byte)'"', (byte)'\\');
            if (end < 0)
                break;
            _position += end + 1;
            if (_json[_position - 1] == '"')
                return;
            _position++;
        }

        throw Malformed("the end of a string");
    }

    private void SkipLiteral()
    {
        var length = _json[_position..].IndexOfAny(_literalEnds);
        if (length == 0)
            throw Malformed("a value");
        _position = length < 0 ? _json.Length : _position + length;
    }

    private readonly ItemMappingException Malformed(string expected) =>
        new($"The response is not DynamoDB JSON: {expected} was expected at byte {_position}.", null);

    private readonly ItemMappingException Mapping(string found)
    {
        var attribute = Encoding.UTF8.GetString(_json.Slice(_nameStart, _nameLength));
        return new ItemMappingException($"The attribute '{attribute}' cannot be read: {found}.", attribute);
    }
}
