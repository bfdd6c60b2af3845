using System.Text.Json.Serialization;

namespace Tessera.Benchmarks.Handlers;

// The event as classes, the way Amazon.Lambda.DynamoDBEvents has it: images are dictionaries of attribute values.
internal sealed class DictionaryEvent
{
    public List<DictionaryRecord> Records { get; set; } = [];
}

internal sealed class DictionaryRecord
{
    [JsonPropertyName("eventID")] public string? EventId { get; set; }
    [JsonPropertyName("eventName")] public string? EventName { get; set; }
    [JsonPropertyName("awsRegion")] public string? Region { get; set; }
    [JsonPropertyName("eventSourceARN")] public string? SourceArn { get; set; }
    [JsonPropertyName("dynamodb")] public DictionaryChange? Change { get; set; }
}

internal sealed class DictionaryChange
{
    public double ApproximateCreationDateTime { get; set; }
    public Dictionary<string, Value>? Keys { get; set; }
    public Dictionary<string, Value>? NewImage { get; set; }
    public Dictionary<string, Value>? OldImage { get; set; }
    public string? SequenceNumber { get; set; }
    public long SizeBytes { get; set; }
    public string? StreamViewType { get; set; }
}

internal sealed class Value
{
    public string? S { get; set; }
    public string? N { get; set; }
    [JsonPropertyName("BOOL")] public bool? Bool { get; set; }
    public List<Value>? L { get; set; }
    public Dictionary<string, Value>? M { get; set; }
}

// The same event with classes cut to this very item: the least that a serializer can do, though numbers stay text and nothing is an entity yet.
internal sealed class TypedEvent
{
    public List<TypedRecord> Records { get; set; } = [];
}

internal sealed class TypedRecord
{
    [JsonPropertyName("eventName")] public string? EventName { get; set; }
    [JsonPropertyName("dynamodb")] public TypedChange? Change { get; set; }
}

internal sealed class TypedChange
{
    public TypedImage? NewImage { get; set; }
    public TypedImage? OldImage { get; set; }
    public string? SequenceNumber { get; set; }
}

internal sealed class TypedImage
{
    public Text UserId { get; set; }
    public Text OrderId { get; set; }
    public Text PlacedAt { get; set; }
    public Number Total { get; set; }
    public Flag Paid { get; set; }
    public Number Attempts { get; set; }
    public Map<TypedAddress> Address { get; set; }
    public ListOf<Map<TypedLine>> Lines { get; set; }
}

internal sealed class TypedAddress
{
    public Text Street { get; set; }
    public Text City { get; set; }
    public Text Zip { get; set; }
}

internal sealed class TypedLine
{
    public Text Sku { get; set; }
    public Number Quantity { get; set; }
}

internal record struct Text(string? S);

internal record struct Number(string? N);

internal record struct Flag([property: JsonPropertyName("BOOL")] bool Bool);

internal record struct Map<T>(T? M);

internal record struct ListOf<T>(List<T>? L);

[JsonSerializable(typeof(DictionaryEvent))]
[JsonSerializable(typeof(TypedEvent))]
internal sealed partial class EventJson : JsonSerializerContext;
