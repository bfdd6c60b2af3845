using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace Tessera.Transport;

/// <summary>What responses tell about the cost of a call: consumed capacity and item collection metrics.</summary>
internal static class CapacityJson
{
    public static void Write(this ResponseWriter writer, ConsumedCapacity? capacity)
    {
        if (capacity is null)
            return;
        writer.Json.WritePropertyName("ConsumedCapacity"u8);
        WriteConsumed(writer.Json, capacity);
    }

    public static void Write(this ResponseWriter writer, List<ConsumedCapacity>? capacities)
    {
        if (!AttributeValueJson.IsSent(capacities))
            return;
        writer.Json.WriteStartArray("ConsumedCapacity"u8);
        foreach (var capacity in capacities!)
            WriteConsumed(writer.Json, capacity);
        writer.Json.WriteEndArray();
    }

    public static void Write(this ResponseWriter writer, ItemCollectionMetrics? metrics)
    {
        if (metrics is null)
            return;
        writer.Json.WritePropertyName("ItemCollectionMetrics"u8);
        WriteMetrics(writer.Json, metrics);
    }

    public static void Write(this ResponseWriter writer, Dictionary<string, List<ItemCollectionMetrics>>? tables)
    {
        if (!AttributeValueJson.IsSent(tables))
            return;
        var json = writer.Json;
        json.WriteStartObject("ItemCollectionMetrics"u8);
        foreach (var (table, metrics) in tables!)
        {
            json.WriteStartArray(table);
            foreach (var one in metrics)
                WriteMetrics(json, one);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteConsumed(Utf8JsonWriter json, ConsumedCapacity capacity)
    {
        json.WriteStartObject();
        if (capacity.TableName is { } table)
            json.WriteString("TableName"u8, table);
        WriteUnits(json, capacity.CapacityUnits, capacity.ReadCapacityUnits, capacity.WriteCapacityUnits);
        if (capacity.Table is { } ofTable)
        {
            json.WritePropertyName("Table"u8);
            WriteCapacity(json, ofTable);
        }

        WriteIndexes(json, "LocalSecondaryIndexes"u8, capacity.LocalSecondaryIndexes);
        WriteIndexes(json, "GlobalSecondaryIndexes"u8, capacity.GlobalSecondaryIndexes);
        json.WriteEndObject();
    }

    private static void WriteIndexes(Utf8JsonWriter json, ReadOnlySpan<byte> name, Dictionary<string, Capacity>? indexes)
    {
        if (!AttributeValueJson.IsSent(indexes))
            return;
        json.WriteStartObject(name);
        foreach (var (index, capacity) in indexes!)
        {
            json.WritePropertyName(index);
            WriteCapacity(json, capacity);
        }

        json.WriteEndObject();
    }

    private static void WriteCapacity(Utf8JsonWriter json, Capacity capacity)
    {
        json.WriteStartObject();
        WriteUnits(json, capacity.CapacityUnits, capacity.ReadCapacityUnits, capacity.WriteCapacityUnits);
        json.WriteEndObject();
    }

    private static void WriteUnits(Utf8JsonWriter json, double? units, double? readUnits, double? writeUnits)
    {
        if (units is { } all)
            json.WriteNumber("CapacityUnits"u8, all);
        if (readUnits is { } read)
            json.WriteNumber("ReadCapacityUnits"u8, read);
        if (writeUnits is { } write)
            json.WriteNumber("WriteCapacityUnits"u8, write);
    }

    private static void WriteMetrics(Utf8JsonWriter json, ItemCollectionMetrics metrics)
    {
        json.WriteStartObject();
        new ResponseWriter(json).Write("ItemCollectionKey"u8, metrics.ItemCollectionKey);
        if (metrics.SizeEstimateRangeGB is { } range)
        {
            json.WriteStartArray("SizeEstimateRangeGB"u8);
            foreach (var bound in range)
                json.WriteNumberValue(bound);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
