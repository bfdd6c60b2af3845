using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Tessera.Infrastructure.Comparison;

/// <summary>What a service tells about a table; null where it does not know the question, as engines that are not DynamoDB may not.</summary>
internal sealed record LiveTable(TableDescription Table, TimeToLiveDescription? TimeToLive, ContinuousBackupsDescription? Backups, IReadOnlyList<Tag>? Tags, IReadOnlyList<string> Notes)
{
    public static async Task<LiveTable?> ReadAsync(IAmazonDynamoDB client, string tableName, CancellationToken cancellationToken)
    {
        TableDescription table;
        try
        {
            table = (await client.DescribeTableAsync(tableName, cancellationToken).ConfigureAwait(false)).Table;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }

        var notes = new List<string>();
        var timeToLive = await AskAsync("DescribeTimeToLive", notes, async () =>
            (await client.DescribeTimeToLiveAsync(tableName, cancellationToken).ConfigureAwait(false)).TimeToLiveDescription).ConfigureAwait(false);
        var backups = await AskAsync("DescribeContinuousBackups", notes, async () =>
            (await client.DescribeContinuousBackupsAsync(new DescribeContinuousBackupsRequest { TableName = tableName }, cancellationToken).ConfigureAwait(false))
            .ContinuousBackupsDescription).ConfigureAwait(false);
        var tags = await AskAsync("ListTagsOfResource", notes, () => ReadTagsAsync(client, table.TableArn, cancellationToken)).ConfigureAwait(false);
        return new LiveTable(table, timeToLive, backups, tags, notes);
    }

    private static async Task<IReadOnlyList<Tag>> ReadTagsAsync(IAmazonDynamoDB client, string tableArn, CancellationToken cancellationToken)
    {
        var tags = new List<Tag>();
        string? next = null;
        do
        {
            var request = new ListTagsOfResourceRequest { ResourceArn = tableArn, NextToken = next };
            var page = await client.ListTagsOfResourceAsync(request, cancellationToken).ConfigureAwait(false);
            tags.AddRange(page.Tags ?? []);
            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        return tags;
    }

    /// <summary>A service without the operation, or a caller who may not call it, leaves the question open; everything else is an error.</summary>
    private static async Task<T?> AskAsync<T>(string operation, List<string> notes, Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (exception.ErrorCode is "UnknownOperationException" or "AccessDeniedException" or "ValidationException")
        {
            notes.Add($"{operation} was refused ({exception.ErrorCode}), so what it tells was not compared.");
            return null;
        }
    }
}
