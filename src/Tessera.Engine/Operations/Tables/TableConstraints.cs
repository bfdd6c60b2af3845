using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations.Tables;

/// <summary>The structural constraints of the parts that requests about tables share.</summary>
internal static class TableConstraints
{
    private const int MaxAttributeNameLength = 255;
    private const int MaxNonKeyAttributes = 20;

    /// <summary>A table's name or ARN: it must be there and well formed, and is reported alone.</summary>
    public static string RequireTableName(string? nameOrArn)
    {
        if (nameOrArn is null)
            throw ServiceException.Validation("The parameter 'TableName' is required but was not present in the request");
        var validator = new Validator();
        TableName.ValidateManaged(ref validator, "tableName", nameOrArn);
        validator.ThrowIfAny();
        return nameOrArn;
    }

    public static void AttributeDefinitions(ref Validator validator, List<AttributeDefinitionInput>? definitions)
    {
        for (var i = 0; i < definitions?.Count; i++)
        {
            var path = $"attributeDefinitions.{i + 1}.member";
            AttributeName(ref validator, $"{path}.attributeName", definitions[i].AttributeName);
            validator.NotNull($"{path}.attributeType", definitions[i].AttributeType);
            validator.Enum($"{path}.attributeType", definitions[i].AttributeType, "B", "N", "S");
        }
    }

    public static void KeySchema(ref Validator validator, string path, List<KeySchemaElementInput>? elements)
    {
        validator.NotNull(path, elements);
        if (elements is null)
            return;
        validator.Count(path, "[]", elements.Count, 1);
        for (var i = 0; i < elements.Count; i++)
        {
            AttributeName(ref validator, $"{path}.{i + 1}.member.attributeName", elements[i].AttributeName);
            validator.NotNull($"{path}.{i + 1}.member.keyType", elements[i].KeyType);
            validator.Enum($"{path}.{i + 1}.member.keyType", elements[i].KeyType, "HASH", "RANGE");
        }
    }

    public static void Indexes(ref Validator validator, string path, List<IndexInput>? indexes)
    {
        for (var i = 0; i < indexes?.Count; i++)
            Index(ref validator, $"{path}.{i + 1}.member", indexes[i]);
    }

    public static void Index(ref Validator validator, string path, IndexInput index)
    {
        IndexName(ref validator, $"{path}.indexName", index.IndexName);
        KeySchema(ref validator, $"{path}.keySchema", index.KeySchema);
        validator.NotNull($"{path}.projection", index.Projection);
        Projection(ref validator, $"{path}.projection", index.Projection);
        Throughput(ref validator, $"{path}.provisionedThroughput", index.ProvisionedThroughput);
    }

    public static void IndexName(ref Validator validator, string path, string? name)
    {
        validator.NotNull(path, name);
        TableName.ValidateForm(ref validator, path, name);
    }

    public static void Throughput(ref Validator validator, string path, UnitsInput? units)
    {
        if (units is null)
            return;
        validator.NotNull($"{path}.writeCapacityUnits", units.Write);
        validator.Range($"{path}.writeCapacityUnits", units.Write, 1);
        validator.NotNull($"{path}.readCapacityUnits", units.Read);
        validator.Range($"{path}.readCapacityUnits", units.Read, 1);
    }

    public static void BillingMode(ref Validator validator, string? mode) =>
        validator.Enum("billingMode", mode, "PROVISIONED", "PAY_PER_REQUEST");

    public static void Stream(ref Validator validator, StreamInput? stream)
    {
        if (stream is null)
            return;
        validator.NotNull("streamSpecification.streamEnabled", stream.Enabled);
        validator.Enum("streamSpecification.streamViewType", stream.ViewType, "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY");
    }

    public static void Encryption(ref Validator validator, EncryptionInput? encryption) =>
        validator.Enum("sSESpecification.sSEType", encryption?.Type, "AES256", "KMS");

    private static void Projection(ref Validator validator, string path, ProjectionInput? projection)
    {
        validator.Enum($"{path}.projectionType", projection?.ProjectionType, "ALL", "INCLUDE", "KEYS_ONLY");
        if (projection?.NonKeyAttributes is not { } names)
            return;
        validator.Count($"{path}.nonKeyAttributes", $"[{string.Join(", ", names)}]", names.Count, 1, MaxNonKeyAttributes);
        for (var i = 0; i < names.Count; i++)
            AttributeName(ref validator, $"{path}.nonKeyAttributes.{i + 1}.member", names[i]);
    }

    private static void AttributeName(ref Validator validator, string path, string? name)
    {
        validator.NotNull(path, name);
        validator.Length(path, name, 1, MaxAttributeNameLength);
    }
}
