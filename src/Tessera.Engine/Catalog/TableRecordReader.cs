using System.Collections.Immutable;
using Tessera.Engine.Items;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Catalog;

/// <summary>Reads what <see cref="TableRecord"/> wrote.</summary>
internal static class TableRecordReader
{
    public static TableDefinition Read(ReadOnlyMemory<byte> record)
    {
        var json = new RequestReader(record);
        json.ReadObject();
        string name = "", region = "", arn = "";
        var id = Guid.Empty;
        var keySpace = 0u;
        DateTimeOffset created = default;
        var attributes = ImmutableArray<AttributeDefinition>.Empty;
        List<(string Name, KeyType Type)> key = [];
        List<IndexRecord> local = [], global = [];
        var settings = new Settings();
        while (json.NextMember())
        {
            if (json.Is("name"u8)) name = json.ReadString()!;
            else if (json.Is("region"u8)) region = json.ReadString()!;
            else if (json.Is("arn"u8)) arn = json.ReadString()!;
            else if (json.Is("id"u8)) id = Guid.Parse(json.ReadString()!);
            else if (json.Is("keySpace"u8)) keySpace = (uint)json.ReadInt64()!;
            else if (json.Is("created"u8)) created = ReadTime(ref json)!.Value;
            else if (json.Is("attributes"u8)) attributes = ReadAttributes(ref json);
            else if (json.Is("key"u8)) key = ReadKey(ref json);
            else if (json.Is("local"u8)) local = ReadIndexes(ref json);
            else if (json.Is("global"u8)) global = ReadIndexes(ref json);
            else ReadSetting(ref json, settings);
        }
        var keySchema = KeySchema.Of(key, attributes);
        return settings.Apply(new TableDefinition
        {
            Name = name,
            Region = region,
            Arn = arn,
            Id = id,
            KeySpaceId = keySpace,
            CreationTime = created,
            AttributeDefinitions = attributes,
            KeySchema = keySchema,
            LocalIndexes = [.. local.Select(index => index.ToDefinition(isGlobal: false, keySchema, attributes))],
            GlobalIndexes = [.. global.Select(index => index.ToDefinition(isGlobal: true, keySchema, attributes))],
        });
    }

    private static ImmutableArray<AttributeDefinition> ReadAttributes(ref RequestReader json)
    {
        var attributes = ImmutableArray.CreateBuilder<AttributeDefinition>();
        for (json.ReadArray(); json.NextElement();)
        {
            var name = json.ReadString()!;
            json.NextElement();
            attributes.Add(new AttributeDefinition(name, (AttributeType)json.ReadInt32()!));
        }
        return attributes.DrainToImmutable();
    }

    private static List<(string Name, KeyType Type)> ReadKey(ref RequestReader json)
    {
        var key = new List<(string, KeyType)>();
        for (json.ReadArray(); json.NextElement();)
        {
            var name = json.ReadString()!;
            json.NextElement();
            key.Add((name, (KeyType)json.ReadInt32()!));
        }
        return key;
    }

    private static List<IndexRecord> ReadIndexes(ref RequestReader json)
    {
        var indexes = new List<IndexRecord>();
        for (json.ReadArray(); json.NextElement();)
            indexes.Add(ReadIndex(ref json));
        return indexes;
    }

    private static IndexRecord ReadIndex(ref RequestReader json)
    {
        var index = new IndexRecord();
        json.ReadObject();
        while (json.NextMember())
        {
            if (json.Is("name"u8)) index.Name = json.ReadString()!;
            else if (json.Is("keySpace"u8)) index.KeySpaceId = (uint)json.ReadInt64()!;
            else if (json.Is("key"u8)) index.Key = ReadKey(ref json);
            else if (json.Is("projection"u8)) index.ProjectionType = (ProjectionType)json.ReadInt32()!;
            else if (json.Is("nonKey"u8)) index.NonKeyAttributes = [.. json.ReadStrings()!.Select(name => name!)];
            else if (json.Is("status"u8)) index.Status = (ResourceStatus)json.ReadInt32()!;
            else if (json.Is("due"u8)) index.StatusDue = ReadTime(ref json);
            else if (json.Is("backfilling"u8)) index.Backfilling = json.ReadBoolean()!.Value;
            else if (json.Is("throughput"u8)) index.Throughput = ReadThroughput(ref json);
            else if (json.Is("onDemand"u8)) index.OnDemand = ReadUnits(ref json);
            else if (json.Is("warm"u8)) index.Warm = ReadUnits(ref json);
        }
        return index;
    }

