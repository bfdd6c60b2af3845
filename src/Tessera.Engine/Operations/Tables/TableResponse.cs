using Tessera.Engine.Catalog;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations.Tables;

/// <summary>Answers with a table's description as of now.</summary>
internal static class TableResponse
{
    public static void Write(RequestContext context, ResponseWriter response, ReadOnlySpan<byte> name, TableDefinition table)
    {
        using var snapshot = context.Store.Snapshot();
        response.StartObject();
        new TableDescriptionWriter(response, snapshot, context.Now).Write(name, table);
        response.EndObject();
    }
}
