using System.Buffers.Binary;
using Tessera.Engine.Catalog;
using Tessera.Engine.Items;

namespace Tessera.Engine.Streams;

/// <summary>Appends records to a stream within one transaction; its state is written once, when the transaction commits.</summary>
internal sealed class StreamAppender
{
    /// <summary>No stream is split into more shards than this.</summary>
    private const int OpenShardsMax = 64;

    private readonly TableTransaction _transaction;
    private readonly StreamState _state;
    private StreamDefinition _stream;
    private bool _isChanged;

    public StreamAppender(TableTransaction transaction, StreamDefinition stream)
    {
        _transaction = transaction;
        _stream = stream;
        _state = StreamState.Read(transaction.Store, stream.KeySpaceId);
    }

    public uint KeySpaceId => _stream.KeySpaceId;

    /// <summary>Appends the record of a change to the shard that takes the item's partition key.</summary>
    /// <param name="table">The table, whose key the record shows.</param>
    /// <param name="itemKey">The item's key in the store, which holds the hash of its partition key.</param>
    /// <param name="before">The item before the change.</param>
    /// <param name="after">The item after the change; not the same.</param>
    /// <param name="isExpiry">Whether time to live removed it.</param>
    public void Append(TableDefinition table, ReadOnlySpan<byte> itemKey, Item before, Item after, bool isExpiry)
    {
        var shard = OpenShard(BinaryPrimitives.ReadUInt32BigEndian(itemKey[KeySpace.PrefixLength..]));
        var now = _transaction.Now;
        _state.Last = _state.Last.Next(now);
        var record = StreamRecordWriter.Write(_stream, table, new StreamChange(_state.Last, now, before, after, isExpiry));
        _transaction.Store.Put(StreamKey.Record(_stream.KeySpaceId, shard.Number, _state.Last), record);
        if (_state.Count(shard.Number) >= _transaction.Options.StreamShardRecords && _stream.OpenShards.Length < OpenShardsMax)
            Change(ShardChanges.Split(_stream, shard, _state, now));
    }

    /// <summary>
    /// Lets another shard follow each open one that has been open for long. It happens when it was due, even if no request has come since: no record has come
    /// either.
    /// </summary>
    public void Rotate()
    {
        foreach (var shard in _stream.OpenShards)
        {
            if (shard.Due > _transaction.Now)
                continue;
            var lifetimes = (_transaction.Now - shard.Due).Ticks / StreamTimes.ShardLifetime.Ticks;
            Change(ShardChanges.Follow(_stream, shard, _state, shard.Due, creationTime: shard.Due + (StreamTimes.ShardLifetime * lifetimes)));
        }
    }

    /// <summary>Removes the closed shards whose records nobody may read any more, with them.</summary>
    public void RemoveOld()
    {
        foreach (var shard in _stream.Shards)
        {
            if (shard.IsOpen || shard.Due > _transaction.Now)
                continue;
            _transaction.Store.DeleteRange(
                StreamKey.ShardStart(_stream.KeySpaceId, shard.Number), StreamKey.ShardEnd(_stream.KeySpaceId, shard.Number));
            Change(_stream with { Shards = _stream.Shards.Remove(shard) });
        }
    }

    /// <summary>Closes every shard: the stream takes no more records.</summary>
    /// <param name="statusDue">Until when the stream shows that it is being disabled.</param>
    public void Disable(DateTimeOffset statusDue)
    {
        foreach (var shard in _stream.OpenShards)
            Change(ShardChanges.Close(_stream, shard, _state, _transaction.Now));
        Change(_stream with { DisablingTime = _transaction.Now, StatusDue = statusDue });
    }

    /// <summary>Writes what has changed of the stream but its records.</summary>
    public void Save()
    {
        _state.Write(_transaction.Store, _stream.KeySpaceId);
        if (_isChanged)
            _transaction.PutStream(_stream);
    }

    private void Change(StreamDefinition changed)
    {
        _stream = changed;
        _isChanged = true;
    }

    private StreamShard OpenShard(uint hash)
    {
        foreach (var shard in _stream.OpenShards)
        {
            if (shard.Takes(hash))
                return shard;
        }
        throw new InvalidOperationException($"The stream {_stream.Arn} has no open shard for the hash {hash}.");
    }
}
