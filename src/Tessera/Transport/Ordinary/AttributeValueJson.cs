using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Tessera.Transport;

/// <summary>The SDK's attribute values to and from DynamoDB JSON.</summary>
internal static class AttributeValueJson
{
    /// <summary>Reads a map of attribute values. The reader stands on the map's start, and afterwards on its end.</summary>
    public static Dictionary<string, AttributeValue> ReadMap(ref Utf8JsonReader json)
    {
        Require(ref json, JsonTokenType.StartObject);
        var map = new Dictionary<string, AttributeValue>();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            map[name] = Read(ref json);
        }

        return map;
    }

    /// <summary>Reads one attribute value. The reader stands on its start, and afterwards on its end.</summary>
    public static AttributeValue Read(ref Utf8JsonReader json)
    {
        Require(ref json, JsonTokenType.StartObject);
        json.Read();
        Require(ref json, JsonTokenType.PropertyName);
        var value = ReadTyped(ref json);
        json.Read();
        Require(ref json, JsonTokenType.EndObject);
        return value;
    }

    /// <summary>Writes a map of attribute values.</summary>
    public static void WriteMap(Utf8JsonWriter json, Dictionary<string, AttributeValue> map)
    {
        json.WriteStartObject();
        foreach (var (name, value) in map)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes one attribute value; one with nothing set becomes an empty object, as in the SDK's own requests.</summary>
    public static void Write(Utf8JsonWriter json, AttributeValue value)
    {
        json.WriteStartObject();
        if (value.S is { } text)
            json.WriteString("S"u8, text);
        else if (value.N is { } number)
            json.WriteString("N"u8, number);
        else if (value.IsMSet)
            WriteMap(json, value.M);
        else if (value.IsLSet)
            WriteList(json, value.L);
        else if (value.BOOL is { } boolean)
            json.WriteBoolean("BOOL"u8, boolean);
        else if (value.NULL is { } isNull)
            json.WriteBoolean("NULL"u8, isNull);
        else if (value.B is { } binary)
            json.WriteBase64String("B"u8, Bytes(binary));
        else
            WriteSet(json, value);
        json.WriteEndObject();

        static void WriteMap(Utf8JsonWriter json, Dictionary<string, AttributeValue> map)
        {
            json.WritePropertyName("M"u8);
            AttributeValueJson.WriteMap(json, map);
        }
    }

    /// <summary>
    /// Whether a collection of a response was sent. With <see cref="Amazon.AWSConfigs.InitializeCollections"/> the SDK makes empty collections for
    /// members that were absent, and an absent <c>LastEvaluatedKey</c> must not look like a key.
    /// </summary>
    public static bool IsSent<T>(ICollection<T>? collection) =>
        collection is not null && (collection.Count > 0 || !Amazon.AWSConfigs.InitializeCollections);

    private static AttributeValue ReadTyped(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("S"u8))
            return new AttributeValue { S = NextString(ref json) };
        if (json.ValueTextEquals("N"u8))
            return new AttributeValue { N = NextString(ref json) };
        if (json.ValueTextEquals("BOOL"u8))
            return new AttributeValue { BOOL = NextBoolean(ref json) };
        if (json.ValueTextEquals("NULL"u8))
            return new AttributeValue { NULL = NextBoolean(ref json) };
        if (json.ValueTextEquals("B"u8))
            return new AttributeValue { B = NextBinary(ref json) };
        if (json.ValueTextEquals("M"u8))
        {
            json.Read();
            return new AttributeValue { M = ReadMap(ref json), IsMSet = true };
        }

        if (json.ValueTextEquals("L"u8))
            return new AttributeValue { L = ReadList(ref json), IsLSet = true };
        if (json.ValueTextEquals("SS"u8))
            return new AttributeValue { SS = ReadStrings(ref json) };
        if (json.ValueTextEquals("NS"u8))
            return new AttributeValue { NS = ReadStrings(ref json) };
        if (json.ValueTextEquals("BS"u8))
            return new AttributeValue { BS = ReadBinaries(ref json) };
        throw new JsonException($"'{json.GetString()}' is not a type of an attribute value.");
    }

    private static string NextString(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetString()!;
    }

    private static bool NextBoolean(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetBoolean();
    }

    private static MemoryStream NextBinary(ref Utf8JsonReader json)
    {
        json.Read();
        return new MemoryStream(json.GetBytesFromBase64());
    }

    private static List<AttributeValue> ReadList(ref Utf8JsonReader json)
    {
        var list = new List<AttributeValue>();
        BeginArray(ref json);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            list.Add(Read(ref json));
        return list;
    }

    private static List<string> ReadStrings(ref Utf8JsonReader json)
    {
        var strings = new List<string>();
        BeginArray(ref json);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            strings.Add(json.GetString()!);
        return strings;
    }

    private static List<MemoryStream> ReadBinaries(ref Utf8JsonReader json)
    {
        var binaries = new List<MemoryStream>();
        BeginArray(ref json);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            binaries.Add(new MemoryStream(json.GetBytesFromBase64()));
        return binaries;
    }

    private static void WriteList(Utf8JsonWriter json, List<AttributeValue> list)
    {
        json.WriteStartArray("L"u8);
        foreach (var element in list)
            Write(json, element);
        json.WriteEndArray();
    }

    private static void WriteSet(Utf8JsonWriter json, AttributeValue value)
    {
        if (value.SS is { Count: > 0 } strings)
            WriteStrings(json, "SS"u8, strings);
        else if (value.NS is { Count: > 0 } numbers)
            WriteStrings(json, "NS"u8, numbers);
        else if (value.BS is { Count: > 0 } binaries)
            WriteBinaries(json, binaries);
    }

    private static void WriteStrings(Utf8JsonWriter json, ReadOnlySpan<byte> type, List<string> strings)
    {
        json.WriteStartArray(type);
        foreach (var text in strings)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteBinaries(Utf8JsonWriter json, List<MemoryStream> binaries)
    {
        json.WriteStartArray("BS"u8);
        foreach (var binary in binaries)
            json.WriteBase64StringValue(Bytes(binary));
        json.WriteEndArray();
    }

    /// <summary>All bytes of a stream, wherever it stands; without a copy where the stream shows its buffer.</summary>
    private static ReadOnlySpan<byte> Bytes(MemoryStream binary) => binary.TryGetBuffer(out var buffer) ? buffer : binary.ToArray();

    private static void BeginArray(ref Utf8JsonReader json)
    {
        json.Read();
        Require(ref json, JsonTokenType.StartArray);
    }

    private static void Require(ref Utf8JsonReader json, JsonTokenType expected)
    {
        if (json.TokenType != expected)
            throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"Expected {expected}, found {json.TokenType} at byte {json.TokenStartIndex}."));
    }
}
