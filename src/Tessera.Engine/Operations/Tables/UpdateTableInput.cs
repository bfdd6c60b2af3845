using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations.Tables;

/// <summary>An UpdateTable request as it was sent.</summary>
internal sealed class UpdateTableInput
{
    public string? TableName { get; private set; }

    public List<AttributeDefinitionInput>? AttributeDefinitions { get; private set; }

    public string? BillingMode { get; private set; }

    public UnitsInput? ProvisionedThroughput { get; private set; }

    public List<IndexUpdateInput>? IndexUpdates { get; private set; }

    public StreamInput? Stream { get; private set; }

    public EncryptionInput? Encryption { get; private set; }

    public string? TableClass { get; private set; }

    public bool? DeletionProtection { get; private set; }

    public UnitsInput? OnDemandThroughput { get; private set; }

    public UnitsInput? WarmThroughput { get; private set; }

    /// <summary>The first of the parameters that only global tables and vector indexes have; null where there is none.</summary>
    public string? Unsupported { get; private set; }

    public static UpdateTableInput Read(ReadOnlyMemory<byte> body)
    {
        var input = new UpdateTableInput();
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
            input.ReadMember(ref reader);
        reader.End();
        return input;
    }

    private void ReadMember(ref RequestReader reader)
    {
        if (reader.Is("TableName"u8))
            TableName = reader.ReadString();
        else if (reader.Is("AttributeDefinitions"u8))
            AttributeDefinitions = TableInputReader.ReadAttributeDefinitions(ref reader);
        else if (reader.Is("BillingMode"u8))
            BillingMode = reader.ReadString();
        else if (reader.Is("ProvisionedThroughput"u8))
            ProvisionedThroughput = TableInputReader.ReadProvisionedThroughput(ref reader);
        else if (reader.Is("GlobalSecondaryIndexUpdates"u8))
            IndexUpdates = ReadIndexUpdates(ref reader);
        else if (reader.Is("StreamSpecification"u8))
            Stream = TableInputReader.ReadStream(ref reader);
        else if (reader.Is("SSESpecification"u8))
            Encryption = TableInputReader.ReadEncryption(ref reader);
        else
            ReadSetting(ref reader);
    }

    private void ReadSetting(ref RequestReader reader)
    {
        if (reader.Is("TableClass"u8))
            TableClass = reader.ReadString();
        else if (reader.Is("DeletionProtectionEnabled"u8))
            DeletionProtection = reader.ReadBoolean();
        else if (reader.Is("OnDemandThroughput"u8))
            OnDemandThroughput = TableInputReader.ReadOnDemandThroughput(ref reader);
        else if (reader.Is("WarmThroughput"u8))
            WarmThroughput = TableInputReader.ReadWarmThroughput(ref reader);
        else if (IsUnsupported(ref reader) && !reader.ReadRaw().IsEmpty)
            Unsupported ??= reader.Name;
    }

    private static bool IsUnsupported(ref RequestReader reader) =>
        reader.Is("ReplicaUpdates"u8)
        || reader.Is("MultiRegionConsistency"u8)
        || reader.Is("GlobalTableWitnessUpdates"u8)
        || reader.Is("GlobalTableSettingsReplicationMode"u8)
        || reader.Is("VectorIndexUpdates"u8);

    private static List<IndexUpdateInput>? ReadIndexUpdates(ref RequestReader reader)
    {
        if (!reader.ReadArray())
            return null;
        var updates = new List<IndexUpdateInput>();
        while (reader.NextElement())
            updates.Add(ReadIndexUpdate(ref reader));
        return updates;
    }

    private static IndexUpdateInput ReadIndexUpdate(ref RequestReader reader)
    {
        var update = new IndexUpdateInput();
        if (!reader.ReadObject("GlobalSecondaryIndexUpdate"))
            return update;
        while (reader.NextMember())
        {
            if (reader.Is("Update"u8))
                update = update with { Update = TableInputReader.ReadIndex(ref reader, "UpdateGlobalSecondaryIndexAction") };
            else if (reader.Is("Create"u8))
                update = update with { Create = TableInputReader.ReadIndex(ref reader, "CreateGlobalSecondaryIndexAction") };
            else if (reader.Is("Delete"u8))
                update = update with { Delete = TableInputReader.ReadIndex(ref reader, "DeleteGlobalSecondaryIndexAction") };
        }
        return update;
    }
}

/// <summary>One element of GlobalSecondaryIndexUpdates: exactly one of the three should be there.</summary>
internal sealed record IndexUpdateInput
{
    public IndexInput? Update { get; init; }

    public IndexInput? Create { get; init; }

    public IndexInput? Delete { get; init; }

    /// <summary>The index that the update is about, whichever it is.</summary>
    public string? IndexName => (Update ?? Create ?? Delete)?.IndexName;
}
