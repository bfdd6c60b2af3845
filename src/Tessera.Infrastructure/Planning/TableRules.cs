namespace Tessera.Infrastructure.Planning;

/// <summary>Names a table in the template, and checks what its attributes say about its deployment.</summary>
internal static class TableRules
{
    public static TablePlan Plan(ApplicationTable table)
    {
        Check(table.Model);
        var context = table.ContextType[(table.ContextType.LastIndexOfAny(['.', '+']) + 1)..];
        var id = LogicalIds.Of(context);
        return new TablePlan(id.EndsWith("Table", StringComparison.Ordinal) ? id : id + "Table", table.TableName, table.Model);
    }

    private static void Check(TableModel table)
    {
        var deployment = table.Deployment;
        if (deployment.ReadCapacityUnits is null != deployment.WriteCapacityUnits is null)
            Fail(table, "has ReadCapacityUnits or WriteCapacityUnits, but a provisioned table needs both");
        if (deployment.ReadCapacityUnits is <= 0 || deployment.WriteCapacityUnits is <= 0)
            Fail(table, "has capacity units below 1");
        if (deployment.RecoveryPeriodDays is < 1 or > 35)
            Fail(table, $"has RecoveryPeriodDays = {deployment.RecoveryPeriodDays}, but backups reach 1 to 35 days back");
        if (deployment.RecoveryPeriodDays is not null && !deployment.PointInTimeRecovery)
            Fail(table, "has RecoveryPeriodDays without PointInTimeRecovery = true");
        if (deployment.EncryptionKey is not null && deployment.Encryption != TableEncryption.CustomerManaged)
            Fail(table, "has an EncryptionKey, which needs Encryption = TableEncryption.CustomerManaged");
        if (deployment.EncryptionKey is null && deployment.Encryption == TableEncryption.CustomerManaged)
            Fail(table, "has Encryption = TableEncryption.CustomerManaged without an EncryptionKey");
        if (deployment.Tags.GroupBy(tag => tag.Key, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            Fail(table, $"has the tag '{twice.Key}' twice");
        if (deployment.Tags.FirstOrDefault(tag => tag.Key.Length is 0 or > 128 || tag.Value.Length > 256) is { } tooLong)
            Fail(table, $"has the tag '{tooLong.Key}', but keys have 1 to 128 characters and values up to 256");
    }

    private static void Fail(TableModel table, string problem) => throw new InfrastructureException($"The table '{table.Name}' {problem}. Change its [Deployment] or [Tag].");
}
