using System.Text;
using System.Text.Json;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tests.Items;

/// <summary>Reads attribute values and items from the JSON of requests, as operations do.</summary>
internal static class Wire
{
    public static AttributeValue Value(string json) => Value(Encoding.UTF8.GetBytes(json));

    public static AttributeValue Value(byte[] json)
    {
        var value = ReadValue(json, out var error);
        Assert.Null(error);
        return value;
    }

    public static string? ValueError(string json)
    {
        ReadValue(Encoding.UTF8.GetBytes(json), out var error);
        return error;
    }

    public static Item Item(string json)
    {
        using var values = new AttributeValueReader();
        var reader = Reader(Encoding.UTF8.GetBytes(json));
        var item = values.ReadItem(ref reader);
        Assert.Null(values.TakeError());
        Assert.False(reader.Read());
        return item;
    }

    private static AttributeValue ReadValue(byte[] json, out string? error)
    {
        using var values = new AttributeValueReader();
        var reader = Reader(json);
        var value = values.ReadValue(ref reader);
        error = values.TakeError();
        Assert.Null(values.TakeError());
        Assert.False(reader.Read());
        return value;
    }

    private static Utf8JsonReader Reader(byte[] json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1_000_000 });
        reader.Read();
        return reader;
    }
}
