using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations.Tables;

/// <summary>Reads the parts that requests about tables share.</summary>
internal static class TableInputReader
{
    public static List<AttributeDefinitionInput>? ReadAttributeDefinitions(ref RequestReader reader)
    {
        if (!reader.ReadArray())
            return null;
        var definitions = new List<AttributeDefinitionInput>();
        while (reader.NextElement())
        {
            var (name, type) = ReadPair(ref reader, "AttributeDefinition", "AttributeName"u8, "AttributeType"u8);
            definitions.Add(new AttributeDefinitionInput(name, type));
        }
        return definitions;
    }

    public static List<KeySchemaElementInput>? ReadKeySchema(ref RequestReader reader)
    {
        if (!reader.ReadArray())
            return null;
        var elements = new List<KeySchemaElementInput>();
        while (reader.NextElement())
        {
            var (name, type) = ReadPair(ref reader, "KeySchemaElement", "AttributeName"u8, "KeyType"u8);
            elements.Add(new KeySchemaElementInput(name, type));
        }
        return elements;
    }

    public static List<TagInput>? ReadTags(ref RequestReader reader)
    {
        if (!reader.ReadArray())
            return null;
        var tags = new List<TagInput>();
        while (reader.NextElement())
        {
            var (key, value) = ReadPair(ref reader, "Tag", "Key"u8, "Value"u8);
            tags.Add(new TagInput(key, value));
        }
        return tags;
    }

    public static List<IndexInput>? ReadIndexes(ref RequestReader reader, string shape)
    {
        if (!reader.ReadArray())
            return null;
        var indexes = new List<IndexInput>();
        while (reader.NextElement())
            indexes.Add(ReadIndex(ref reader, shape) ?? new IndexInput());
        return indexes;
    }

    public static IndexInput? ReadIndex(ref RequestReader reader, string shape)
    {
        if (!reader.ReadObject(shape))
            return null;
        var index = new IndexInput();
        while (reader.NextMember())
        {
            if (reader.Is("IndexName"u8))
                index = index with { IndexName = reader.ReadString() };
            else if (reader.Is("KeySchema"u8))
                index = index with { KeySchema = ReadKeySchema(ref reader) };
            else if (reader.Is("Projection"u8))
                index = index with { Projection = ReadProjection(ref reader) };
            else if (reader.Is("ProvisionedThroughput"u8))
                index = index with { ProvisionedThroughput = ReadProvisionedThroughput(ref reader) };
            else if (reader.Is("OnDemandThroughput"u8))
                index = index with { OnDemandThroughput = ReadOnDemandThroughput(ref reader) };
            else if (reader.Is("WarmThroughput"u8))
                index = index with { WarmThroughput = ReadWarmThroughput(ref reader) };
        }
        return index;
    }

    public static UnitsInput? ReadProvisionedThroughput(ref RequestReader reader) =>
        ReadUnits(ref reader, "ProvisionedThroughput", "ReadCapacityUnits"u8, "WriteCapacityUnits"u8);

    public static UnitsInput? ReadOnDemandThroughput(ref RequestReader reader) =>
        ReadUnits(ref reader, "OnDemandThroughput", "MaxReadRequestUnits"u8, "MaxWriteRequestUnits"u8);

    public static UnitsInput? ReadWarmThroughput(ref RequestReader reader) =>
        ReadUnits(ref reader, "WarmThroughput", "ReadUnitsPerSecond"u8, "WriteUnitsPerSecond"u8);

    public static StreamInput? ReadStream(ref RequestReader reader)
    {
        if (!reader.ReadObject("StreamSpecification"))
            return null;
        var stream = new StreamInput(null, null);
        while (reader.NextMember())
        {
            if (reader.Is("StreamEnabled"u8))
                stream = stream with { Enabled = reader.ReadBoolean() };
            else if (reader.Is("StreamViewType"u8))
                stream = stream with { ViewType = reader.ReadString() };
        }
        return stream;
    }

    public static EncryptionInput? ReadEncryption(ref RequestReader reader)
    {
        if (!reader.ReadObject("SSESpecification"))
            return null;
        var encryption = new EncryptionInput(null, null, null);
        while (reader.NextMember())
        {
            if (reader.Is("Enabled"u8))
                encryption = encryption with { Enabled = reader.ReadBoolean() };
            else if (reader.Is("SSEType"u8))
                encryption = encryption with { Type = reader.ReadString() };
            else if (reader.Is("KMSMasterKeyId"u8))
                encryption = encryption with { KmsMasterKeyId = reader.ReadString() };
        }
        return encryption;
    }

    private static ProjectionInput? ReadProjection(ref RequestReader reader)
    {
        if (!reader.ReadObject("Projection"))
            return null;
        var projection = new ProjectionInput(null, null);
        while (reader.NextMember())
        {
            if (reader.Is("ProjectionType"u8))
                projection = projection with { ProjectionType = reader.ReadString() };
            else if (reader.Is("NonKeyAttributes"u8))
                projection = projection with { NonKeyAttributes = reader.ReadStrings() };
        }
        return projection;
    }

    private static UnitsInput? ReadUnits(ref RequestReader reader, string shape, ReadOnlySpan<byte> readName, ReadOnlySpan<byte> writeName)
    {
        if (!reader.ReadObject(shape))
            return null;
        var units = new UnitsInput(null, null);
        while (reader.NextMember())
        {
            if (reader.Is(readName))
                units = units with { Read = reader.ReadInt64() };
            else if (reader.Is(writeName))
                units = units with { Write = reader.ReadInt64() };
        }
        return units;
    }

    private static (string? First, string? Second) ReadPair(ref RequestReader reader, string shape, ReadOnlySpan<byte> firstName, ReadOnlySpan<byte> secondName)
    {
        string? first = null, second = null;
        if (!reader.ReadObject(shape))
            return default;
        while (reader.NextMember())
        {
            if (reader.Is(firstName))
                first = reader.ReadString();
            else if (reader.Is(secondName))
                second = reader.ReadString();
        }
        return (first, second);
    }
}
