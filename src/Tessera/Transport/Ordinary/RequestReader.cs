using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace Tessera.Transport;

/// <summary>Reads a request that the mapper wrote, member by member. A member that nobody takes is an error, so nothing is lost on the way to the SDK.</summary>
internal ref struct RequestReader
{
    /// <summary>Documents nest 32 levels deep, each of two or three levels of JSON, within a request's own.</summary>
    private const int MaxDepth = 256;

    private readonly TransportOperation _operation;
    private Utf8JsonReader _json;

    public RequestReader(TransportRequest request)
    {
        _operation = request.Operation;
        _json = new Utf8JsonReader(request.Body.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        _json.Read();
    }

    /// <summary>Steps to the next member of the object that the reader is in, whose name <see cref="Is"/> then compares.</summary>
    /// <returns>False at the object's end.</returns>
    public bool NextMember()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Whether the member's name is this one.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => _json.ValueTextEquals(name);

    /// <summary>The error for a member that is not known.</summary>
    public readonly NotSupportedException Unknown() =>
        new($"{_operation} through an ordinary client does not know the request member '{_json.GetString()}'.");

    public string ReadString()
    {
        _json.Read();
        return _json.GetString()!;
    }

    public bool ReadBoolean()
    {
        _json.Read();
        return _json.GetBoolean();
    }

    public int ReadInt32()
    {
        _json.Read();
        return _json.GetInt32();
    }

    /// <summary>Enters the object that is the member's value.</summary>
    public void BeginObject() => Begin(JsonTokenType.StartObject);

    /// <summary>Enters the array that is the member's value.</summary>
    public void BeginArray() => Begin(JsonTokenType.StartArray);

    /// <summary>Steps to the next element of the array that the reader is in, and enters it, since all arrays of requests are arrays of objects.</summary>
    /// <returns>False at the array's end.</returns>
    public bool NextObject()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.StartObject;
    }

    /// <summary>Reads a member's name as text, where names are data.</summary>
    public readonly string ReadName() => _json.GetString()!;

    /// <summary>Reads an item, a key or expression attribute values.</summary>
    public Dictionary<string, AttributeValue> ReadAttributes()
    {
        _json.Read();
        return AttributeValueJson.ReadMap(ref _json);
    }

    /// <summary>Reads the keys of a batch.</summary>
    public List<Dictionary<string, AttributeValue>> ReadKeys()
    {
        var keys = new List<Dictionary<string, AttributeValue>>();
        BeginArray();
        while (NextObject())
            keys.Add(AttributeValueJson.ReadMap(ref _json));
        return keys;
    }

    /// <summary>Reads expression attribute names.</summary>
    public Dictionary<string, string> ReadNames()
    {
        var names = new Dictionary<string, string>();
        BeginObject();
        while (NextMember())
            names.Add(ReadName(), ReadString());
        return names;
    }

    private void Begin(JsonTokenType expected)
    {
        _json.Read();
        if (_json.TokenType != expected)
            throw new JsonException($"{_operation}: expected {expected}, found {_json.TokenType} at byte {_json.TokenStartIndex}.");
    }
}
