using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Tessera.Lambda;

/// <summary>
/// Checkpoints in a DynamoDB table of their own: an item for each shard, with the partition key <c>Mapping</c> (the mapping's name and the stream) and the sort
/// key <c>ShardId</c>.
/// </summary>
/// <remarks>
/// Thread-safe. Do not use a table that has the stream being read: each checkpoint would be a record of it. There are no leases: run one mapping of a name at a
/// time.
/// </remarks>
/// <param name="client">The client. It stays the caller's.</param>
/// <param name="tableName">The table; see <see cref="EnsureCreatedAsync"/>.</param>
/// <param name="time">The clock that waiting for the table goes by; by default the system's.</param>
public sealed class DynamoDBCheckpointStore(IAmazonDynamoDB client, string tableName, TimeProvider? time = null) : ICheckpointStore
{
    private const string MappingKey = "Mapping";
    private const string ShardKey = "ShardId";

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly IAmazonDynamoDB _client = client ?? throw new ArgumentNullException(nameof(client));
    private readonly string _tableName = string.IsNullOrEmpty(tableName) ? throw new ArgumentException("The table needs a name.", nameof(tableName)) : tableName;

    /// <summary>
    /// Creates the table, with on-demand capacity, unless it is there, and waits until it can be used. One that is being deleted is created again when it is gone.
    /// </summary>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task EnsureCreatedAsync(CancellationToken cancellationToken = default)
    {
        await CreateAsync(cancellationToken).ConfigureAwait(false);
        var status = await FindStatusAsync(cancellationToken).ConfigureAwait(false);
        while (status is null || status == TableStatus.CREATING || status == TableStatus.DELETING)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _time, cancellationToken).ConfigureAwait(false);
            // It is deleted by now; or it was created just now, and the service's descriptions, which are eventually consistent, do not know it yet: then a
            // second request does no harm.
            if (status is null)
                await CreateAsync(cancellationToken).ConfigureAwait(false);
            status = await FindStatusAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var request = new CreateTableRequest
        {
            TableName = _tableName,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new(MappingKey, ScalarAttributeType.S), new(ShardKey, ScalarAttributeType.S)],
            KeySchema = [new(MappingKey, Amazon.DynamoDBv2.KeyType.HASH), new(ShardKey, Amazon.DynamoDBv2.KeyType.RANGE)],
        };
        try
        {
            await _client.CreateTableAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ResourceInUseException)
        {
            // It is there, or it is being created or deleted.
        }
    }

    private async Task<TableStatus?> FindStatusAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await _client.DescribeTableAsync(_tableName, cancellationToken).ConfigureAwait(false)).Table.TableStatus;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ShardCheckpoint>> LoadAsync(string mapping, string streamArn, CancellationToken cancellationToken)
    {
        var request = new QueryRequest
        {
            TableName = _tableName,
            ConsistentRead = true,
            KeyConditionExpression = "#mapping = :mapping",
            ExpressionAttributeNames = new() { ["#mapping"] = MappingKey },
            ExpressionAttributeValues = new() { [":mapping"] = new(PartitionOf(mapping, streamArn)) },
        };
        var checkpoints = new List<ShardCheckpoint>();
        do
        {
            var page = await _client.QueryAsync(request, cancellationToken).ConfigureAwait(false);
            checkpoints.AddRange((page.Items ?? []).Select(Read));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });

        return checkpoints;
    }

    /// <inheritdoc/>
    public Task SaveAsync(string mapping, string streamArn, ShardCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return _client.PutItemAsync(_tableName, Write(mapping, streamArn, checkpoint), cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string mapping, string streamArn, string shardId, CancellationToken cancellationToken) =>
        _client.DeleteItemAsync(_tableName, new() { [MappingKey] = new(PartitionOf(mapping, streamArn)), [ShardKey] = new(shardId) }, cancellationToken);

    /// <summary>A table that is created anew has another stream, whose checkpoints begin anew.</summary>
    private static string PartitionOf(string mapping, string streamArn) => $"{mapping}#{streamArn}";

    private static Dictionary<string, AttributeValue> Write(string mapping, string streamArn, ShardCheckpoint checkpoint)
    {
        var item = new Dictionary<string, AttributeValue>
        {
            [MappingKey] = new(PartitionOf(mapping, streamArn)),
            [ShardKey] = new(checkpoint.ShardId),
            ["IsCompleted"] = new() { BOOL = checkpoint.IsCompleted },
        };
        if (checkpoint.SequenceNumber is { } sequenceNumber)
            item["SequenceNumber"] = new(sequenceNumber);
        if (checkpoint.StartedAt is { } startedAt)
            item["StartedAt"] = new(Format(startedAt));
        if (checkpoint.Window is { } window)
            (item["WindowStart"], item["WindowState"]) = (new(Format(window.Start)), new(window.State));
        return item;
    }

    private static ShardCheckpoint Read(Dictionary<string, AttributeValue> item) => new(item[ShardKey].S)
    {
        IsCompleted = item["IsCompleted"].BOOL == true,
        SequenceNumber = item.TryGetValue("SequenceNumber", out var sequenceNumber) ? sequenceNumber.S : null,
        StartedAt = item.TryGetValue("StartedAt", out var startedAt) ? Parse(startedAt.S) : null,
        Window = item.TryGetValue("WindowStart", out var start) ? new(Parse(start.S), item["WindowState"].S) : null,
    };

    private static string Format(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
