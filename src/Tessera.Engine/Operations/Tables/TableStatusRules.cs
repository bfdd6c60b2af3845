using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;

namespace Tessera.Engine.Operations.Tables;

/// <summary>A table in a passing status is not changed.</summary>
internal static class TableStatusRules
{
    /// <exception cref="ServiceException">The table is not ACTIVE.</exception>
    public static void CheckChangeable(TableDefinition table)
    {
        var what = table.Status switch
        {
            ResourceStatus.Creating => "Table is being created",
            ResourceStatus.Updating => "Table is being updated",
            ResourceStatus.Deleting => "Table is being deleted",
            _ => null,
        };
        if (what is not null)
            throw new ServiceException(ErrorType.ResourceInUse, $"Attempt to change a resource which is still in use: {what}: {table.Name}");
    }
}
