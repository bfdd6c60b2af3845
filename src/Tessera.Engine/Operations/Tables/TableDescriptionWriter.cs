using System.Collections.Immutable;
using Tessera.Engine.Catalog;
using Tessera.Engine.Items;
using Tessera.Engine.Protocol;
using Tessera.Engine.Store;

namespace Tessera.Engine.Operations.Tables;

/// <summary>Writes a TableDescription as the service shapes it.</summary>
/// <remarks>The counters come from the snapshot: they are exact, where the service's are hours old.</remarks>
internal sealed class TableDescriptionWriter(ResponseWriter response, IStoreSnapshot snapshot, DateTimeOffset now)
{
    /// <summary>The whole description, under a name such as <c>Table</c> or <c>TableDescription</c>.</summary>
    public void Write(ReadOnlySpan<byte> name, TableDefinition table)
    {
        response.Name(name);
        response.StartObject();
        WriteAttributeDefinitions(table);
        response.Member("TableName"u8, table.Name);
        WriteKeySchema(table.KeySchema);
        WriteState(table);
        response.Member("CreationDateTime"u8, table.CreationTime);
        WriteBilling(table);
        WriteLocalIndexes(table);
        WriteGlobalIndexes(table);
        WriteStream(table);
        WriteSettings(table);
        response.EndObject();
    }

    /// <summary>What the service still tells of a table that it has begun to delete.</summary>
    public void WriteDeleted(ReadOnlySpan<byte> name, TableDefinition table)
    {
        response.Name(name);
        response.StartObject();
        response.Member("TableName"u8, table.Name);
        WriteState(table);
        WriteBilling(table);
        response.Member("DeletionProtectionEnabled"u8, table.DeletionProtection);
        response.EndObject();
    }

    private void WriteState(TableDefinition table)
    {
        response.Member("TableStatus"u8, Name(table.Status));
        WriteThroughput(table.Throughput);
        var counts = KeySpaceCounts.Read(snapshot, table.KeySpaceId);
        response.Member("TableSizeBytes"u8, counts.Bytes);
        response.Member("ItemCount"u8, counts.Items);
        response.Member("TableArn"u8, table.Arn);
        response.Member("TableId"u8, table.Id.ToString());
    }

    private void WriteAttributeDefinitions(TableDefinition table)
    {
        response.Name("AttributeDefinitions"u8);
        response.StartArray();
        foreach (var definition in table.AttributeDefinitions)
        {
            response.StartObject();
            response.Member("AttributeName"u8, definition.Name);
            response.Member("AttributeType"u8, definition.Type switch { AttributeType.S => "S", AttributeType.N => "N", _ => "B" });
            response.EndObject();
        }
        response.EndArray();
    }

    private void WriteKeySchema(KeySchema schema)
    {
        response.Name("KeySchema"u8);
        response.StartArray();
        foreach (var attribute in schema.Attributes)
        {
            response.StartObject();
            response.Member("AttributeName"u8, attribute.Name);
            response.Member("KeyType"u8, attribute.KeyType == KeyType.Hash ? "HASH" : "RANGE");
            response.EndObject();
        }
        response.EndArray();
    }

    private void WriteBilling(TableDefinition table)
    {
        if (table.BillingMode != BillingMode.PayPerRequest && table.LastUpdateToPayPerRequest is null)
            return;
        response.Name("BillingModeSummary"u8);
        response.StartObject();
        response.Member("BillingMode"u8, table.BillingMode == BillingMode.PayPerRequest ? "PAY_PER_REQUEST" : "PROVISIONED");
        if (table.LastUpdateToPayPerRequest is { } time && table.Status != ResourceStatus.Creating)
            response.Member("LastUpdateToPayPerRequestDateTime"u8, time);
        response.EndObject();
    }

    private void WriteThroughput(ProvisionedThroughput throughput)
    {
        response.Name("ProvisionedThroughput"u8);
        response.StartObject();
        if (throughput.LastIncrease is { } increase)
            response.Member("LastIncreaseDateTime"u8, increase);
        if (throughput.LastDecrease is { } decrease)
            response.Member("LastDecreaseDateTime"u8, decrease);
        var decreasedToday = throughput.LastDecrease?.UtcDateTime.Date == now.UtcDateTime.Date;
        response.Member("NumberOfDecreasesToday"u8, decreasedToday ? throughput.Decreases : 0);
        response.Member("ReadCapacityUnits"u8, throughput.Units.Read);
        response.Member("WriteCapacityUnits"u8, throughput.Units.Write);
        response.EndObject();
    }

    private void WriteLocalIndexes(TableDefinition table)
    {
        if (table.LocalIndexes.IsEmpty)
            return;
        response.Name("LocalSecondaryIndexes"u8);
        response.StartArray();
        foreach (var index in table.LocalIndexes)
        {
            response.StartObject();
            WriteIndex(table, index);
            response.EndObject();
        }
        response.EndArray();
    }

