using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Tessera;

/// <summary>Remembers in a DynamoDB table what was handled. Thread-safe; make one and keep it.</summary>
/// <remarks>
/// One item per key. A key is locked by a conditional write (IN_PROGRESS, with a time after which the lock is free), then marked COMPLETED or FAILED.
/// Two writes per record, of one write unit each. The items expire by time to live.
/// </remarks>
public sealed class IdempotencyTable : IIdempotencyStore
{
    private const string Id = "Id", Status = "Status", Owner = "Owner", LockedUntil = "LockedUntil", Attempts = "Attempts", ExpiresAt = "ExpiresAt";
    private const string InProgress = "IN_PROGRESS", Completed = "COMPLETED", Failed = "FAILED";

    private readonly IAmazonDynamoDB _client;
    private readonly IdempotencyTableOptions _options;

    /// <summary>Connects to the table.</summary>
    /// <param name="client">Any client.</param>
    /// <param name="options">How to work; <see langword="null"/> means all defaults.</param>
    public IdempotencyTable(IAmazonDynamoDB client, IdempotencyTableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_client, _options) = (client, options ?? new IdempotencyTableOptions());
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.LockTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.Retention, TimeSpan.Zero);
    }

    /// <summary>The table's description, from which deployments create it; the name is the default one.</summary>
    public static TableModel Model { get; } = new()
    {
        Name = new IdempotencyTableOptions().TableName,
        PartitionKey = new KeyModel(Id),
        TimeToLiveAttribute = ExpiresAt,
    };

    /// <summary>Creates the table with its time to live if it is not there, and waits until it can be used; else compares it.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>A task that ends when the table is active.</returns>
    /// <exception cref="TableMismatchException">A table of this name has another key, or no time to live.</exception>
    public Task EnsureCreatedAsync(CancellationToken cancellationToken = default) => new Context(_client, _options).EnsureCreatedAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IdempotencyLock> BeginAsync(string key, DateTimeOffset? deadline, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var owner = Guid.NewGuid().ToString("N");
        var lockedUntil = LockEnd(deadline);
        try
        {
            var response = await _client.UpdateItemAsync(LockRequest(key, owner, lockedUntil), cancellationToken).ConfigureAwait(false);
            return Taken(key, owner, response.Attributes[Attempts]);
        }
        catch (ConditionalCheckFailedException exception)
        {
            var found = exception.Item ?? [];
            // The client has sent the request again after an answer that was lost: the lock that is in the way is this one.
            if (found.GetValueOrDefault(Owner)?.S == owner)
                return Taken(key, owner, found[Attempts]);
            if (found.GetValueOrDefault(Status)?.S != Completed)
                return new IdempotencyLock(key, IdempotencyState.InProgress);
            // Expired items stay for a while; until the service deletes them they must not count.
            return long.Parse(found[ExpiresAt].N, CultureInfo.InvariantCulture) > Now.ToUnixTimeSeconds()
                ? new IdempotencyLock(key, IdempotencyState.Completed)
                : await ReplaceAsync(key, owner, lockedUntil, found[ExpiresAt], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask CompleteAsync(IdempotencyLock taken, CancellationToken cancellationToken) => EndAsync(taken, Completed, cancellationToken);

    /// <inheritdoc/>
    public ValueTask FailAsync(IdempotencyLock taken, CancellationToken cancellationToken) => EndAsync(taken, Failed, cancellationToken);

    private DateTimeOffset Now => _options.TimeProvider.GetUtcNow();

    private AttributeValue Expiry => Number((Now + _options.Retention).ToUnixTimeSeconds());

    /// <summary>Until the deadline somebody may be at work, and after it nobody is.</summary>
    private AttributeValue LockEnd(DateTimeOffset? deadline) => Number((deadline ?? Now + _options.LockTimeout).ToUnixTimeMilliseconds());

    private UpdateItemRequest LockRequest(string key, string owner, AttributeValue lockedUntil) => new()
    {
        TableName = _options.TableName,
        Key = new() { [Id] = new AttributeValue(key) },
        UpdateExpression = "SET #status = :inProgress, #owner = :owner, #lockedUntil = :lockedUntil, #expiresAt = :expiresAt ADD #attempts :one",
        ConditionExpression = "attribute_not_exists(#id) OR #status = :failed OR (#status = :inProgress AND #lockedUntil <= :now)",
        ExpressionAttributeNames = new()
        {
            ["#id"] = Id,
            ["#status"] = Status,
            ["#owner"] = Owner,
            ["#lockedUntil"] = LockedUntil,
            ["#expiresAt"] = ExpiresAt,
            ["#attempts"] = Attempts,
        },
        ExpressionAttributeValues = new()
        {
            [":inProgress"] = new AttributeValue(InProgress),
            [":failed"] = new AttributeValue(Failed),
            [":owner"] = new AttributeValue(owner),
            [":now"] = Number(Now.ToUnixTimeMilliseconds()),
            [":lockedUntil"] = lockedUntil,
            [":expiresAt"] = Expiry,
            [":one"] = Number(1),
        },
        ReturnValues = ReturnValue.UPDATED_NEW,
        ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
    };

    private static IdempotencyLock Taken(string key, string owner, AttributeValue attempts) =>
        new(key, IdempotencyState.Taken, owner, int.Parse(attempts.N, CultureInfo.InvariantCulture));

    private async Task<IdempotencyLock> ReplaceAsync(
        string key, string owner, AttributeValue lockedUntil, AttributeValue expired, CancellationToken cancellationToken)
    {
        var request = new PutItemRequest
        {
            TableName = _options.TableName,
            Item = new()
            {
                [Id] = new AttributeValue(key),
                [Status] = new AttributeValue(InProgress),
                [Owner] = new AttributeValue(owner),
                [LockedUntil] = lockedUntil,
                [ExpiresAt] = Expiry,
                [Attempts] = Number(1),
            },
            ConditionExpression = "attribute_not_exists(#id) OR #expiresAt = :expired",
            ExpressionAttributeNames = new() { ["#id"] = Id, ["#expiresAt"] = ExpiresAt },
            ExpressionAttributeValues = new() { [":expired"] = expired },
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
        try
        {
            await _client.PutItemAsync(request, cancellationToken).ConfigureAwait(false);
            return new IdempotencyLock(key, IdempotencyState.Taken, owner, 1);
        }
        catch (ConditionalCheckFailedException exception)
        {
            return exception.Item?.GetValueOrDefault(Owner)?.S == owner
                ? new IdempotencyLock(key, IdempotencyState.Taken, owner, 1)
                : new IdempotencyLock(key, IdempotencyState.InProgress);
        }
    }

    private async ValueTask EndAsync(IdempotencyLock taken, string status, CancellationToken cancellationToken)
    {
        try
        {
            await _client.UpdateItemAsync(EndRequest(taken, status), cancellationToken).ConfigureAwait(false);
        }
        catch (ConditionalCheckFailedException)
        {
            // The lock timed out and another took it: what it stores counts.
        }
    }

    private UpdateItemRequest EndRequest(IdempotencyLock taken, string status) => new()
    {
        TableName = _options.TableName,
        Key = new() { [Id] = new AttributeValue(taken.Key) },
        UpdateExpression = "SET #status = :status, #expiresAt = :expiresAt REMOVE #owner, #lockedUntil",
        ConditionExpression = "#owner = :owner",
        ExpressionAttributeNames = new() { ["#status"] = Status, ["#owner"] = Owner, ["#lockedUntil"] = LockedUntil, ["#expiresAt"] = ExpiresAt },
        ExpressionAttributeValues = new()
        {
            [":status"] = new AttributeValue(status),
            [":owner"] = new AttributeValue(taken.Owner),
            [":expiresAt"] = Expiry,
        },
    };

    private static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    private sealed class Context(IAmazonDynamoDB client, IdempotencyTableOptions options)
        : TableContext(client, Model, new TableOptions { TableName = options.TableName });
}
