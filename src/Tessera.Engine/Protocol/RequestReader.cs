using System.Text;
using System.Text.Json;
using Tessera.Engine.Errors;
using Tessera.Engine.Items;

namespace Tessera.Engine.Protocol;

/// <summary>
/// Reads a request's JSON, member by member, without building a tree. A type that does not fit is answered with the service's SerializationException.
/// </summary>
/// <remarks>
/// <code>
/// var reader = new RequestReader(context.Body);
/// reader.ReadObject();
/// while (reader.NextMember())
/// {
///     if (reader.Is("TableName"u8)) tableName = reader.ReadString();
///     else if (reader.Is("Limit"u8)) limit = reader.ReadInt32();
/// }
/// reader.End();
/// </code>
/// A member that nobody reads is skipped. <c>null</c> counts as absent everywhere. Where a name is repeated, the last one wins.
/// Pass it on by <c>ref</c>.
/// </remarks>
internal ref struct RequestReader
{
    // Deep enough that an item nested too deeply is refused by the item's own rule; shallow enough to bound what a hostile body can cost.
    private const int MaxDepth = 4096;

    /// <summary>How every body is read.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    private readonly ReadOnlyMemory<byte> _body;
    private Utf8JsonReader _json;
    private ReadOnlySpan<byte> _name;
    private bool _valuePending;
    private bool _isElement;

    public RequestReader(ReadOnlyMemory<byte> body)
    {
        _body = body;
        _json = new Utf8JsonReader(body.Span, Options);
        Read();
    }

    /// <summary>Goes into an object; false where the value is null. Then call <see cref="NextMember"/> until it returns false.</summary>
    /// <param name="shape">The name of the structure, which the service mentions where it finds a list instead.</param>
    public bool ReadObject(string shape = "AttributeValue")
    {
        _valuePending = false;
        return _json.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.Null => false,
            JsonTokenType.StartArray => throw SerializationErrors.ListForStructure(shape),
            _ => throw (_isElement ? SerializationErrors.UnexpectedElement() : SerializationErrors.UnexpectedField()),
        };
    }

    /// <summary>As <see cref="ReadObject"/>, for a map from names to <paramref name="valueShape"/>.</summary>
    public bool ReadMap(string valueShape = "AttributeValue")
    {
        if (_json.TokenType == JsonTokenType.StartArray)
            throw SerializationErrors.ListForMap(valueShape);
        return ReadObject();
    }

    /// <summary>Goes to the next member of the object; false at its end.</summary>
    public bool NextMember()
    {
        SkipPending();
        Read();
        if (_json.TokenType == JsonTokenType.EndObject)
            return false;
        NameIsPending();
        return true;
    }

    /// <summary>Whether the current member has this name (which must not need escaping).</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => _name.SequenceEqual(name);

    /// <summary>The name of the current member, as text.</summary>
    public readonly string Name => Encoding.UTF8.GetString(_name);

    /// <summary>Goes into an array; false where the value is null. Then call <see cref="NextElement"/> until it returns false.</summary>
    public bool ReadArray()
    {
        _valuePending = false;
        return _json.TokenType switch
        {
            JsonTokenType.StartArray => true,
            JsonTokenType.Null => false,
            JsonTokenType.StartObject => throw SerializationErrors.UnexpectedStructure(),
            _ => throw SerializationErrors.UnexpectedField(),
        };
    }

    /// <summary>Goes to the next element of the array; false at its end.</summary>
    public bool NextElement()
    {
        SkipPending();
        Read();
        _valuePending = _json.TokenType != JsonTokenType.EndArray;
        _isElement = true;
        return _valuePending;
    }

    public string? ReadString()
    {
        _valuePending = false;
        return _json.TokenType switch
        {
            JsonTokenType.String => Text(),
            JsonTokenType.Null => null,
            _ => throw SerializationErrors.NotConvertible(ref _json, "String"),
        };
    }

    public bool? ReadBoolean()
    {
        _valuePending = false;
        return _json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Null => null,
            _ => throw SerializationErrors.NotConvertible(ref _json, "Boolean"),
        };
    }

    public int? ReadInt32() => ReadNumber("Integer") is { } value ? (int)Math.Clamp(value, int.MinValue, int.MaxValue) : null;

    public long? ReadInt64() => ReadNumber("Long");

    /// <summary>A list of strings; null where absent. A null element becomes null.</summary>
    public List<string?>? ReadStrings()
    {
        if (!ReadArray())
            return null;
        var strings = new List<string?>();
        while (NextElement())
            strings.Add(ReadString());
        return strings;
    }

    /// <summary>The bytes of the whole current value, whatever it is; they belong to the body. Empty where it is null. Checked to be JSON, no more.</summary>
    public ReadOnlyMemory<byte> ReadRaw()
    {
        _valuePending = false;
        if (_json.TokenType == JsonTokenType.Null)
            return default;
        var start = (int)_json.TokenStartIndex;
        SkipValue();
        return _body[start..(int)_json.BytesConsumed];
    }

    /// <summary>As <see cref="ReadRaw"/>, for a member that must be an object (a map or structure).</summary>
    public ReadOnlyMemory<byte> ReadRawObject(string valueShape = "AttributeValue")
    {
        if (_json.TokenType is JsonTokenType.StartObject or JsonTokenType.Null)
            return ReadRaw();
        throw _json.TokenType == JsonTokenType.StartArray ? SerializationErrors.ListForMap(valueShape) : SerializationErrors.UnexpectedField();
    }

    /// <summary>Whether the current value is null, which counts as absent.</summary>
    public readonly bool IsNull => _json.TokenType == JsonTokenType.Null;

    /// <summary>An item or key in canonical form; no item where it is null. What is wrong with its values, the value reader knows.</summary>
    public Item ReadItem(AttributeValueReader values)
    {
        _valuePending = false;
        if (_json.TokenType == JsonTokenType.Null)
            return default;
        try
        {
            return values.ReadItem(ref _json);
        }
        catch (JsonException)
        {
            throw SerializationErrors.NotJson();
        }
    }

    /// <summary>An attribute value in canonical form. What is wrong with it, the value reader knows.</summary>
    public AttributeValue ReadValue(AttributeValueReader values)
    {
        _valuePending = false;
        try
        {
            return values.ReadValue(ref _json);
        }
        catch (JsonException)
        {
            throw SerializationErrors.NotJson();
        }
    }

    /// <summary>Checks that nothing follows the request's object.</summary>
    public void End()
    {
        try
        {
            if (_json.Read())
                throw SerializationErrors.NotJson();
        }
        catch (JsonException)
        {
            throw SerializationErrors.NotJson();
        }
    }

    private long? ReadNumber(string type)
    {
        _valuePending = false;
        return _json.TokenType switch
        {
            JsonTokenType.Number when _json.TryGetInt64(out var value) => value,
            JsonTokenType.Number => Truncate(_json.GetDouble()),
            JsonTokenType.Null => null,
            _ => throw SerializationErrors.NotConvertible(ref _json, type),
        };
    }

    // The service drops the fraction of a number where it expects a whole one.
    private static long Truncate(double value) => value switch
    {
        >= long.MaxValue => long.MaxValue,
        <= long.MinValue => long.MinValue,
        _ => (long)value,
    };

    private string Text()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair, which no UTF-8 text can hold.
            throw SerializationErrors.NotJson();
        }
    }

    private void NameIsPending()
    {
        _name = _json.ValueIsEscaped ? Encoding.UTF8.GetBytes(Text()) : _json.ValueSpan;
        Read();
        _valuePending = true;
        _isElement = false;
    }

    private void SkipPending()
    {
        if (_valuePending)
            SkipValue();
        _valuePending = false;
    }

    private void SkipValue()
    {
        try
        {
            _json.Skip();
        }
        catch (JsonException)
        {
            throw SerializationErrors.NotJson();
        }
    }

    private void Read()
    {
        try
        {
            if (!_json.Read())
                throw SerializationErrors.NotJson();
        }
        catch (JsonException)
        {
            throw SerializationErrors.NotJson();
        }
    }
}
