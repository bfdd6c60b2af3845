using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Operations.Parameters;
using Tessera.Engine.Protocol;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Operations;

/// <summary>Scan: reads all items of a table or index, or of one segment of it, in the order of their partition keys' hashes.</summary>
internal static class Scan
{
    private const string InvalidStartKey = "The provided starting key is invalid";

    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var parameters = PageParameters.Read(isQuery: false, context.Body);
        parameters.Validate();
        var expressions = parameters.ToExpressions();

        var table = context.GetActiveTable(parameters.TableName!);
        var index = PageOperation.FindIndex(parameters, table);
        var range = Range(parameters, table, index);
        expressions.Projection?.EnsureKeysAreScalars(table.KeySchema.Names);
        expressions.Filter?.EnsureKeysAreScalars(table.KeySchema.Names);
        PageOperation.Respond(context, parameters, expressions, table, index, range, response);
    }

    private static KeyRange Range(PageParameters parameters, TableDefinition table, IndexDefinition? index)
    {
        var keySpaceId = index?.KeySpaceId ?? table.KeySpaceId;
        var range = parameters.TotalSegments is { } total
            ? KeyRange.Segment(keySpaceId, parameters.Segment!.Value, total)
            : KeyRange.All(keySpaceId);
        if (!parameters.StartKey.Exists)
            return range;
        var wrongSize = index is null ? $"{InvalidStartKey}: {KeyRules.KeyDoesNotMatch}" : InvalidStartKey;
        var start = StartKey.ToStoreKey(table, index, parameters.StartKey, wrongSize);
        return range.Contains(start)
            ? range.Beyond(start, backwards: false)
            : throw ServiceException.Validation(
                $"{InvalidStartKey}: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. "
                + $"TotalSegments: {parameters.TotalSegments} Segment: {parameters.Segment}");
    }
}
