using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations.Tables;

/// <summary>A CreateTable request as it was sent.</summary>
internal sealed class CreateTableInput
{
    public string? TableName { get; private set; }

    public List<AttributeDefinitionInput>? AttributeDefinitions { get; private set; }

    public List<KeySchemaElementInput>? KeySchema { get; private set; }

    public List<IndexInput>? LocalIndexes { get; private set; }

    public List<IndexInput>? GlobalIndexes { get; private set; }

    public string? BillingMode { get; private set; }

    public bool IsPayPerRequest => BillingMode == "PAY_PER_REQUEST";

    public UnitsInput? ProvisionedThroughput { get; private set; }

    public UnitsInput? OnDemandThroughput { get; private set; }

    public UnitsInput? WarmThroughput { get; private set; }

    public StreamInput? Stream { get; private set; }

    public EncryptionInput? Encryption { get; private set; }

    public List<TagInput>? Tags { get; private set; }

    public string? TableClass { get; private set; }

    public bool? DeletionProtection { get; private set; }

    public bool HasResourcePolicy { get; private set; }

    public bool HasVectorIndexes { get; private set; }

    public bool HasGlobalTableSource { get; private set; }

    public static CreateTableInput Read(ReadOnlyMemory<byte> body)
    {
        var input = new CreateTableInput();
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
        else if (reader.Is("KeySchema"u8))
            KeySchema = TableInputReader.ReadKeySchema(ref reader);
        else if (reader.Is("LocalSecondaryIndexes"u8))
            LocalIndexes = TableInputReader.ReadIndexes(ref reader, "LocalSecondaryIndex");
        else if (reader.Is("GlobalSecondaryIndexes"u8))
            GlobalIndexes = TableInputReader.ReadIndexes(ref reader, "GlobalSecondaryIndex");
        else if (reader.Is("BillingMode"u8))
            BillingMode = reader.ReadString();
        else if (reader.Is("ProvisionedThroughput"u8))
            ProvisionedThroughput = TableInputReader.ReadProvisionedThroughput(ref reader);
        else
            ReadSetting(ref reader);
    }

    private void ReadSetting(ref RequestReader reader)
    {
        if (reader.Is("OnDemandThroughput"u8))
            OnDemandThroughput = TableInputReader.ReadOnDemandThroughput(ref reader);
        else if (reader.Is("WarmThroughput"u8))
            WarmThroughput = TableInputReader.ReadWarmThroughput(ref reader);
        else if (reader.Is("StreamSpecification"u8))
            Stream = TableInputReader.ReadStream(ref reader);
        else if (reader.Is("SSESpecification"u8))
            Encryption = TableInputReader.ReadEncryption(ref reader);
        else if (reader.Is("Tags"u8))
            Tags = TableInputReader.ReadTags(ref reader);
        else if (reader.Is("TableClass"u8))
            TableClass = reader.ReadString();
        else if (reader.Is("DeletionProtectionEnabled"u8))
            DeletionProtection = reader.ReadBoolean();
        else if (reader.Is("ResourcePolicy"u8))
            HasResourcePolicy = reader.ReadString() is not null;
        else if (reader.Is("VectorIndexes"u8))
            HasVectorIndexes = !reader.ReadRaw().IsEmpty;
        else if (reader.Is("GlobalTableSourceArn"u8))
            HasGlobalTableSource = reader.ReadString() is not null;
    }
}
