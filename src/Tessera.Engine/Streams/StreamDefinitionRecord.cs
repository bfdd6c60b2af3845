using System.Collections.Immutable;
using Tessera.Engine.Catalog;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Streams;

/// <summary>A stream's definition as the store keeps it: JSON, like a table's.</summary>
internal static class StreamDefinitionRecord
{
    public static byte[] Write(StreamDefinition stream)
    {
        using var json = new ResponseWriter();
        json.StartObject();
        json.Member("keySpace"u8, (long)stream.KeySpaceId);
        json.Member("id"u8, stream.Id.ToString());
        json.Member("region"u8, stream.Region);
        json.Member("table"u8, stream.TableName);
        json.Member("arn"u8, stream.Arn);
        json.Member("label"u8, stream.Label);
        json.Member("view"u8, (long)stream.ViewType);
        json.Member("created"u8, stream.CreationTime.UtcTicks);
        if (stream.DisablingTime is { } disabled)
            json.Member("disabled"u8, disabled.UtcTicks);
        json.Member("due"u8, stream.StatusDue.UtcTicks);
        json.Name("key"u8);
        json.StartArray();
        foreach (var (name, type) in stream.Key)
        {
            json.String(name);
            json.Number((long)type);
        }
        json.EndArray();
        json.Name("shards"u8);
        json.StartArray();
        foreach (var shard in stream.Shards)
            Write(json, shard);
        json.EndArray();
        json.EndObject();
        return json.Written.ToArray();
    }

    public static StreamDefinition Read(ReadOnlyMemory<byte> record)
    {
        var stream = new StreamDefinition
        {
            KeySpaceId = 0,
            Id = default,
            Region = "",
            TableName = "",
            Arn = "",
            Label = "",
            ViewType = default,
            Key = [],
            CreationTime = default,
            StatusDue = default,
            Shards = [],
        };
        var json = new RequestReader(record);
        json.ReadObject();
        while (json.NextMember())
        {
            if (json.Is("keySpace"u8)) stream = stream with { KeySpaceId = (uint)json.ReadInt64()! };
            else if (json.Is("id"u8)) stream = stream with { Id = Guid.Parse(json.ReadString()!) };
            else if (json.Is("region"u8)) stream = stream with { Region = json.ReadString()! };
            else if (json.Is("table"u8)) stream = stream with { TableName = json.ReadString()! };
            else if (json.Is("arn"u8)) stream = stream with { Arn = json.ReadString()! };
            else if (json.Is("label"u8)) stream = stream with { Label = json.ReadString()! };
            else if (json.Is("view"u8)) stream = stream with { ViewType = (StreamViewType)json.ReadInt32()! };
            else if (json.Is("created"u8)) stream = stream with { CreationTime = ReadTime(ref json) };
            else if (json.Is("disabled"u8)) stream = stream with { DisablingTime = ReadTime(ref json) };
            else if (json.Is("due"u8)) stream = stream with { StatusDue = ReadTime(ref json) };
            else if (json.Is("key"u8)) stream = stream with { Key = ReadKey(ref json) };
            else if (json.Is("shards"u8)) stream = stream with { Shards = ReadShards(ref json) };
        }
        return stream;
    }

    private static void Write(ResponseWriter json, StreamShard shard)
    {
        json.StartObject();
        json.Member("number"u8, (long)shard.Number);
        if (shard.ParentId is { } parent)
            json.Member("parent"u8, parent);
        json.Member("from"u8, (long)shard.HashStart);
        json.Member("to"u8, (long)shard.HashEnd);
        json.Member("created"u8, shard.CreationTime.UtcTicks);
        json.Member("start"u8, shard.Start.Value);
        if (shard.End is { } end)
            json.Member("end"u8, end.Value);
        if (shard.ClosingTime is { } closed)
            json.Member("closed"u8, closed.UtcTicks);
        json.EndObject();
    }

    private static ImmutableArray<(string Name, KeyType Type)> ReadKey(ref RequestReader json)
    {
        var key = ImmutableArray.CreateBuilder<(string, KeyType)>();
        for (json.ReadArray(); json.NextElement();)
        {
            var name = json.ReadString()!;
            json.NextElement();
            key.Add((name, (KeyType)json.ReadInt32()!));
        }
        return key.DrainToImmutable();
    }

    private static ImmutableArray<StreamShard> ReadShards(ref RequestReader json)
    {
        var shards = ImmutableArray.CreateBuilder<StreamShard>();
        for (json.ReadArray(); json.NextElement();)
            shards.Add(ReadShard(ref json));
        return shards.DrainToImmutable();
    }

    private static StreamShard ReadShard(ref RequestReader json)
    {
        var shard = new StreamShard { Number = 0, HashStart = 0, HashEnd = 0, CreationTime = default, Start = default };
        json.ReadObject();
        while (json.NextMember())
        {
            if (json.Is("number"u8)) shard = shard with { Number = (uint)json.ReadInt64()! };
            else if (json.Is("parent"u8)) shard = shard with { ParentId = json.ReadString() };
            else if (json.Is("from"u8)) shard = shard with { HashStart = (uint)json.ReadInt64()! };
            else if (json.Is("to"u8)) shard = shard with { HashEnd = (uint)json.ReadInt64()! };
            else if (json.Is("created"u8)) shard = shard with { CreationTime = ReadTime(ref json) };
            else if (json.Is("start"u8)) shard = shard with { Start = new SequenceNumber(json.ReadInt64()!.Value) };
            else if (json.Is("end"u8)) shard = shard with { End = new SequenceNumber(json.ReadInt64()!.Value) };
            else if (json.Is("closed"u8)) shard = shard with { ClosingTime = ReadTime(ref json) };
        }
        return shard;
    }

    private static DateTimeOffset ReadTime(ref RequestReader json) => new(json.ReadInt64()!.Value, TimeSpan.Zero);
}
