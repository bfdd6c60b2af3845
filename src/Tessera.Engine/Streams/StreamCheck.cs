using Tessera.Engine.Catalog;
using Tessera.Engine.Store;

namespace Tessera.Engine.Streams;

/// <summary>
/// Walks streams and reports every disagreement: hashes that no open shard takes or that two take, records outside of their shard, children that begin
/// before their parent ends. Tests end with it; nothing should ever be found.
/// </summary>
internal static class StreamCheck
{
    /// <summary>The faults of all streams, in words; empty where there are none.</summary>
    public static IReadOnlyList<string> Run(IStoreSnapshot snapshot, IEnumerable<StreamDefinition> streams)
    {
        var faults = new List<string>();
        foreach (var stream in streams)
        {
            CheckHashes(stream, faults);
            CheckLineage(stream, faults);
            CheckRecords(snapshot, stream, faults);
        }
        return faults;
    }

    private static void CheckHashes(StreamDefinition stream, List<string> faults)
    {
        if (stream.DisablingTime is not null)
        {
            if (!stream.OpenShards.IsEmpty)
                faults.Add($"{stream.Arn}: is disabled and has open shards");
            return;
        }
        var next = 0L;
        foreach (var shard in stream.OpenShards.OrderBy(shard => shard.HashStart))
        {
            if (shard.HashStart != next)
                faults.Add($"{stream.Arn}: {shard.Id} begins at the hash {shard.HashStart} and should at {next}");
            next = shard.HashEnd + 1L;
        }
        if (next != uint.MaxValue + 1L)
            faults.Add($"{stream.Arn}: no open shard takes the hash {next}");
    }

    private static void CheckLineage(StreamDefinition stream, List<string> faults)
    {
        foreach (var shard in stream.Shards)
        {
            if (shard.ParentId is { } parentId && stream.FindShard(parentId) is { } parent && !(parent.End < shard.Start))
                faults.Add($"{stream.Arn}: {shard.Id} begins before its parent {parentId} ends");
        }
    }

    private static void CheckRecords(IStoreSnapshot snapshot, StreamDefinition stream, List<string> faults)
    {
        var last = StreamState.ReadLast(snapshot, stream.KeySpaceId);
        using var records = snapshot.Range(KeySpace.Start(stream.KeySpaceId), KeySpace.End(stream.KeySpaceId));
        while (records.MoveNext())
        {
            var number = StreamKey.NumberOf(records.Key.Span);
            if (stream.FindShard(StreamKey.ShardOf(records.Key.Span)) is not { } shard)
                faults.Add($"{stream.Arn}: the record {number} has no shard");
            else if (number < shard.Start || number > (shard.End ?? last))
                faults.Add($"{stream.Arn}: the record {number} lies outside of {shard.Id}");
        }
    }
}
