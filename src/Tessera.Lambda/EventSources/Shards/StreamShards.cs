namespace Tessera.Lambda;

/// <summary>The shards that a stream has at a time. Immutable.</summary>
internal sealed class StreamShards
{
    private readonly HashSet<string> _ids;

    private StreamShards(List<StreamShard> all, string partitionKey)
    {
        All = all;
        PartitionKey = partitionKey;
        _ids = new(all.Select(shard => shard.ShardId), StringComparer.Ordinal);
    }

    /// <summary>All of them, as the service lists them.</summary>
    public IReadOnlyList<StreamShard> All { get; }

    /// <summary>The name of the table's partition key.</summary>
    public string PartitionKey { get; }

    public bool Contains(string shardId) => _ids.Contains(shardId);

    /// <summary>Describes the stream, page by page.</summary>
    public static async Task<StreamShards> ReadAsync(MappingContext mapping, CancellationToken stop)
    {
        var all = new List<StreamShard>();
        string? from = null;
        StreamDescription description;
        do
        {
            description = await mapping.Source.DescribeStreamAsync(mapping.StreamArn, from, stop).ConfigureAwait(false);
            all.AddRange(description.Shards);
            from = description.LastEvaluatedShardId;
        }
        while (from is not null);

        return new(all, description.PartitionKey);
    }
}