    private void WriteGlobalIndexes(TableDefinition table)
    {
        if (table.GlobalIndexes.IsEmpty)
            return;
        response.Name("GlobalSecondaryIndexes"u8);
        response.StartArray();
        foreach (var index in table.GlobalIndexes)
        {
            response.StartObject();
            WriteIndex(table, index);
            response.Member("IndexStatus"u8, Name(index.Status));
            if (index.Backfilling)
                response.Member("Backfilling"u8, true);
            WriteThroughput(index.Throughput);
            WriteOnDemand(index.OnDemandThroughput);
            WriteWarm(index.WarmThroughput, index.Throughput.Units, index.Status);
            response.EndObject();
        }
        response.EndArray();
    }

    private void WriteIndex(TableDefinition table, IndexDefinition index)
    {
        response.Member("IndexName"u8, index.Name);
        WriteKeySchema(index.KeySchema);
        response.Name("Projection"u8);
        response.StartObject();
        response.Member("ProjectionType"u8, index.Projection.Type switch
        {
            ProjectionType.All => "ALL",
            ProjectionType.Include => "INCLUDE",
            _ => "KEYS_ONLY",
        });
        WriteNonKeyAttributes(index.Projection.NonKeyAttributes);
        response.EndObject();
        var counts = KeySpaceCounts.Read(snapshot, index.KeySpaceId);
        response.Member("IndexSizeBytes"u8, counts.Bytes);
        response.Member("ItemCount"u8, counts.Items);
        response.Member("IndexArn"u8, table.ArnOf(index));
    }

    private void WriteNonKeyAttributes(ImmutableArray<string> names)
    {
        if (names.IsEmpty)
            return;
        response.Name("NonKeyAttributes"u8);
        response.StartArray();
        foreach (var name in names)
            response.String(name);
        response.EndArray();
    }

    private void WriteStream(TableDefinition table)
    {
        if (table.Stream is not { } stream)
            return;
        if (stream.Enabled)
        {
            response.Name("StreamSpecification"u8);
            response.StartObject();
            response.Member("StreamEnabled"u8, true);
            response.Member("StreamViewType"u8, Name(stream.ViewType));
            response.EndObject();
        }
        response.Member("LatestStreamLabel"u8, stream.Label);
        response.Member("LatestStreamArn"u8, $"{table.Arn}/stream/{stream.Label}");
    }

    private void WriteSettings(TableDefinition table)
    {
        if (table.Encryption is { } encryption)
        {
            response.Name("SSEDescription"u8);
            response.StartObject();
            response.Member("Status"u8, "ENABLED");
            response.Member("SSEType"u8, "KMS");
            response.Member("KMSMasterKeyArn"u8, encryption.KmsMasterKeyArn);
            response.EndObject();
        }
        if (table.TableClass is { } tableClass)
        {
            response.Name("TableClassSummary"u8);
            response.StartObject();
            response.Member("TableClass"u8, tableClass.InfrequentAccess ? "STANDARD_INFREQUENT_ACCESS" : "STANDARD");
            if (tableClass.LastUpdate is { } time)
                response.Member("LastUpdateDateTime"u8, time);
            response.EndObject();
        }
        response.Member("DeletionProtectionEnabled"u8, table.DeletionProtection);
        WriteOnDemand(table.OnDemandThroughput);
        WriteWarm(table.WarmThroughput, table.Throughput.Units, table.Status);
    }

    private void WriteOnDemand(CapacityUnits? maximum)
    {
        if (maximum is not { } units)
            return;
        response.Name("OnDemandThroughput"u8);
        response.StartObject();
        response.Member("MaxReadRequestUnits"u8, units.Read);
        response.Member("MaxWriteRequestUnits"u8, units.Write);
        response.EndObject();
    }

    /// <summary>Warm throughput: what was asked for, but at least what the billing mode gives anyway.</summary>
    private void WriteWarm(CapacityUnits? asked, CapacityUnits provisioned, ResourceStatus status)
    {
        var least = provisioned == default ? TableSettingRules.InitialOnDemand : provisioned;
        response.Name("WarmThroughput"u8);
        response.StartObject();
        response.Member("ReadUnitsPerSecond"u8, Math.Max(asked?.Read ?? 0, least.Read));
        response.Member("WriteUnitsPerSecond"u8, Math.Max(asked?.Write ?? 0, least.Write));
        response.Member("Status"u8, status == ResourceStatus.Creating ? "UPDATING" : "ACTIVE");
        response.EndObject();
    }

    private static string Name(ResourceStatus status) => status switch
    {
        ResourceStatus.Creating => "CREATING",
        ResourceStatus.Updating => "UPDATING",
        ResourceStatus.Deleting => "DELETING",
        _ => "ACTIVE",
    };

    private static string Name(StreamViewType type) => type switch
    {
        StreamViewType.NewImage => "NEW_IMAGE",
        StreamViewType.OldImage => "OLD_IMAGE",
        StreamViewType.NewAndOldImages => "NEW_AND_OLD_IMAGES",
        _ => "KEYS_ONLY",
    };
}
