using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Operations.Tables;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations;

/// <summary>DeleteTable: the table is DELETING, and gone at the next request after its delay.</summary>
internal static class DeleteTable
{
    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var name = TableNameInput.Read(context.Body);
        var table = Delete(context, name);
        using var snapshot = context.Store.Snapshot();
        response.StartObject();
        new TableDescriptionWriter(response, snapshot, context.Now).WriteDeleted("TableDescription"u8, table);
        response.EndObject();
    }

    private static TableDefinition Delete(RequestContext context, string name)
    {
        using var write = context.Catalog.BeginWrite();
        var table = context.Catalog.GetTable(context.Region, name);
        TableStatusRules.CheckChangeable(table);
        if (table.GlobalIndexes.Any(index => index.Status != ResourceStatus.Active))
        {
            throw new ServiceException(
                ErrorType.ResourceInUse,
                "Attempt to change a resource which is still in use: Cannot delete table while indexes are being created, updated, or deleted.");
        }
        if (table.DeletionProtection)
            throw ServiceException.Validation("Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.");
        table = table with { Status = ResourceStatus.Deleting, StatusDue = context.Now + context.Engine.Options.StatusDelay };
        write.PutTable(table);
        write.Commit();
        return table;
    }
}
