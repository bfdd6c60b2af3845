using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Operations.Tables;
using Tessera.Engine.Protocol;
using Tessera.Engine.Streams;

namespace Tessera.Engine.Operations;

/// <summary>
/// UpdateTable: one change at a time to a table's throughput, billing mode, indexes, stream or other settings. The table is UPDATING until the next
/// request after its delay, but for deletion protection and encryption, which change at once.
/// </summary>
internal static class UpdateTable
{
    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var input = UpdateTableInput.Read(context.Body);
        var name = UpdateTableRules.CheckStructure(input);
        UpdateTableRules.CheckRequest(input);
        var table = Update(context, input, name);
        TableResponse.Write(context, response, "TableDescription"u8, table);
    }

    private static TableDefinition Update(RequestContext context, UpdateTableInput input, string name)
    {
        using var write = context.Catalog.BeginWrite();
        var before = context.Catalog.GetTable(context.Region, name);
        // Deletion protection may be switched whatever else is going on.
        if (input.DeletionProtection is null || before.Status is ResourceStatus.Creating or ResourceStatus.Deleting)
            TableStatusRules.CheckChangeable(before);

        var change = new TableChange(input, context.Now, context.Now + context.Engine.Options.StatusDelay);
        var after = change.Throughput(before);
        after = change.Indexes(after, write);
        after = Settings(after, input, context, write, change.Due);
        after = Passing(before, after, change);
        write.PutTable(after);
        write.Commit();
        return after;
    }

    private static TableDefinition Settings(
        TableDefinition table, UpdateTableInput input, RequestContext context, TableTransaction write, DateTimeOffset due)
    {
        if (input.Stream is { } stream)
            table = table with { Stream = Stream(table, stream, context, write, due) };
        if (input.Encryption is { } encryption)
            table = table with { Encryption = Encryption(table, encryption, context) };
        if (input.TableClass is { } tableClass)
            table = table with { TableClass = TableClass(table, tableClass, context.Now) };
        return table with { DeletionProtection = input.DeletionProtection ?? table.DeletionProtection };
    }

    private static StreamSettings Stream(TableDefinition table, StreamInput stream, RequestContext context, TableTransaction write, DateTimeOffset due)
    {
        if (stream.Enabled == true)
        {
            return table.Stream is { Enabled: true }
                ? throw new ServiceException(ErrorType.ResourceInUse, $"Table already has an enabled stream: TableName: {table.Name}")
                : StreamLife.Enable(write, table, TableFactory.ViewTypeOf(stream.ViewType!), context.Engine.Random.NextGuid(), due);
        }
        if (table.Stream is not { Enabled: true } enabled)
            throw ServiceException.Validation($"Table has no stream to disable: TableName: {table.Name}");
        StreamLife.Disable(write, table, due);
        return enabled with { Enabled = false };
    }

    private static EncryptionSettings? Encryption(TableDefinition table, EncryptionInput encryption, RequestContext context)
    {
        var after = TableFactory.Encryption(encryption, context);
        if (after is null && table.Encryption is null)
            throw TableSchemaRules.Invalid("Table is already encrypted by default");
        if (after == table.Encryption && encryption.KmsMasterKeyId == after?.KmsMasterKeyArn)
        {
            throw TableSchemaRules.Invalid(
                "Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key");
        }
        return after;
    }

    /// <summary>A table that never left the standard class is not described as being in it.</summary>
    private static TableClassSettings? TableClass(TableDefinition table, string tableClass, DateTimeOffset now)
    {
        var infrequentAccess = tableClass == "STANDARD_INFREQUENT_ACCESS";
        return (table.TableClass?.InfrequentAccess ?? false) == infrequentAccess ? table.TableClass : new TableClassSettings(infrequentAccess, now);
    }

    private static TableDefinition Passing(TableDefinition before, TableDefinition after, TableChange change) =>
        change.IsImmediate
            ? after with { Status = before.Status, StatusDue = before.StatusDue }
            : after with { Status = ResourceStatus.Updating, StatusDue = change.Due };
}
