using Tessera.Infrastructure.Hcl;
using Tessera.Infrastructure.Planning;

namespace Tessera.Infrastructure.Templates;

/// <summary>A table as an <c>aws_dynamodb_table</c>.</summary>
internal static class TerraformTable
{
    public static string Label(TablePlan table) => LogicalIds.Underscored(table.LogicalId);

    public static string Address(TablePlan table) => "aws_dynamodb_table." + Label(table);

    public static string KeyAddress(TablePlan table) => "data.aws_kms_key." + Label(table);

    /// <summary>The table, and the key that encrypts it: the provider wants the key's ARN, an attribute may name it otherwise.</summary>
    public static IEnumerable<HclBlock> Blocks(TablePlan table)
    {
        if (table.Deployment.EncryptionKey is { } key)
            yield return new HclBlock("data", "aws_kms_key", Label(table)) { { "key_id", key } };
        yield return Block(table);
    }

    private static HclBlock Block(TablePlan table)
    {
        var (model, deployment) = (table.Model, table.Deployment);
        return new HclBlock("resource", "aws_dynamodb_table", Label(table))
        {
            { "name", table.Name },
            { "billing_mode", deployment.IsProvisioned ? "PROVISIONED" : "PAY_PER_REQUEST" },
            { "read_capacity", Number(deployment.IsProvisioned ? deployment.ReadCapacityUnits : null) },
            { "write_capacity", Number(deployment.IsProvisioned ? deployment.WriteCapacityUnits : null) },
            { "table_class", deployment.InfrequentAccess ? (HclValue)"STANDARD_INFREQUENT_ACCESS" : null },
            { "hash_key", model.PartitionKey.Name },
            { "range_key", Text(model.SortKey?.Name) },
            { "stream_enabled", table.HasStream ? (HclValue)true : null },
            { "stream_view_type", table.HasStream ? (HclValue)KeyAttributes.ViewType(model.Stream) : null },
            { "deletion_protection_enabled", deployment.DeletionProtection ? (HclValue)true : null },
            { "tags", Tags(deployment) },
            KeyAttributes.Of(model).Select(Attribute),
            model.Indexes.Where(index => !index.IsLocal).Select(index => GlobalIndex(index, deployment)),
            model.Indexes.Where(index => index.IsLocal).Select(LocalIndex),
            model.TimeToLiveAttribute is { } attribute ? new HclBlock("ttl") { { "attribute_name", attribute }, { "enabled", true } } : null,
            Recovery(deployment),
            Encryption(table),
            deployment.Retain ? new HclBlock("lifecycle") { { "prevent_destroy", true } } : null,
        };
    }

    private static HclBlock Attribute(KeyModel key) => new("attribute") { { "name", key.Name }, { "type", KeyAttributes.TypeOf(key) } };

    private static HclBlock GlobalIndex(IndexModel index, DeploymentModel deployment) => new("global_secondary_index")
    {
        { "name", index.Name },
        { "hash_key", index.PartitionKey.Name },
        { "range_key", Text(index.SortKey?.Name) },
        { "projection_type", KeyAttributes.ProjectionType(index) },
        { "non_key_attributes", Included(index) },
        { "read_capacity", Number(deployment.IsProvisioned ? deployment.ReadCapacityUnits : null) },
        { "write_capacity", Number(deployment.IsProvisioned ? deployment.WriteCapacityUnits : null) },
    };

    private static HclBlock LocalIndex(IndexModel index) => new("local_secondary_index")
    {
        { "name", index.Name },
        { "range_key", Text(index.SortKey?.Name) },
        { "projection_type", KeyAttributes.ProjectionType(index) },
        { "non_key_attributes", Included(index) },
    };

    private static HclValue? Included(IndexModel index) =>
        index.Projection == IndexProjection.Include ? HclValue.List(index.NonKeyAttributes.Select(name => (HclValue)name)) : null;

    private static HclBlock? Recovery(DeploymentModel deployment) => deployment.PointInTimeRecovery
        ? new HclBlock("point_in_time_recovery") { { "enabled", true }, { "recovery_period_in_days", Number(deployment.RecoveryPeriodDays) } }
        : null;

    private static HclBlock? Encryption(TablePlan table) => table.Deployment.Encryption == TableEncryption.Owned
        ? null
        : new HclBlock("server_side_encryption")
        {
            { "enabled", true },
            { "kms_key_arn", table.Deployment.EncryptionKey is null ? null : HclValue.Expression(KeyAddress(table) + ".arn") },
        };

    private static HclValue? Tags(DeploymentModel deployment) => deployment.Tags.Count == 0
        ? null
        : HclValue.Expression($"{{ {string.Join(", ", deployment.Tags.Select(tag => $"{((HclValue)tag.Key).Text} = {((HclValue)tag.Value).Text}"))} }}");

    private static HclValue? Text(string? text) => text is null ? null : (HclValue)text;

    private static HclValue? Number(long? number) => number is { } value ? (HclValue)value : null;
}
