using Tessera.Engine.Catalog;
using Tessera.Engine.Operations.Parameters;
using Tessera.Engine.Protocol;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Operations;

/// <summary>Query: reads the items of one partition key, in the order of their sort keys.</summary>
internal static class Query
{
    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var parameters = PageParameters.Read(isQuery: true, context.Body);
        parameters.Validate();
        var expressions = parameters.ToExpressions();

        var table = context.GetActiveTable(parameters.TableName!);
        var index = PageOperation.FindIndex(parameters, table);
        var range = Range(parameters, expressions, table, index);
        EnsureKeysAreScalars(expressions, table, index);
        PageOperation.Respond(context, parameters, expressions, table, index, range, response);
    }

    private static KeyRange Range(PageParameters parameters, PageExpressions expressions, TableDefinition table, IndexDefinition? index)
    {
        var keySchema = index?.KeySchema ?? table.KeySchema;
        byte[]? start = null;
        if (parameters.StartKey.Exists)
            start = StartKey.ToStoreKey(table, index, parameters.StartKey, "The provided starting key is invalid");
        var selection = expressions.KeyCondition!.Resolve(keySchema);
        var range = KeyRange.Of(index?.KeySpaceId ?? table.KeySpaceId, selection);
        if (start is null)
            return range;
        StartKey.EnsureInBounds(keySchema, selection, parameters.StartKey);
        return range.Beyond(start, backwards: !parameters.ScanIndexForward);
    }

    private static void EnsureKeysAreScalars(PageExpressions expressions, TableDefinition table, IndexDefinition? index)
    {
        expressions.Projection?.EnsureKeysAreScalars(table.KeySchema.Names);
        expressions.Filter?.EnsureNoKeyAttributes((index?.KeySchema ?? table.KeySchema).Names);
        expressions.Filter?.EnsureKeysAreScalars(table.KeySchema.Names);
    }
}
