using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Tessera.Transport;

/// <summary>Writes a response of the SDK's back as the DynamoDB JSON that it came from: the members that are set, under their own names.</summary>
internal readonly struct ResponseWriter(Utf8JsonWriter json)
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes a whole response.</summary>
    public static TransportResponse Write<T>(T response, Action<ResponseWriter, T> writeMembers) where T : AmazonWebServiceResponse
    {
        using var buffer = new PooledBuffer(4096);
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            writeMembers(new ResponseWriter(json), response);
            json.WriteEndObject();
        }

        var written = new TransportResponse { HttpStatusCode = response.HttpStatusCode, ResponseMetadata = response.ResponseMetadata };
        var length = buffer.Length;
        written.Fill(buffer.Detach(), length);
        return written;
    }

    public void Write(ReadOnlySpan<byte> name, int? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
    }

    public void Write(ReadOnlySpan<byte> name, Dictionary<string, AttributeValue>? attributes)
    {
        if (!AttributeValueJson.IsSent(attributes))
            return;
        json.WritePropertyName(name);
        AttributeValueJson.WriteMap(json, attributes!);
    }

    public void Write(ReadOnlySpan<byte> name, List<Dictionary<string, AttributeValue>>? items)
    {
        if (items is null)
            return;
        json.WriteStartArray(name);
        WriteElements(items);
        json.WriteEndArray();
    }

    /// <summary>Writes items by table.</summary>
    public void Write(ReadOnlySpan<byte> name, Dictionary<string, List<Dictionary<string, AttributeValue>>>? tables)
    {
        if (tables is null)
            return;
        json.WriteStartObject(name);
        foreach (var (table, items) in tables)
        {
            json.WriteStartArray(table);
            WriteElements(items);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>The writer itself, for what only one operation has.</summary>
    public Utf8JsonWriter Json => json;

    private void WriteElements(List<Dictionary<string, AttributeValue>> items)
    {
        foreach (var item in items)
            AttributeValueJson.WriteMap(json, item);
    }
}
