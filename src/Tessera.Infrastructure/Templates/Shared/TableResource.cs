using Tessera.Infrastructure.Planning;
using Tessera.Infrastructure.Yaml;

namespace Tessera.Infrastructure.Templates;

/// <summary>A table as an <c>AWS::DynamoDB::Table</c>.</summary>
internal static class TableResource
{
    /// <param name="table">The table.</param>
    /// <param name="after">A table to wait for: the service makes few tables with indexes at a time.</param>
    public static YamlMap Of(TablePlan table, TablePlan? after)
    {
        var policy = table.Deployment.Retain ? "Retain" : "Delete";
        return new YamlMap
        {
            { "Type", "AWS::DynamoDB::Table" },
            { "DependsOn", after?.LogicalId is { } other ? other : (YamlNode?)null },
            { "DeletionPolicy", policy },
            { "UpdateReplacePolicy", policy },
            { "Properties", Properties(table) },
        };
    }

    private static YamlMap Properties(TablePlan table)
    {
        var (model, deployment) = (table.Model, table.Deployment);
        var globals = model.Indexes.Where(index => !index.IsLocal).Select(index => GlobalIndex(index, deployment));
        var locals = model.Indexes.Where(index => index.IsLocal).Select(LocalIndex);
        return new YamlMap
        {
            { "TableName", table.Name },
            { "BillingMode", deployment.IsProvisioned ? "PROVISIONED" : "PAY_PER_REQUEST" },
            { "ProvisionedThroughput", Throughput(deployment) },
            { "TableClass", deployment.InfrequentAccess ? "STANDARD_INFREQUENT_ACCESS" : null },
            { "AttributeDefinitions", YamlList.Of(KeyAttributes.Of(model).Select(Definition)) },
            { "KeySchema", KeySchema(model.PartitionKey, model.SortKey) },
            { "GlobalSecondaryIndexes", ListOrNone(globals) },
            { "LocalSecondaryIndexes", ListOrNone(locals) },
            { "StreamSpecification", table.HasStream ? new YamlMap { { "StreamViewType", KeyAttributes.ViewType(model.Stream) } } : null },
            { "TimeToLiveSpecification", TimeToLive(model) },
            { "PointInTimeRecoverySpecification", Recovery(deployment) },
            { "SSESpecification", Encryption(deployment) },
            { "DeletionProtectionEnabled", deployment.DeletionProtection ? true : null },
            { "Tags", ListOrNone(deployment.Tags.Select(tag => new YamlMap { { "Key", tag.Key }, { "Value", tag.Value } })) },
        };
    }

    private static YamlMap GlobalIndex(IndexModel index, DeploymentModel deployment) => new()
    {
        { "IndexName", index.Name },
        { "KeySchema", KeySchema(index.PartitionKey, index.SortKey) },
        { "Projection", Projection(index) },
        { "ProvisionedThroughput", Throughput(deployment) },
    };

    private static YamlMap LocalIndex(IndexModel index) => new()
    {
        { "IndexName", index.Name },
        { "KeySchema", KeySchema(index.PartitionKey, index.SortKey) },
        { "Projection", Projection(index) },
    };

    private static YamlMap Projection(IndexModel index) => new()
    {
        { "ProjectionType", KeyAttributes.ProjectionType(index) },
        { "NonKeyAttributes", index.Projection == IndexProjection.Include ? YamlList.Of(index.NonKeyAttributes.Select(name => (YamlNode)name)) : null },
    };

    private static YamlMap? Throughput(DeploymentModel deployment) => deployment.IsProvisioned
        ? new YamlMap { { "ReadCapacityUnits", deployment.ReadCapacityUnits!.Value }, { "WriteCapacityUnits", deployment.WriteCapacityUnits!.Value } }
        : null;

    private static YamlMap? TimeToLive(TableModel model) =>
        model.TimeToLiveAttribute is { } attribute ? new YamlMap { { "AttributeName", attribute }, { "Enabled", true } } : null;

    private static YamlMap? Recovery(DeploymentModel deployment) => deployment.PointInTimeRecovery
        ? new YamlMap { { "PointInTimeRecoveryEnabled", true }, { "RecoveryPeriodInDays", deployment.RecoveryPeriodDays } }
        : null;

    private static YamlMap? Encryption(DeploymentModel deployment) => deployment.Encryption == TableEncryption.Owned
        ? null
        : new YamlMap { { "SSEEnabled", true }, { "SSEType", "KMS" }, { "KMSMasterKeyId", deployment.EncryptionKey } };

    private static YamlMap Definition(KeyModel key) => new() { { "AttributeName", key.Name }, { "AttributeType", KeyAttributes.TypeOf(key) } };

    private static YamlList KeySchema(KeyModel partitionKey, KeyModel? sortKey)
    {
        var schema = new YamlList { new YamlMap { { "AttributeName", partitionKey.Name }, { "KeyType", "HASH" } } };
        if (sortKey is not null)
            schema.Add(new YamlMap { { "AttributeName", sortKey.Name }, { "KeyType", "RANGE" } });
        return schema;
    }

    private static YamlList? ListOrNone(IEnumerable<YamlNode> items) => YamlList.Of(items) is { Count: > 0 } list ? list : null;
}