    private static ProvisionedThroughput ReadThroughput(ref RequestReader json)
    {
        var throughput = ProvisionedThroughput.OnDemand;
        json.ReadObject();
        while (json.NextMember())
        {
            if (json.Is("units"u8)) throughput = throughput with { Units = ReadUnits(ref json) };
            else if (json.Is("increased"u8)) throughput = throughput with { LastIncrease = ReadTime(ref json) };
            else if (json.Is("decreased"u8)) throughput = throughput with { LastDecrease = ReadTime(ref json) };
            else if (json.Is("decreases"u8)) throughput = throughput with { Decreases = json.ReadInt64()!.Value };
        }
        return throughput;
    }

    private static void ReadSetting(ref RequestReader json, Settings settings)
    {
        if (json.Is("status"u8)) settings.Status = (ResourceStatus)json.ReadInt32()!;
        else if (json.Is("due"u8)) settings.StatusDue = ReadTime(ref json);
        else if (json.Is("billing"u8)) settings.BillingMode = (BillingMode)json.ReadInt32()!;
        else if (json.Is("onDemandSince"u8)) settings.LastUpdateToPayPerRequest = ReadTime(ref json);
        else if (json.Is("throughput"u8)) settings.Throughput = ReadThroughput(ref json);
        else if (json.Is("onDemand"u8)) settings.OnDemand = ReadUnits(ref json);
        else if (json.Is("warm"u8)) settings.Warm = ReadUnits(ref json);
        else if (json.Is("stream"u8)) settings.Stream = ReadStream(ref json);
        else if (json.Is("ttl"u8)) settings.TimeToLive = ReadTimeToLive(ref json);
        else if (json.Is("kmsKey"u8)) settings.Encryption = new EncryptionSettings(json.ReadString()!);
        else if (json.Is("infrequentAccess"u8)) settings.InfrequentAccess = json.ReadBoolean();
        else if (json.Is("classUpdated"u8)) settings.ClassUpdated = ReadTime(ref json);
        else if (json.Is("protected"u8)) settings.DeletionProtection = json.ReadBoolean()!.Value;
        else if (json.Is("tags"u8)) settings.Tags = ReadTags(ref json);
    }

    private static StreamSettings ReadStream(ref RequestReader json)
    {
        var stream = new StreamSettings(false, default, "", 0);
        json.ReadObject();
        while (json.NextMember())
        {
            if (json.Is("enabled"u8)) stream = stream with { Enabled = json.ReadBoolean()!.Value };
            else if (json.Is("view"u8)) stream = stream with { ViewType = (StreamViewType)json.ReadInt32()! };
            else if (json.Is("label"u8)) stream = stream with { Label = json.ReadString()! };
            else if (json.Is("keySpace"u8)) stream = stream with { KeySpaceId = (uint)json.ReadInt64()! };
        }
        return stream;
    }

    private static TimeToLiveSettings ReadTimeToLive(ref RequestReader json)
    {
        var (attribute, keySpace, status) = ("", 0u, TimeToLiveStatus.Disabled);
        DateTimeOffset? due = null, changed = null;
        json.ReadObject();
        while (json.NextMember())
        {
            if (json.Is("attribute"u8)) attribute = json.ReadString()!;
            else if (json.Is("keySpace"u8)) keySpace = (uint)json.ReadInt64()!;
            else if (json.Is("status"u8)) status = (TimeToLiveStatus)json.ReadInt32()!;
            else if (json.Is("due"u8)) due = ReadTime(ref json);
            else if (json.Is("changed"u8)) changed = ReadTime(ref json);
        }
        return new TimeToLiveSettings(attribute, keySpace, status, due, changed!.Value);
    }

