using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Operations.Parameters;
using Tessera.Engine.Protocol;
using Tessera.Engine.Tables;
using Projection = Tessera.Engine.Expressions.Projection;

namespace Tessera.Engine.Operations;

/// <summary>What Query and Scan have in common: the index, what is projected, and the response.</summary>
internal static class PageOperation
{
    private const string Invalid = "One or more parameter values were invalid: ";

    /// <summary>The index that the request reads; null where it reads the table.</summary>
    public static IndexDefinition? FindIndex(PageParameters parameters, TableDefinition table)
    {
        if (parameters.IndexName is null)
            return null;
        if (table.FindIndex(parameters.IndexName) is not { Status: not ResourceStatus.Deleting } index)
            throw ServiceException.Validation($"The table does not have the specified index: {parameters.IndexName}");
        if (index.IsGlobal && parameters.ConsistentRead)
            throw ServiceException.Validation("Consistent reads are not supported on global secondary indexes");
        if (!index.IsMaintained)
            throw ServiceException.Validation($"Cannot read from backfilling global secondary index: {index.Name}");
        return index;
    }

    /// <summary>
    /// Whether items must be read from the table, since the index lacks attributes that the request asks for. Only local indexes do that: of a global
    /// one such a request is refused.
    /// </summary>
    public static bool FetchesFromTable(PageParameters parameters, PageExpressions expressions, IndexDefinition? index)
    {
        if (index is null || index.Projection.Type == ProjectionType.All)
            return false;
        if (parameters.WantsAllAttributes)
        {
            return !index.IsGlobal ? true : throw ServiceException.Validation(
                $"{Invalid}Select type ALL_ATTRIBUTES is not supported for global secondary index {index.Name} because its projection type is not ALL");
        }
        var notReturned = NotProjected(index, expressions.Projection?.AttributeNames);
        var notFiltered = NotProjected(index, expressions.Filter?.AttributeNames.Distinct());
        if (index.IsGlobal)
            EnsureProjected(parameters, index, notReturned, notFiltered);
        return !index.IsGlobal && (notReturned.Count > 0 || notFiltered.Count > 0);
    }

    /// <summary>Reads the page and writes the response.</summary>
    public static void Respond(
        RequestContext context,
        PageParameters parameters,
        PageExpressions expressions,
        TableDefinition table,
        IndexDefinition? index,
        KeyRange range,
        ResponseWriter response)
    {
        using var snapshot = context.Store.Snapshot();
        var page = new PageReader(snapshot, table, index)
        {
            Limit = parameters.Limit ?? 0,
            ConsistentRead = parameters.ConsistentRead,
            Filter = expressions.Filter,
            Projection = expressions.Projection,
            FetchesFromTable = FetchesFromTable(parameters, expressions, index),
            ReturnsWholeItems = parameters.WantsAllAttributes,
        };
        response.StartObject();
        WriteItems(parameters, page, range, response);
        response.Member("Count"u8, page.Count);
        response.Member("ScannedCount"u8, page.ScannedCount);
        if (page.LastEvaluated.Exists)
            response.RawMember("LastEvaluatedKey"u8, StartKey.Of(table, index, page.LastEvaluated).Json.Span);
        WriteCapacity(parameters, page, response);
        response.EndObject();
    }

    private static void WriteItems(PageParameters parameters, PageReader page, KeyRange range, ResponseWriter response)
    {
        if (parameters.CountsOnly)
        {
            page.Read(range, !parameters.ScanIndexForward, null);
            return;
        }
        response.Name("Items"u8);
        response.StartArray();
        page.Read(range, !parameters.ScanIndexForward, response);
        response.EndArray();
    }

    private static void WriteCapacity(PageParameters parameters, PageReader page, ResponseWriter response)
    {
        if (parameters.Return.ConsumedCapacity == ReturnConsumedCapacity.None)
            return;
        var capacity = new ConsumedCapacity(parameters.TableName!);
        page.AddTo(capacity);
        capacity.WriteMember(response, parameters.Return.ConsumedCapacity);
    }

    private static void EnsureProjected(PageParameters parameters, IndexDefinition index, List<string> notReturned, List<string> notFiltered)
    {
        if (notReturned.Count > 0)
            throw ServiceException.Validation($"{Invalid}Global secondary index {index.Name} does not project [{string.Join(", ", notReturned)}]");
        // A scan takes such a filter, and finds that no entry has the attribute.
        if (notFiltered.Count > 0 && parameters.IsQuery)
        {
            throw ServiceException.Validation(
                $"{Invalid}Secondary index {index.Name} does not project one or more filter attributes: [{string.Join(", ", notFiltered)}]");
        }
    }

    private static List<string> NotProjected(IndexDefinition index, IEnumerable<string>? names)
    {
        var missing = new List<string>();
        foreach (var name in names ?? [])
        {
            var utf8Name = JsonText.Escape(name);
            if (!index.ProjectedNames.Any(projected => projected.Span.SequenceEqual(utf8Name)))
                missing.Add(name);
        }
        return missing;
    }
}
