using System.Collections.Frozen;
using Tessera.Engine.Errors;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations;

/// <summary>
/// Carries out one operation: reads <see cref="RequestContext.Body"/>, writes one JSON object, or throws a <see cref="ServiceException"/>.
/// </summary>
internal delegate void OperationHandler(RequestContext context, ResponseWriter response);

/// <summary>Which operations there are. Adding one is adding its file and its line here.</summary>
internal static class OperationRegistry
{
    /// <summary>The targets without the <c>DynamoDB_20120810.</c> prefix, and who handles them.</summary>
    public static readonly FrozenDictionary<string, OperationHandler> Handlers =
        FrozenDictionary.ToFrozenDictionary(
            new Dictionary<string, OperationHandler>
            {
                ["BatchGetItem"] = BatchGetItem.Handle,
                ["BatchWriteItem"] = BatchWriteItem.Handle,
                ["CreateTable"] = CreateTable.Handle,
                ["DeleteItem"] = DeleteItem.Handle,
                ["DeleteTable"] = DeleteTable.Handle,
                ["DescribeEndpoints"] = DescribeEndpoints.Handle,
                ["DescribeLimits"] = DescribeLimits.Handle,
                ["DescribeTable"] = DescribeTable.Handle,
                ["DescribeTimeToLive"] = DescribeTimeToLive.Handle,
                ["GetItem"] = GetItem.Handle,
                ["ListTables"] = ListTables.Handle,
                ["ListTagsOfResource"] = ListTagsOfResource.Handle,
                ["PutItem"] = PutItem.Handle,
                ["Query"] = Query.Handle,
                ["Scan"] = Scan.Handle,
                ["TagResource"] = TagResource.Handle,
                ["TransactGetItems"] = TransactGetItems.Handle,
                ["TransactWriteItems"] = TransactWriteItems.Handle,
                ["UntagResource"] = UntagResource.Handle,
                ["UpdateItem"] = UpdateItem.Handle,
                ["UpdateTable"] = UpdateTable.Handle,
                ["UpdateTimeToLive"] = UpdateTimeToLive.Handle,
            },
            StringComparer.Ordinal);

    /// <summary>The targets without the <c>DynamoDBStreams_20120810.</c> prefix, and who handles them.</summary>
    public static readonly FrozenDictionary<string, OperationHandler> StreamHandlers =
        FrozenDictionary.ToFrozenDictionary(
            new Dictionary<string, OperationHandler>
            {
                ["DescribeStream"] = DescribeStream.Handle,
                ["GetRecords"] = GetRecords.Handle,
                ["GetShardIterator"] = GetShardIterator.Handle,
                ["ListStreams"] = ListStreams.Handle,
            },
            StringComparer.Ordinal);
}
