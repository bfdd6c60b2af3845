using Tessera.Engine.Catalog;
using Tessera.Engine.Store;

namespace Tessera.Engine.Streams;

/// <summary>The streams of every region: kept in the store, and cached in a map that is replaced, never changed, and so is read without a lock.</summary>
/// <remarks>Thread-safe. A reader looks its stream up first and takes its snapshot second: then a closed shard is complete in the snapshot.</remarks>
internal sealed class StreamCatalog(IStore store)
{
    private volatile Dictionary<uint, StreamDefinition> _streams = Load(store);

    public IEnumerable<StreamDefinition> All => _streams.Values;

    /// <summary>Finds a stream by its key space; null where it has gone.</summary>
    public StreamDefinition? Find(uint keySpaceId) => _streams.GetValueOrDefault(keySpaceId);

    /// <summary>Finds a stream by its ARN; null where there is none in the region.</summary>
    public StreamDefinition? Find(string region, string arn)
    {
        foreach (var stream in _streams.Values)
        {
            if (stream.Arn == arn && stream.Region == region)
                return stream;
        }
        return null;
    }

    /// <summary>The UTC ticks at which something must first be done about a stream; MaxValue where there is none.</summary>
    public long EarliestDue()
    {
        var earliest = long.MaxValue;
        foreach (var stream in _streams.Values)
            earliest = Math.Min(earliest, stream.EarliestDue());
        return earliest;
    }

    /// <summary>Shows changed streams to everyone. Called with the writing transaction open, after its commit; a null definition is one that has gone.</summary>
    public void Publish(IReadOnlyDictionary<uint, StreamDefinition?> changes)
    {
        var streams = new Dictionary<uint, StreamDefinition>(_streams);
        foreach (var (keySpaceId, stream) in changes)
        {
            if (stream is null)
                streams.Remove(keySpaceId);
            else
                streams[keySpaceId] = stream;
        }
        _streams = streams;
    }

    private static Dictionary<uint, StreamDefinition> Load(IStore store)
    {
        var streams = new Dictionary<uint, StreamDefinition>();
        using var snapshot = store.Snapshot();
        using var cursor = snapshot.Range(CatalogKeys.StreamsStart, CatalogKeys.StreamsEnd);
        while (cursor.MoveNext())
        {
            var stream = StreamDefinitionRecord.Read(cursor.Value);
            streams.Add(stream.KeySpaceId, stream);
        }
        return streams;
    }
}
