using Tessera.Engine.Operations.Tables;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations;

/// <summary>DescribeTable: everything about a table, with its exact item count and size.</summary>
internal static class DescribeTable
{
    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var name = TableNameInput.Read(context.Body);
        var table = context.Catalog.GetTable(context.Region, name);
        TableResponse.Write(context, response, "Table"u8, table);
    }
}
