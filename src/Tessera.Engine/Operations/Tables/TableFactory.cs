using System.Collections.Immutable;
using Tessera.Engine.Catalog;
using Tessera.Engine.Items;

namespace Tessera.Engine.Operations.Tables;

/// <summary>Makes the catalogue's values of what requests say. The inputs have been checked.</summary>
internal static class TableFactory
{
    public static ImmutableArray<AttributeDefinition> AttributeDefinitions(IEnumerable<AttributeDefinitionInput> definitions) =>
        [.. definitions.Select(definition => new AttributeDefinition(definition.AttributeName!, KeyTypeOf(definition.AttributeType!)))];

    public static KeySchema KeySchema(List<KeySchemaElementInput> elements, ImmutableArray<AttributeDefinition> definitions) =>
        Catalog.KeySchema.Of(
            elements.Select(element => (element.AttributeName!, element.KeyType == "HASH" ? KeyType.Hash : KeyType.Range)),
            definitions);

    public static IndexDefinition Index(
        IndexInput index, bool isGlobal, uint keySpaceId, KeySchema tableKey, ImmutableArray<AttributeDefinition> definitions)
    {
        var keySchema = KeySchema(index.KeySchema!, definitions);
        var projection = Projection(index.Projection!);
        return new IndexDefinition
        {
            Name = index.IndexName!,
            IsGlobal = isGlobal,
            KeySpaceId = keySpaceId,
            KeySchema = keySchema,
            Projection = projection,
            ProjectedNames = projection.Names(tableKey, keySchema),
            Throughput = Throughput(index.ProvisionedThroughput),
            OnDemandThroughput = OnDemand(index.OnDemandThroughput, before: null),
            WarmThroughput = Warm(index.WarmThroughput, before: null),
        };
    }

    public static ProvisionedThroughput Throughput(UnitsInput? units) =>
        units is null ? ProvisionedThroughput.OnDemand : new ProvisionedThroughput(new CapacityUnits(units.Read!.Value, units.Write!.Value));

    /// <summary>Maximum units: -1, or what was never given, means none.</summary>
    public static CapacityUnits? OnDemand(UnitsInput? units, CapacityUnits? before)
    {
        if (units is null)
            return before;
        var after = new CapacityUnits(units.Read ?? before?.Read ?? -1, units.Write ?? before?.Write ?? -1);
        return after == new CapacityUnits(-1, -1) ? null : after;
    }

    public static CapacityUnits? Warm(UnitsInput? units, CapacityUnits? before) =>
        units is null
            ? before
            : new CapacityUnits(
                units.Read ?? before?.Read ?? TableSettingRules.InitialOnDemand.Read,
                units.Write ?? before?.Write ?? TableSettingRules.InitialOnDemand.Write);

    /// <summary>Null where nothing but the encryption that every table has was asked for.</summary>
    public static EncryptionSettings? Encryption(EncryptionInput? encryption, RequestContext context)
    {
        if (encryption is null or { Enabled: not true, Type: null })
            return null;
        var keys = $"arn:aws:kms:{context.Region}:{context.Catalog.AccountId}:";
        return encryption.KmsMasterKeyId switch
        {
            // The key that the service keeps for an account's tables, where the request names none.
            null => new EncryptionSettings($"{keys}alias/aws/dynamodb"),
            { } arn when arn.StartsWith("arn:", StringComparison.Ordinal) => new EncryptionSettings(arn),
            { } alias when alias.StartsWith("alias/", StringComparison.Ordinal) => new EncryptionSettings(keys + alias),
            { } id => new EncryptionSettings($"{keys}key/{id}"),
        };
    }

    public static TableClassSettings? TableClass(string? tableClass) =>
        tableClass is null ? null : new TableClassSettings(tableClass == "STANDARD_INFREQUENT_ACCESS", LastUpdate: null);

    private static Projection Projection(ProjectionInput projection) => new(
        projection.ProjectionType switch
        {
            "ALL" => ProjectionType.All,
            "INCLUDE" => ProjectionType.Include,
            _ => ProjectionType.KeysOnly,
        },
        [.. (projection.NonKeyAttributes ?? []).Select(name => name!)]);

    private static AttributeType KeyTypeOf(string type) => type switch
    {
        "S" => AttributeType.S,
        "N" => AttributeType.N,
        _ => AttributeType.B,
    };

    public static StreamViewType ViewTypeOf(string type) => type switch
    {
        "NEW_IMAGE" => StreamViewType.NewImage,
        "OLD_IMAGE" => StreamViewType.OldImage,
        "NEW_AND_OLD_IMAGES" => StreamViewType.NewAndOldImages,
        _ => StreamViewType.KeysOnly,
    };
}