    private static ImmutableSortedDictionary<string, string> ReadTags(ref RequestReader json)
    {
        var tags = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        json.ReadObject();
        while (json.NextMember())
        {
            var name = json.Name;
            tags[name] = json.ReadString()!;
        }
        return tags.ToImmutable();
    }

    private static CapacityUnits ReadUnits(ref RequestReader json)
    {
        json.ReadArray();
        json.NextElement();
        var read = json.ReadInt64()!.Value;
        json.NextElement();
        var write = json.ReadInt64()!.Value;
        json.NextElement();
        return new CapacityUnits(read, write);
    }

    private static DateTimeOffset? ReadTime(ref RequestReader json) =>
        json.ReadInt64() is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>An index while it is being read; its key types are known only with the table's attribute definitions.</summary>
    private sealed class IndexRecord
    {
        public string Name { get; set; } = "";

        public uint KeySpaceId { get; set; }

        public List<(string Name, KeyType Type)> Key { get; set; } = [];

        public ProjectionType ProjectionType { get; set; }

        public ImmutableArray<string> NonKeyAttributes { get; set; } = [];

        public ResourceStatus Status { get; set; }

        public DateTimeOffset? StatusDue { get; set; }

        public bool Backfilling { get; set; }

        public ProvisionedThroughput Throughput { get; set; } = ProvisionedThroughput.OnDemand;

        public CapacityUnits? OnDemand { get; set; }

        public CapacityUnits? Warm { get; set; }

        public IndexDefinition ToDefinition(bool isGlobal, KeySchema tableKey, ImmutableArray<AttributeDefinition> attributes)
        {
            var keySchema = KeySchema.Of(Key, attributes);
            var projection = new Projection(ProjectionType, NonKeyAttributes);
            return new IndexDefinition
            {
                Name = Name,
                IsGlobal = isGlobal,
                KeySpaceId = KeySpaceId,
                KeySchema = keySchema,
                Projection = projection,
                ProjectedNames = projection.Names(tableKey, keySchema),
                Status = Status,
                StatusDue = StatusDue,
                Backfilling = Backfilling,
                Throughput = Throughput,
                OnDemandThroughput = OnDemand,
                WarmThroughput = Warm,
            };
        }
    }

    /// <summary>Everything of a table but its shape, while it is being read.</summary>
    private sealed class Settings
    {
        public ResourceStatus Status { get; set; }

        public DateTimeOffset? StatusDue { get; set; }

        public BillingMode BillingMode { get; set; }

        public DateTimeOffset? LastUpdateToPayPerRequest { get; set; }

        public ProvisionedThroughput Throughput { get; set; } = ProvisionedThroughput.OnDemand;

        public CapacityUnits? OnDemand { get; set; }

        public CapacityUnits? Warm { get; set; }

        public StreamSettings? Stream { get; set; }

        public TimeToLiveSettings? TimeToLive { get; set; }

        public EncryptionSettings? Encryption { get; set; }

        public bool? InfrequentAccess { get; set; }

        public DateTimeOffset? ClassUpdated { get; set; }

        public bool DeletionProtection { get; set; }

        public ImmutableSortedDictionary<string, string> Tags { get; set; } = ImmutableSortedDictionary<string, string>.Empty;

        public TableDefinition Apply(TableDefinition table) => table with
        {
            Status = Status,
            StatusDue = StatusDue,
            BillingMode = BillingMode,
            LastUpdateToPayPerRequest = LastUpdateToPayPerRequest,
            Throughput = Throughput,
            OnDemandThroughput = OnDemand,
            WarmThroughput = Warm,
            Stream = Stream,
            TimeToLive = TimeToLive,
            Encryption = Encryption,
            TableClass = InfrequentAccess is { } infrequent ? new TableClassSettings(infrequent, ClassUpdated) : null,
            DeletionProtection = DeletionProtection,
            Tags = Tags,
        };
    }
}
