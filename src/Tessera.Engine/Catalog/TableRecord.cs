using System.Collections.Immutable;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Catalog;

/// <summary>A table definition as the store keeps it: JSON, where absent members have their defaults, so that later versions can add some.</summary>
internal static class TableRecord
{
    public static byte[] Write(TableDefinition table)
    {
        using var json = new ResponseWriter();
        json.StartObject();
        json.Member("name"u8, table.Name);
        json.Member("region"u8, table.Region);
        json.Member("arn"u8, table.Arn);
        json.Member("id"u8, table.Id.ToString());
        json.Member("keySpace"u8, (long)table.KeySpaceId);
        WriteTime(json, "created"u8, table.CreationTime);
        WriteAttributes(json, table);
        WriteKeySchema(json, table.KeySchema);
        WriteIndexes(json, "local"u8, table.LocalIndexes);
        WriteIndexes(json, "global"u8, table.GlobalIndexes);
        json.Member("status"u8, (long)table.Status);
        WriteTime(json, "due"u8, table.StatusDue);
        json.Member("billing"u8, (long)table.BillingMode);
        WriteTime(json, "onDemandSince"u8, table.LastUpdateToPayPerRequest);
        WriteThroughput(json, table.Throughput);
        WriteUnits(json, "onDemand"u8, table.OnDemandThroughput);
        WriteUnits(json, "warm"u8, table.WarmThroughput);
        WriteSettings(json, table);
        json.EndObject();
        return json.Written.ToArray();
    }

    public static TableDefinition Read(ReadOnlyMemory<byte> record) => TableRecordReader.Read(record);

    private static void WriteAttributes(ResponseWriter json, TableDefinition table)
    {
        json.Name("attributes"u8);
        json.StartArray();
        foreach (var attribute in table.AttributeDefinitions)
        {
            json.String(attribute.Name);
            json.Number((long)attribute.Type);
        }
        json.EndArray();
    }

    private static void WriteKeySchema(ResponseWriter json, KeySchema schema)
    {
        json.Name("key"u8);
        json.StartArray();
        foreach (var attribute in schema.Attributes)
        {
            json.String(attribute.Name);
            json.Number((long)attribute.KeyType);
        }
        json.EndArray();
    }

    private static void WriteIndexes(ResponseWriter json, ReadOnlySpan<byte> name, ImmutableArray<IndexDefinition> indexes)
    {
        json.Name(name);
        json.StartArray();
        foreach (var index in indexes)
            WriteIndex(json, index);
        json.EndArray();
    }

    private static void WriteIndex(ResponseWriter json, IndexDefinition index)
    {
        json.StartObject();
        json.Member("name"u8, index.Name);
        json.Member("keySpace"u8, (long)index.KeySpaceId);
        WriteKeySchema(json, index.KeySchema);
        json.Member("projection"u8, (long)index.Projection.Type);
        json.Name("nonKey"u8);
        json.StartArray();
        foreach (var name in index.Projection.NonKeyAttributes)
            json.String(name);
        json.EndArray();
        json.Member("status"u8, (long)index.Status);
        WriteTime(json, "due"u8, index.StatusDue);
        json.Member("backfilling"u8, index.Backfilling);
        WriteThroughput(json, index.Throughput);
        WriteUnits(json, "onDemand"u8, index.OnDemandThroughput);
        WriteUnits(json, "warm"u8, index.WarmThroughput);
        json.EndObject();
    }

    private static void WriteThroughput(ResponseWriter json, ProvisionedThroughput throughput)
    {
        json.Name("throughput"u8);
        json.StartObject();
        WriteUnits(json, "units"u8, throughput.Units);
        WriteTime(json, "increased"u8, throughput.LastIncrease);
        WriteTime(json, "decreased"u8, throughput.LastDecrease);
        json.Member("decreases"u8, throughput.Decreases);
        json.EndObject();
    }

    private static void WriteSettings(ResponseWriter json, TableDefinition table)
    {
        if (table.Stream is { } stream)
        {
            json.Name("stream"u8);
            json.StartObject();
            json.Member("enabled"u8, stream.Enabled);
            json.Member("view"u8, (long)stream.ViewType);
            json.Member("label"u8, stream.Label);
            json.Member("keySpace"u8, (long)stream.KeySpaceId);
            json.EndObject();
        }
        if (table.TimeToLive is { } timeToLive)
        {
            json.Name("ttl"u8);
            json.StartObject();
            json.Member("attribute"u8, timeToLive.AttributeName);
            json.Member("keySpace"u8, (long)timeToLive.KeySpaceId);
            json.Member("status"u8, (long)timeToLive.Status);
            WriteTime(json, "due"u8, timeToLive.StatusDue);
            WriteTime(json, "changed"u8, timeToLive.ChangeTime);
            json.EndObject();
        }
        if (table.Encryption is { } encryption)
            json.Member("kmsKey"u8, encryption.KmsMasterKeyArn);
        if (table.TableClass is { } tableClass)
        {
            json.Member("infrequentAccess"u8, tableClass.InfrequentAccess);
            WriteTime(json, "classUpdated"u8, tableClass.LastUpdate);
        }
        json.Member("protected"u8, table.DeletionProtection);
        json.Name("tags"u8);
        json.StartObject();
        foreach (var (key, value) in table.Tags)
        {
            json.Name(key);
            json.String(value);
        }
        json.EndObject();
    }

    private static void WriteUnits(ResponseWriter json, ReadOnlySpan<byte> name, CapacityUnits? units)
    {
        if (units is not { } value)
            return;
        json.Name(name);
        json.StartArray();
        json.Number(value.Read);
        json.Number(value.Write);
        json.EndArray();
    }

    private static void WriteTime(ResponseWriter json, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } value)
            json.Member(name, value.UtcTicks);
    }
}
