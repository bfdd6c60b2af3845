using System.Collections.Immutable;
using Tessera.Engine.Catalog;

namespace Tessera.Engine.Streams;

/// <summary>
/// A stream as the catalogue knows it: everything but its records. Immutable. It outlives its being disabled, and its table, by
/// <see cref="StreamTimes.Retention"/>.
/// </summary>
internal sealed record StreamDefinition
{
    /// <summary>The key space that holds the records.</summary>
    public required uint KeySpaceId { get; init; }

    /// <summary>What makes the ids of its events unique.</summary>
    public required Guid Id { get; init; }

    public required string Region { get; init; }

    public required string TableName { get; init; }

    /// <summary>The table's ARN, then <c>/stream/</c> and the label.</summary>
    public required string Arn { get; init; }

    public required string Label { get; init; }

    public required StreamViewType ViewType { get; init; }

    /// <summary>The key of the table, as it was declared.</summary>
    public required ImmutableArray<(string Name, KeyType Type)> Key { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    /// <summary>When it was disabled, or its table deleted; null while it takes records.</summary>
    public DateTimeOffset? DisablingTime { get; init; }

    /// <summary>Until when it shows the passing status of its last change.</summary>
    public required DateTimeOffset StatusDue { get; init; }

    /// <summary>The shards that are still there, oldest first.</summary>
    public required ImmutableArray<StreamShard> Shards
    {
        get;
        init
        {
            field = value;
            OpenShards = [.. value.Where(shard => shard.IsOpen)];
        }
    }

    /// <summary>The shards that take records: none where the stream is disabled, otherwise every hash has exactly one.</summary>
    public ImmutableArray<StreamShard> OpenShards { get; private init; }

    public string Status(DateTimeOffset now) => (DisablingTime is null, now < StatusDue) switch
    {
        (true, true) => "ENABLING",
        (true, false) => "ENABLED",
        (false, true) => "DISABLING",
        (false, false) => "DISABLED",
    };

    public StreamShard? FindShard(string id)
    {
        foreach (var shard in Shards)
        {
            if (shard.Id == id)
                return shard;
        }
        return null;
    }

    public StreamShard? FindShard(uint number)
    {
        foreach (var shard in Shards)
        {
            if (shard.Number == number)
                return shard;
        }
        return null;
    }

    /// <summary>The UTC ticks at which something must first be done about it or one of its shards.</summary>
    public long EarliestDue()
    {
        var earliest = DisablingTime is { } disabled ? (disabled + StreamTimes.Retention).UtcTicks : long.MaxValue;
        foreach (var shard in Shards)
            earliest = Math.Min(earliest, shard.Due.UtcTicks);
        return earliest;
    }
}
